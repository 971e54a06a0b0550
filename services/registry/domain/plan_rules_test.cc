#include "services/registry/domain/plan_rules.h"

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;

v1::Plan PlanOf(const std::string& more) {
  v1::Plan plan;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "name: 'plans/a' subject { name: 'clusters/a' } terms { needs { id: 'a'"
      " head: 'A' cost_paise: 10 } } " +
          more,
      &plan));
  return plan;
}

std::vector<std::string> Faults(const v1::Plan& plan) {
  std::vector<std::string> fields;
  for (const auto& fault : FieldViolationsOf(CheckPlan(plan))) {
    fields.push_back(fault.field);
  }
  return fields;
}

const char kBasis[] =
    " basis { as_of { year: 2026 month: 1 day: 2 } token: 't' }";

TEST(PlanRulesTest, APlanMayStillBeWithoutAnOutcome) {
  EXPECT_TRUE(CheckPlan(PlanOf("")).ok());
}

TEST(PlanRulesTest, PartsAndLinesSumToTheCost) {
  const std::string good =
      "plan { needs { need: 'a' cost_paise: 10 grant_paise: 8 unfunded_paise:"
      " 2 } lines { kind: PLAN_LINE_KIND_GRANT need: 'a' paise: 8 scheme:"
      " 'schemes/a' } lines { kind: PLAN_LINE_KIND_UNFUNDED need: 'a' paise:"
      " 2 } }";
  EXPECT_TRUE(CheckPlan(PlanOf(good + kBasis)).ok());
  EXPECT_THAT(Faults(PlanOf(good)), ElementsAre("basis"));
  EXPECT_THAT(Faults(PlanOf(std::string("plan { needs { need: 'a' cost_paise:"
                                        " 10 grant_paise: 8 } lines { kind:"
                                        " PLAN_LINE_KIND_GRANT need: 'a'"
                                        " paise: 9 } }") +
                            kBasis)),
              ElementsAre("plan.needs[0]", "plan.lines[0].scheme"));
}

TEST(PlanRulesTest, SaysWhomItIsForAndWhatItRestsOn) {
  v1::Plan plan = PlanOf("plan { } basis { }");
  plan.set_name("linkages/a");
  plan.clear_subject();
  plan.mutable_terms()->clear_needs();
  plan.mutable_terms()->add_applicants()->set_id("spv");
  EXPECT_THAT(Faults(plan), ElementsAre("name", "subject", "terms.needs",
                                        "terms.applicants[0].subject",
                                        "basis.as_of", "basis.token"));
}

}  // namespace
}  // namespace sangam::registry
