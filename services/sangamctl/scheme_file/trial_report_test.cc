#include "services/sangamctl/scheme_file/trial_report.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

std::vector<TrialResult> Results() {
  TrialResult passed;
  passed.name = "schemes/s/versions/1/tests/fits";
  TrialResult failed;
  failed.name = "schemes/s/versions/1/tests/too-small";
  failed.description = "Nine are too few.";
  failed.file = "x.yaml";
  failed.position = {40, 1};
  failed.disappointments = {{"verdict", "NEAR_MISS", "INELIGIBLE"}};
  auto* condition = failed.match.add_conditions();
  condition->set_id("group-size");
  condition->set_description("At least ten members.");
  condition->set_outcome(matching::v1::OUTCOME_NOT_MET);
  auto* finding = condition->add_findings();
  finding->set_label("number of members");
  finding->set_outcome(matching::v1::OUTCOME_NOT_MET);
  finding->set_required("at least 10");
  finding->set_actual("9");
  finding->set_distance("1 more");
  condition->add_citations()->set_document("Guideline");
  TrialResult broken;
  broken.name = "schemes/s/versions/1/tests/gone";
  broken.file = "x.yaml";
  broken.position = {50, 1};
  broken.trouble = "groups/a does not exist";
  return {passed, failed, broken};
}

TEST(TrialReportTest, FailuresTellWhatCameOutAndWhy) {
  EXPECT_EQ(DrawTrials(Results(), OutputFormat::kTable, {}),
            "pass schemes/s/versions/1/tests/fits\n"
            "FAIL schemes/s/versions/1/tests/too-small\n"
            "    x.yaml:40: Nine are too few.\n"
            "    verdict: expected NEAR_MISS, got INELIGIBLE\n"
            "    ✗ group-size: At least ten members.\n"
            "      ✗ number of members: needs at least 10, has 9: 1 more\n"
            "NOT RUN schemes/s/versions/1/tests/gone\n"
            "    x.yaml:50\n"
            "    groups/a does not exist\n"
            "1 passed, 1 failed, 1 not run\n");
}

TEST(TrialReportTest, ProgramsGetEveryResult) {
  const std::string json = DrawTrials(Results(), OutputFormat::kJson, {});
  EXPECT_THAT(json, HasSubstr("\"result\": \"passed\""));
  EXPECT_THAT(json, HasSubstr("\"expected\": \"NEAR_MISS\""));
  EXPECT_THAT(json, HasSubstr("\"trouble\": \"groups/a does not exist\""));
  const std::string yaml = DrawTrials(Results(), OutputFormat::kYaml, {});
  EXPECT_THAT(yaml, HasSubstr("    actual: INELIGIBLE\n"));
  EXPECT_EQ(DrawTrials({}, OutputFormat::kYaml, {}), "[]\n");
}

}  // namespace
}  // namespace sangam::sangamctl
