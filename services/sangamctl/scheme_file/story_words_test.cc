#include "services/sangamctl/scheme_file/story_words.h"

#include "gtest/gtest.h"
#include "services/sangamctl/document/document_reader.h"

namespace sangam::sangamctl {
namespace {

std::string Tell(const std::string& yaml, const char* language = "en") {
  scheme_catalog::v1::Amount amount;
  Problems problems;
  ReadSingleMessage("a.yaml", yaml, amount, problems);
  EXPECT_TRUE(problems.empty());
  const AttributeWords attributes = {
      {"cost", {"cost of the project", type::v1::ATTRIBUTE_UNIT_PAISE}},
      {"looms", {"looms", type::v1::ATTRIBUTE_UNIT_COUNT}}};
  return AmountInWords(amount, attributes, Words(language));
}

TEST(StoryWordsTest, EveryWayOfReckoningIsTold) {
  EXPECT_EQ(Tell("fixed: {min_paise: 100, max_paise: 100}"), "₹1");
  EXPECT_EQ(Tell("fixed: {min_paise: 0, max_paise: 100}"), "up to ₹1");
  EXPECT_EQ(Tell("fixed: {min_paise: 100, max_paise: 300}"), "₹1 to ₹3");
  EXPECT_EQ(Tell("per_unit: {paise_each: 500, count_attribute: looms,"
                 " cap_paise: 90000}"),
            "₹5 for each of looms, at most ₹900");
  EXPECT_EQ(Tell("share_of_cost: {share_bps: 3300, cost_attribute: cost,"
                 " cap_paise: 50000000}"),
            "33 % of cost of the project, at most ₹5,00,000");
  EXPECT_EQ(Tell("unit_lots: {lots: [{units: 64, paise_each: 900000},"
                 " {units: 36, paise_each: 2500000}]}"),
            "64 × ₹9,000 + 36 × ₹25,000");
  EXPECT_EQ(Tell("lesser_of: {amounts: [{fixed: {min_paise: 1, max_paise: 1}},"
                 " {computed: {expression: members * 2}}]}"),
            "the least of: ₹0.01; or members * 2");
  EXPECT_EQ(Tell("interest_subvention: {rate_bps: 300, loan_attribute: cost,"
                 " months: 36, loan_cap_paise: 10000000}"),
            "3 % a year less interest on cost of the project for 36 months"
            " (of a loan up to ₹1,00,000)");
  EXPECT_EQ(Tell("{}"), "");
}

TEST(StoryWordsTest, SlabsSpeakInTheUnitOfTheirMeasure) {
  EXPECT_EQ(Tell("slabs: {measure_attribute: looms, mode: WHOLE_AMOUNT, slabs:"
                 " [{up_to: 10, fixed_paise: 100000}, {fixed_paise: 200000}]}"),
            "by looms: up to 10: ₹1,000; above that: ₹2,000");
  EXPECT_EQ(Tell("slabs: {measure_attribute: cost, mode: PROGRESSIVE, slabs:"
                 " [{up_to: 10000000, share_bps: 5000}], nothing_above: true}"),
            "each part of cost of the project by its slab: up to ₹1,00,000: 50"
            " % of cost of the project; nothing above");
}

TEST(StoryWordsTest, HindiIsSpoken) {
  EXPECT_EQ(Tell("share_of_cost: {share_bps: 3300, cost_attribute: cost,"
                 " cap_paise: 50000000}",
                 "hi-IN"),
            "cost of the project का 33 %, अधिकतम ₹5,00,000");
}

}  // namespace
}  // namespace sangam::sangamctl
