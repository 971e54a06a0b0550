#include "services/registry/store/enrolment.h"

#include "gmock/gmock.h"
#include "services/registry/store/subject_care_fixture.h"

namespace sangam::registry {
namespace {

using testing::Contains;

class EnrolmentTest : public SubjectCareTest {
 protected:
  absl::StatusOr<v1::EnrolEnterpriseResponse> Enrol(const std::string& text) {
    v1::EnrolEnterpriseRequest request;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request))
        << text;
    auto response = store_->EnrolEnterprise(request, {});
    if (response.ok()) token_ = response->token();
    return response;
  }
};

constexpr char kPage[] =
    "enterprise { title: 'Umden mats' outside_ids { system: 'ME_REGISTER' "
    "value:"
    " '17' } profile { women_owned: true } provenance { asserted_by:"
    " 'BLOCK_OFFICE' } }";

TEST_F(EnrolmentTest, AFewFactsMakeADraftAndTheSameOnesChangeNothing) {
  const auto enrolled = Enrol(kPage);
  ASSERT_TRUE(enrolled.ok()) << enrolled.status();
  EXPECT_EQ(enrolled->outcome(), type::v1::WRITE_OUTCOME_CREATED);
  EXPECT_EQ(enrolled->enterprise().name(), "enterprises/me-register-17");
  EXPECT_EQ(enrolled->enterprise().affiliation(), v1::AFFILIATION_STATE_DRAFT);
  EXPECT_NE(enrolled->enterprise().etag(), "");
  EXPECT_EQ(enrolled->completeness_bps(), 1'250);
  EXPECT_THAT(enrolled->missing_facts(), Contains("place"));
  EXPECT_THAT(enrolled->flags(), Contains(v1::QUALITY_FLAG_NO_PLACE));
  const int64_t head = Head();
  const auto again = Enrol(kPage);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
  EXPECT_EQ(again->enterprise().etag(), enrolled->enterprise().etag());
  EXPECT_EQ(Head(), head);
}

TEST_F(EnrolmentTest, WhoeverWasErasedMayEnrolAgainUnderAFreshName) {
  ASSERT_TRUE(Enrol(kPage).ok());
  ASSERT_TRUE(Erase("name: 'enterprises/me-register-17'").ok());
  for (const auto outcome :
       {type::v1::WRITE_OUTCOME_CREATED, type::v1::WRITE_OUTCOME_UNCHANGED}) {
    const auto enrolled = Enrol(kPage);
    ASSERT_TRUE(enrolled.ok()) << enrolled.status();
    EXPECT_EQ(enrolled->outcome(), outcome);
    EXPECT_EQ(enrolled->enterprise().name(), "enterprises/me-register-17-2");
  }
}

TEST_F(EnrolmentTest, LaterFactsAreAddedAndLeadToAffiliation) {
  PutPlaces();
  ASSERT_TRUE(Enrol(kPage).ok());
  const std::string id = "outside_ids { system: 'ME_REGISTER' value: '17' }";
  const auto early = Enrol("enterprise { " + id + " } affiliate: true");
  ASSERT_FALSE(early.ok());
  EXPECT_EQ(FaultOf(early.status()), "enterprise.place");
  const auto affiliated =
      Enrol("enterprise { " + id +
            " profile { sectors { values: 'HANDICRAFT' } } } place_title:"
            " 'Umden' place_parent: 'places/b' affiliate: true");
  ASSERT_TRUE(affiliated.ok()) << affiliated.status();
  EXPECT_EQ(affiliated->outcome(), type::v1::WRITE_OUTCOME_UPDATED);
  const v1::Enterprise& enterprise = affiliated->enterprise();
  EXPECT_EQ(enterprise.affiliation(), v1::AFFILIATION_STATE_AFFILIATED);
  EXPECT_EQ(enterprise.title(), "Umden mats");
  EXPECT_TRUE(enterprise.profile().women_owned());
  EXPECT_EQ(enterprise.place(), "places/in-b-umden");
  EXPECT_EQ(enterprise.provenance().asserted_by(), "BLOCK_OFFICE");
  // It stays affiliated whatever is added.
  const auto later = Enrol("enterprise { " + id + " profile { members: 4 } }");
  ASSERT_TRUE(later.ok());
  EXPECT_EQ(later->enterprise().affiliation(),
            v1::AFFILIATION_STATE_AFFILIATED);
}

TEST_F(EnrolmentTest, WhatIsNotSentKeepsItsSourceAndItsPlace) {
  const std::string id = "outside_ids { system: 'ME_REGISTER' value: '17' }";
  ASSERT_TRUE(Enrol("enterprise { " + id +
                    " profile { annual_turnover_paise: 100000 extra { key:"
                    " 'looms' value { number: 3 } } } provenance { asserted_by:"
                    " 'BLOCK_OFFICE' observed_on { year: 2015 month: 1 day: 1"
                    " } } }")
                  .ok());
  const std::string more =
      "enterprise { " + id +
      " profile { members: 5 extra { key: 'ovens' value { number: 1 } } }"
      " provenance { asserted_by: 'SELF_DECLARED' observed_on { year: 2026"
      " month: 3 day: 1 } } }";
  const auto enrolled = Enrol(more);
  ASSERT_TRUE(enrolled.ok()) << enrolled.status();
  const v1::Enterprise& enterprise = enrolled->enterprise();
  EXPECT_EQ(enterprise.profile().extra().at("looms").number(), 3);
  EXPECT_EQ(enterprise.profile().extra().at("ovens").number(), 1);
  EXPECT_EQ(enterprise.provenance().asserted_by(), "BLOCK_OFFICE");
  ASSERT_EQ(enterprise.field_provenance_size(), 1);
  EXPECT_EQ(enterprise.field_provenance(0).provenance().asserted_by(),
            "SELF_DECLARED");
  EXPECT_THAT(enterprise.field_provenance(0).fields(),
              Contains("profile.members"));
  EXPECT_EQ(Enrol(more)->outcome(), type::v1::WRITE_OUTCOME_UNCHANGED);
}

TEST_F(EnrolmentTest, AStaleEtagIsRefused) {
  const auto first = Enrol(kPage);
  ASSERT_TRUE(first.ok());
  const std::string etag = first->enterprise().etag();
  const std::string asked =
      "enterprise { name: 'enterprises/me-register-17' etag: '" + etag +
      "' title: '";
  const auto second = Enrol(asked + "Mats' }");
  ASSERT_TRUE(second.ok()) << second.status();
  const auto stale = Enrol(asked + "Other mats' }");
  EXPECT_EQ(stale.status(), EtagMismatchError("enterprises/me-register-17"));
}

TEST_F(EnrolmentTest, ItIsIdempotentByItsRequestIdToo) {
  const std::string request = std::string(kPage) + " request_id: 'page-17'";
  const auto first = Enrol(request);
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(Enrol("enterprise { name: 'enterprises/me-register-17' title:"
                    " 'Another' }")
                  .ok());
  const auto again = Enrol(request);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(EnrolmentTest, FaultsNameTheirFieldsAndNothingIsStored) {
  const struct {
    const char* request;
    const char* fault;
  } cases[] = {
      {"", "enterprise"},
      {"enterprise { }", "enterprise.name"},
      {"enterprise { name: 'enterprises/a' profile { members: -1 } }",
       "enterprise.profile.members"},
      {"enterprise { name: 'enterprises/a' title: 'Smt A' }",
       "enterprise.title"},
      {"enterprise { name: 'enterprises/a' group: 'groups/nobody' }",
       "enterprise.group"},
      {"enterprise { name: 'enterprises/a' } belongs_to { system: 'x' value:"
       " '1' }",
       "belongs_to.system"},
      {"enterprise { name: 'enterprises/a' } place_title: 'Umden'"
       " place_parent: 'places/nope'",
       "place_parent"},
      {"enterprise { name: 'enterprises/a' affiliation:"
       " AFFILIATION_STATE_AFFILIATED }",
       "enterprise.affiliation"},
      {"enterprise { name: 'enterprises/a' } affiliate: true",
       "enterprise.title"},
  };
  for (const auto& test_case : cases) {
    const auto enrolled = Enrol(test_case.request);
    EXPECT_EQ(FaultOf(enrolled.status()), test_case.fault) << test_case.request;
  }
  EXPECT_EQ(RevisionOf("enterprises/a"), -1);
  const auto checked = Enrol(std::string(kPage) + " validate_only: true");
  ASSERT_TRUE(checked.ok());
  EXPECT_EQ(checked->outcome(), type::v1::WRITE_OUTCOME_CREATED);
  EXPECT_EQ(checked->enterprise().etag(), "");
  EXPECT_EQ(RevisionOf("enterprises/me-register-17"), -1);
}

}  // namespace
}  // namespace sangam::registry
