#include "services/registry/domain/subject_rules.h"

#include "common/status/errors.h"
#include "common/subjects/subject_kinds.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

template <typename Record>
std::string FaultOf(absl::Status (*check)(const Record&),
                    const std::string& text) {
  Record record;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &record))
      << text;
  const absl::Status status = check(record);
  return status.ok() ? "" : FieldViolationsOf(status)[0].field;
}

TEST(SubjectRulesTest, GroupsNameTheirFault) {
  const std::string good = "name: 'groups/a' kind: SUBJECT_KIND_SHG ";
  const struct {
    const char* added;
    const char* fault;
  } cases[] = {
      {"", ""},
      {"parent: 'groups/b' cluster: 'clusters/c' place: 'places/d'", ""},
      {"parent: 'clusters/b'", "parent"},
      {"parent: 'groups/a'", "parent"},
      {"cluster: 'c'", "cluster"},
      {"place: 'places/lgd-nowhere-1'", "place"},
      {"bank_branch_ifsc: 'SBIN0000001'", ""},
      {"bank_branch_ifsc: 'sbin0000001'", "bank_branch_ifsc"},
      {"profile { members: 12 women_members: 12 }", ""},
      {"profile { members: 12 women_members: 13 }", "profile.women_members"},
      {"profile { members: -1 }", "profile.members"},
      {"profile { kind: SUBJECT_KIND_SHG }", "profile.kind"},
      {"profile { place: 'places/a' }", "profile.place"},
      {"profile { received_benefits { scheme: 'schemes/s' } }",
       "profile.received_benefits"},
      {"profile { children { } }", "profile.children"},
      {"judgements { readiness_rule: 'readinessRules/r' norm: 'n'"
       " holds: true decided_by: 'BLOCK_OFFICE' }",
       ""},
      {"judgements { readiness_rule: 'readinessRules/r' norm: 'n' }",
       "judgements[0].decided_by"},
      {"judgements { readiness_rule: 'schemes/r' norm: 'n' decided_by: 'X' }",
       "judgements[0].readiness_rule"},
      {"judgements { readiness_rule: 'readinessRules/r' norm: 'A norm'"
       " decided_by: 'X' }",
       "judgements[0].norm"},
      {"profile { received_benefits_complete_until { year: 2026 month: 4 day: 1"
       " } }",
       ""},
      {"profile { npa_bps: 10001 }", "profile.npa_bps"},
      {"profile { nic_codes { values: '1' } }", "profile.nic_codes.values[0]"},
      {"outside_ids { system: 'UDYAM' value: 'UDYAM-ML-05-0000123' }", ""},
      {"field_provenance { fields: 'profile.members' fields: 'place'"
       " provenance { asserted_by: 'SELF_DECLARED' } }",
       ""},
      {"field_provenance { fields: 'profile.extra[\"bank_visits\"]'"
       " provenance { } }",
       ""},
      {"field_provenance { fields: 'profile.extra[\"\"]' provenance { } }",
       "field_provenance[0].fields[0]"},
      {"field_provenance { fields: 'profile.membrs' provenance { } }",
       "field_provenance[0].fields[0]"},
      {"field_provenance { fields: 'title' provenance { } }"
       " field_provenance { fields: 'title' provenance { } }",
       "field_provenance[1].fields[0]"},
      {"field_provenance { provenance { } }", "field_provenance[0].fields"},
      {"field_provenance { fields: 'title' }",
       "field_provenance[0].provenance"},
      {"field_provenance { fields: 'title' provenance { asserted_by: 'me' } }",
       "field_provenance[0].provenance.asserted_by"},
      {"outside_ids { system: 'UDYAM' value: 'UDYAM-ML-5-123' }",
       "outside_ids[0].value"},
  };
  for (const auto& test_case : cases) {
    EXPECT_EQ(FaultOf(&CheckGroup, good + test_case.added), test_case.fault)
        << test_case.added;
  }
  EXPECT_EQ(FaultOf(&CheckGroup, "name: 'groups/a'"), "kind");
  EXPECT_EQ(FaultOf(&CheckGroup, "kind: SUBJECT_KIND_SHG"), "name");
  EXPECT_EQ(
      FaultOf(&CheckGroup, good + "title: '" + std::string(301, 'x') + "'"),
      "title");
}

TEST(SubjectRulesTest, EnterprisesAndClustersAreNoGroups) {
  for (const char* kind : {"ENTERPRISE", "CLUSTER"}) {
    EXPECT_EQ(
        FaultOf(&CheckGroup,
                std::string("name: 'groups/a' kind: SUBJECT_KIND_") + kind),
        "kind");
  }
}

TEST(SubjectRulesTest, EnterprisesNameTheirFault) {
  const std::string good = "name: 'enterprises/a' ";
  EXPECT_EQ(FaultOf(&CheckEnterprise, good), "");
  EXPECT_EQ(FaultOf(&CheckEnterprise, good + "group: 'enterprises/b'"),
            "group");
  EXPECT_EQ(FaultOf(&CheckEnterprise, "name: 'groups/a'"), "name");
  EXPECT_EQ(
      FaultOf(&CheckEnterprise, good + "affiliation: AFFILIATION_STATE_DRAFT"),
      "");
  const std::string affiliated =
      good +
      "affiliation: AFFILIATION_STATE_AFFILIATED title: 'A' place:"
      " 'places/p' ";
  EXPECT_EQ(FaultOf(&CheckEnterprise, affiliated), "profile.sectors");
  EXPECT_EQ(FaultOf(&CheckEnterprise,
                    affiliated + "profile { nic_codes { values: '13' } }"),
            "");
  v1::Enterprise odd;
  odd.set_name("enterprises/a");
  odd.set_affiliation(static_cast<v1::AffiliationState>(77));
  EXPECT_EQ(FieldViolationsOf(CheckEnterprise(odd))[0].field, "affiliation");
  EXPECT_EQ(FaultOf(&CheckEnterprise,
                    good + "provenance { observed_on { year: 2026 month: 2"
                           " day: 30 } }"),
            "provenance.observed_on");
}

TEST(SubjectRulesTest, ClustersNameTheirFault) {
  const std::string good = "name: 'clusters/a' ";
  EXPECT_EQ(FaultOf(&CheckCluster, good + "current_products: 'shawls'"), "");
  EXPECT_EQ(FaultOf(&CheckCluster, good + "current_products: ''"),
            "current_products[0]");
  EXPECT_EQ(FaultOf(&CheckCluster, good + "spv: 'clusters/b'"), "spv");
  EXPECT_EQ(FaultOf(&CheckCluster, good + "spanned_places: 'places/p'"
                                          " spanned_places: 'places/p'"),
            "spanned_places[1]");
}

TEST(SubjectKindsTest, TiersGoOneWay) {
  for (int child = 0; child <= type::v1::SubjectKind_MAX; ++child) {
    std::vector<type::v1::SubjectKind> up =
        ParentKinds(static_cast<type::v1::SubjectKind>(child));
    for (size_t i = 0; i < up.size(); ++i) {
      EXPECT_NE(up[i], child);
      ASSERT_LT(up.size(), 10u);
      for (type::v1::SubjectKind further : ParentKinds(up[i])) {
        up.push_back(further);
      }
    }
  }
}

}  // namespace
}  // namespace sangam::registry
