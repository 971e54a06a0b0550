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

}  // namespace
}  // namespace sangam::sangamctl
