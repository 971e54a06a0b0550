#include "services/sangamctl/commands/guidance_request.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/sangamctl/command_line/command_set.h"

namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;

int64_t Paise(const std::string& text) {
  matching::v1::ModelNeedCost cost;
  const std::string fault = ReadNeedCost(text, &cost);
  return fault.empty() ? cost.cost_paise() : -1;
}

TEST(GuidanceRequestTest, CostsAreRupees) {
  EXPECT_EQ(Paise("carts=60000"), 6000000);
  EXPECT_EQ(Paise("carts=1,50,000.50"), 15000050);
  EXPECT_EQ(Paise("carts=0"), 0);
  for (const char* wrong :
       {"carts", "=5", "carts=", "carts=-5", "carts=5.5", "carts=5.123",
        "carts=92233720368547759", "carts=ten", "carts=+5"}) {
    EXPECT_EQ(Paise(wrong), -1) << wrong;
  }
}

ParsedCommand Parse(const std::vector<std::string>& words) {
  const auto [parsed, fault] = ParseCommandLine(words, SangamctlCommands());
  EXPECT_EQ(fault, "");
  return parsed;
}

TEST(GuidanceRequestTest, APlanIsOfOneModel) {
  matching::v1::FitModelsRequest request;
  EXPECT_EQ(FillRequest(Parse({"find", "models", "groups/a", "--model",
                               "replicableModels/m", "--cost", "carts=5",
                               "--plan", "-", "--as-of", "2026-04-01"}),
                        request),
            "");
  EXPECT_EQ(request.subject().name(), "groups/a");
  EXPECT_EQ(request.costs(0).need(), "carts");
  EXPECT_EQ(request.as_of().month(), 4);
  for (const char* flag : {"--plan=-", "--cost=carts=5"}) {
    matching::v1::FitModelsRequest several;
    EXPECT_THAT(
        FillRequest(Parse({"find", "models", "groups/a", flag}), several),
        HasSubstr("one --model"));
  }
}

TEST(GuidanceRequestTest, APlanFileSaysWhichCostsAreMissing) {
  matching::v1::ModelFit fit;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      "model: 'replicableModels/m' plan { subject { name: 'groups/a' } terms {"
      " needs { id: 'carts' head: 'EQUIPMENT' } } } needs_without_cost: "
      "'carts'",
      &fit));
  const std::string file = PlanFileOf(fit);
  EXPECT_THAT(file, HasSubstr("# State cost_paise of: carts.\n"));
  EXPECT_THAT(file, HasSubstr("name: groups/a"));
  EXPECT_THAT(file, HasSubstr("head: EQUIPMENT"));
}

}  // namespace
}  // namespace sangam::sangamctl
