#include "services/sangamctl/commands/order_citation.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;
using Citations = google::protobuf::RepeatedPtrField<type::v1::Citation>;

ParsedCommand With(
    const std::vector<std::pair<std::string, std::string>>& flags) {
  ParsedCommand command;
  for (const auto& [name, value] : flags) command.flags[name] = {value};
  return command;
}

TEST(OrderCitationTest, WithoutAnOrderNothingIsCited) {
  Citations citations;
  EXPECT_EQ(ReadOrder(With({{"from", "2026-08-01"}}), citations), "");
  EXPECT_TRUE(citations.empty());
}

TEST(OrderCitationTest, EveryPartOfTheOrderIsCited) {
  Citations citations;
  EXPECT_EQ(ReadOrder(With({{"order-title", "Order 12/2026"},
                            {"order-section", "3"},
                            {"order-url", "https://example.gov.in/12"},
                            {"order-says", "Applications stop."},
                            {"order-confidence", "partly-verified"}}),
                      citations),
            "");
  ASSERT_EQ(citations.size(), 1);
  EXPECT_EQ(citations[0].document(), "Order 12/2026");
  EXPECT_EQ(citations[0].section(), "3");
  EXPECT_EQ(citations[0].uri(), "https://example.gov.in/12");
  EXPECT_EQ(citations[0].restated(), "Applications stop.");
  EXPECT_EQ(citations[0].confidence(), type::v1::CONFIDENCE_PARTLY_VERIFIED);
}

TEST(OrderCitationTest, AnOrderHasATitleAndAKnownConfidence) {
  Citations citations;
  EXPECT_THAT(ReadOrder(With({{"order-url", "https://x"}}), citations),
              HasSubstr("--order-title"));
  EXPECT_THAT(
      ReadOrder(With({{"order-title", "a"}, {"order-confidence", "verifed"}}),
                citations),
      HasSubstr("did you mean \"verified\"?"));
  EXPECT_TRUE(citations.empty());
}

}  // namespace
}  // namespace sangam::sangamctl
