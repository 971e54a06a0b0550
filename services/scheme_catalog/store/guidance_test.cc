// Models, problems and programmes in the store, and what they hold fast.
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

class GuidanceTest : public CatalogStoreFixture {
 protected:
  template <typename Resource>
  static Resource Parse(const std::string& text) {
    Resource resource;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &resource));
    return resource;
  }

  static v1::SurveyProblem Problem(const std::string& expression,
                                   const std::string& scheme) {
    return Parse<v1::SurveyProblem>(absl::StrCat(
        "name: 'surveyProblems/p' title { text { key: 'en' value: 'P' } }"
        " description { text { key: 'en' value: 'Seen.' } } citations {"
        " document: 'A survey' } recognised_where: \"",
        expression, "\" remedies { id: 'a' kind: REMEDY_KIND_SCHEME scheme: '",
        scheme,
        "' description { text { key: 'en' value: 'Helps.' } } citations {"
        " document: 'A survey' } }"));
  }

  absl::Status Put(const v1::SurveyProblem& problem) {
    v1::UpdateSurveyProblemRequest request;
    request.set_allow_missing(true);
    *request.mutable_survey_problem() = problem;
    v1::UpdateSurveyProblemResponse response;
    return store_->survey_problems().Update(request, &response);
  }

  absl::Status PutProgramme(const std::string& attribute) {
    v1::UpdateUpgradeProgrammeRequest request;
    request.set_allow_missing(true);
    *request.mutable_upgrade_programme() =
        Parse<v1::UpgradeProgramme>(absl::StrCat(
            "name: 'upgradeProgrammes/u' title { text { key: 'en' value: 'U' }"
            " } department: 'departments/dc' paths { id: 'a' cluster:"
            " 'clusters/a' schemes: 'schemes/loom-aid' citations { document:"
            " 'A plan' } } targets { id: 'jobs' attribute: '",
            attribute,
            "' at_least: 10 description { text { key: 'en' value: 'Jobs.' } }"
            " citations { document: 'A plan' } }"));
    v1::UpdateUpgradeProgrammeResponse response;
    return store_->upgrade_programmes().Update(request, &response);
  }

  // With a name that it had before, unless that is empty.
  absl::Status PutAttribute(const std::string& former = "") {
    v1::UpdateAttributeRequest request;
    request.set_allow_missing(true);
    *request.mutable_attribute() = Parse<v1::Attribute>(
        "name: 'attributes/jobs' type: ATTRIBUTE_TYPE_NUMBER unit:"
        " ATTRIBUTE_UNIT_COUNT label { text { key: 'en' value: 'jobs' } }"
        " question { text { key: 'en' value: 'How many?' } }");
    if (!former.empty()) {
      request.mutable_attribute()->add_former_names(former);
    }
    v1::UpdateAttributeResponse response;
    return store_->attribute_methods().Update(request, &response);
  }
  absl::Status DeleteAttribute() {
    return Delete<v1::DeleteAttributeRequest, v1::DeleteAttributeResponse>(
        store_->attributes(), "attributes/jobs");
  }
};

TEST_F(GuidanceTest, WhatARecordNamesMustBeThere) {
  EXPECT_EQ(FirstField(Put(Problem("members < 5", "schemes/none"))),
            "survey_problem.remedies[0].scheme");
  EXPECT_EQ(FirstField(Put(
                Problem("received('schemes/loom-ad')", "schemes/loom-aid"))),
            "survey_problem.recognised_where");
  EXPECT_EQ(FirstField(PutProgramme("jobs")),
            "upgrade_programme.targets[0].attribute");
  EXPECT_EQ(Put(Problem("members < 5", "schemes/loom-aid")), absl::OkStatus());
}

TEST_F(GuidanceTest, WhatARecordNamesStaysUntilItGoes) {
  ASSERT_EQ(Put(Problem("members < 5", "schemes/loom-aid")), absl::OkStatus());
  EXPECT_EQ(ReasonOf(DeleteScheme("schemes/loom-aid")),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
  ASSERT_EQ(
      (Delete<v1::DeleteSurveyProblemRequest, v1::DeleteSurveyProblemResponse>(
          store_->survey_problems(), "surveyProblems/p")),
      absl::OkStatus());
  EXPECT_EQ(DeleteScheme("schemes/loom-aid"), absl::OkStatus());
}

TEST_F(GuidanceTest, AWordThatARecordUsesIsKept) {
  ASSERT_EQ(PutAttribute(), absl::OkStatus());
  ASSERT_EQ(PutProgramme("jobs"), absl::OkStatus());
  ASSERT_EQ(Put(Problem("jobs == 0", "schemes/loom-aid")), absl::OkStatus());
  EXPECT_EQ(ReasonOf(DeleteAttribute()),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
}

TEST_F(GuidanceTest, AFormerNameThatARecordUsesIsKept) {
  ASSERT_EQ(PutAttribute("work"), absl::OkStatus());
  ASSERT_EQ(Put(Problem("work == 0", "schemes/loom-aid")), absl::OkStatus());
  EXPECT_EQ(ReasonOf(PutAttribute()), type::v1::ERROR_REASON_RESOURCE_IN_USE);
  ASSERT_EQ(Put(Problem("members < 5", "schemes/loom-aid")), absl::OkStatus());
  ASSERT_EQ(PutProgramme("work"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(PutAttribute()), type::v1::ERROR_REASON_RESOURCE_IN_USE);
}

TEST_F(GuidanceTest, RecordsOutliveARestartAndAreWatched) {
  ASSERT_EQ(Put(Problem("members < 5", "schemes/loom-aid")), absl::OkStatus());
  Open();
  v1::GetSurveyProblemRequest request;
  request.set_name("surveyProblems/p");
  v1::GetSurveyProblemResponse response;
  ASSERT_EQ(store_->survey_problems().Get(request, &response),
            absl::OkStatus());
  EXPECT_EQ(response.survey_problem().remedies_size(), 1);
  auto feed = store_->Watch("");
  bool seen = false;
  for (bool complete = false; !complete;) {
    const auto batch = feed->Next();
    ASSERT_TRUE(batch.ok()) << batch.status();
    ASSERT_TRUE(batch->has_value());
    for (const Change& change : (*batch)->changes) {
      seen = seen || change.resource.key == "surveyProblems/p";
    }
    complete = (*batch)->snapshot_complete;
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace sangam::scheme_catalog
