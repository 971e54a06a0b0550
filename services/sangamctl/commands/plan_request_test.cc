#include "services/sangamctl/commands/plan_request.h"

#include "gmock/gmock.h"
#include "services/sangamctl/command_line/command_set.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::PlanConvergenceRequest;
using testing::HasSubstr;

ParsedCommand Parse(std::vector<std::string> words) {
  words.insert(words.begin(), {"plan", "-f", "plan.yaml"});
  const auto [parsed, fault] = ParseCommandLine(words, SangamctlCommands());
  EXPECT_EQ(fault, "");
  return parsed;
}

TEST(PlanRequestTest, PinsAndExclusionsAreAdded) {
  PlanConvergenceRequest request;
  request.mutable_terms()->add_pins()->set_need("cfc");
  EXPECT_EQ(FillPlanRequest(
                Parse({"--pin", "cfc=schemes/brgf", "--pin", "soft=none",
                       "--exclude", "schemes/a", "--exclude", "schemes/b@cfc",
                       "--objective", "soonest", "--as-of", "2012-06-01"}),
                request),
            "");
  const auto& terms = request.terms();
  ASSERT_EQ(terms.pins_size(), 2);
  EXPECT_EQ(terms.pins(0).scheme(), "schemes/brgf");
  EXPECT_EQ(terms.pins(1).need(), "soft");
  EXPECT_EQ(terms.pins(1).scheme(), "");
  ASSERT_EQ(terms.exclusions_size(), 2);
  EXPECT_EQ(terms.exclusions(0).need(), "");
  EXPECT_EQ(terms.exclusions(1).need(), "cfc");
  EXPECT_EQ(terms.objective(), type::v1::PLAN_OBJECTIVE_SOONEST);
  EXPECT_EQ(request.as_of().year(), 2012);
}

TEST(PlanRequestTest, SaysWhatIsWrong) {
  PlanConvergenceRequest request;
  EXPECT_THAT(FillPlanRequest(Parse({"--pin", "cfc"}), request),
              HasSubstr("NEED=schemes/..."));
  EXPECT_THAT(FillPlanRequest(Parse({"--exclude", "groups/a"}), request),
              HasSubstr("names no scheme"));
  EXPECT_THAT(FillPlanRequest(Parse({"--objective", "sonest"}), request),
              HasSubstr("soonest"));
}

TEST(PlanRequestTest, AStoredPlanIsShownUnlessAskedAnew) {
  EXPECT_FALSE(AsksAnew(Parse({"--language", "hi"})));
  EXPECT_TRUE(AsksAnew(Parse({"--again"})));
  EXPECT_TRUE(AsksAnew(Parse({"--pin", "a=none"})));
}

TEST(PlanRequestTest, AStoredPlanIsKeptUnderAnotherName) {
  registry::v1::Plan stored;
  stored.set_name("plans/a");
  stored.set_title("First");
  stored.set_etag("e1");
  stored.mutable_update_time()->set_seconds(7);
  stored.mutable_basis()->set_token("t1");

  const auto other = PlanToKeep(Parse({"--save", "plans/b"}), stored);
  EXPECT_EQ(other.name(), "plans/b");
  EXPECT_EQ(other.title(), "First");
  EXPECT_EQ(other.etag(), "") << "a plan of that name may not be written over";
  EXPECT_FALSE(other.has_update_time());
  EXPECT_EQ(other.basis().token(), "t1");

  const auto same =
      PlanToKeep(Parse({"--save", "plans/a", "--title", "New"}), stored);
  EXPECT_EQ(same.name(), "plans/a");
  EXPECT_EQ(same.title(), "New");
  EXPECT_EQ(same.etag(), "e1");
}

TEST(PlanRequestTest, NoFlagIsPassedOver) {
  EXPECT_EQ(FaultOfPlanFlags(Parse({"--save", "plans/b", "--title", "New"})),
            "");
  EXPECT_EQ(FaultOfPlanFlags(Parse({"--propose", "--by", "SPV"})), "");
  EXPECT_THAT(FaultOfPlanFlags(Parse({"--title", "New"})),
              HasSubstr("--save plans/..."));
  EXPECT_THAT(FaultOfPlanFlags(Parse({"--proposal", "--save", "plans/b"})),
              HasSubstr("--proposal takes the plan as it is kept"));
  EXPECT_THAT(FaultOfPlanFlags(Parse({"--propose", "--exclude", "schemes/a"})),
              HasSubstr("--propose takes the plan as it is kept"));
}

}  // namespace
}  // namespace sangam::sangamctl
