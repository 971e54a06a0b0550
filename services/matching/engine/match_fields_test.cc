#include "services/matching/engine/match_fields.h"

#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using v1::SchemeMatch;

google::protobuf::FieldMask MaskOf(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

// A match of which only these paths are left.
std::string Pruned(const std::vector<std::string>& paths) {
  auto match = FromText<SchemeMatch>(
      "scheme: 's' title: 't' "
      "conditions { id: 'a' expression: 'x' findings { label: 'l' } }"
      "conditions { id: 'b' citations { confidence: CONFIDENCE_VERIFIED } }"
      "near_miss { attribute: 'm' label: 'n' }");
  const auto fields = MatchFields::Read(MaskOf(paths), "match_mask");
  EXPECT_TRUE(fields.ok()) << fields.status();
  fields->Prune(&match);
  return match.ShortDebugString();
}

TEST(MatchFieldsTest, KeepsWhatIsNamed) {
  EXPECT_EQ(Pruned({"scheme"}), "scheme: \"s\"");
  EXPECT_EQ(Pruned({"scheme", "conditions.id"}),
            "scheme: \"s\" conditions { id: \"a\" } conditions { id: \"b\" }");
  EXPECT_EQ(Pruned({"conditions.findings.label", "near_miss.label"}),
            "conditions { findings { label: \"l\" } } conditions { } "
            "near_miss { label: \"n\" }");
}

TEST(MatchFieldsTest, TheWholeCountsMoreThanItsPart) {
  for (const auto& paths : std::vector<std::vector<std::string>>{
           {"near_miss", "near_miss.label"},
           {"near_miss.label", "near_miss"}}) {
    EXPECT_EQ(Pruned(paths), "near_miss { attribute: \"m\" label: \"n\" }");
  }
}

TEST(MatchFieldsTest, NothingAndAStarMeanAll) {
  EXPECT_EQ(Pruned({}), Pruned({"*"}));
  EXPECT_EQ(Pruned({"title", "*"}), Pruned({}));
  EXPECT_NE(Pruned({"title"}), Pruned({}));
}

TEST(MatchFieldsTest, TellsWhatIsAskedFor) {
  const auto fields =
      MatchFields::Read(MaskOf({"conditions.id", "funding"}), "match_mask");
  ASSERT_TRUE(fields.ok());
  EXPECT_TRUE(fields->Has(SchemeMatch::kConditionsFieldNumber));
  EXPECT_TRUE(fields->Has(SchemeMatch::kConditionsFieldNumber,
                          v1::ConditionResult::kIdFieldNumber));
  EXPECT_FALSE(fields->Has(SchemeMatch::kConditionsFieldNumber,
                           v1::ConditionResult::kFindingsFieldNumber));
  EXPECT_TRUE(fields->Has(SchemeMatch::kFundingFieldNumber,
                          v1::FundingEstimate::kSharesFieldNumber));
  EXPECT_FALSE(fields->Has(SchemeMatch::kBenefitsFieldNumber));
  EXPECT_TRUE(MatchFields().Has(SchemeMatch::kBenefitsFieldNumber));
}

TEST(MatchFieldsTest, NamesEachPathThatIsNoField) {
  const auto fields = MatchFields::Read(
      MaskOf({"scheme", "schema", "conditions.di", "scheme.x", "", "a..b"}),
      "match_mask");
  std::vector<std::string> at_fault;
  for (const auto& violation : FieldViolationsOf(fields.status())) {
    at_fault.push_back(violation.field + " " + violation.description);
  }
  EXPECT_THAT(
      at_fault,
      testing::ElementsAre(
          "match_mask.paths[1] \"schema\" is not a field of SchemeMatch",
          "match_mask.paths[2] \"conditions.di\" is not a field of SchemeMatch",
          "match_mask.paths[3] \"scheme.x\" is not a field of SchemeMatch",
          "match_mask.paths[4] \"\" is not a field of SchemeMatch",
          "match_mask.paths[5] \"a..b\" is not a field of SchemeMatch"));
  EXPECT_FALSE(
      MatchFields::Read(MaskOf(std::vector<std::string>(201, "scheme")), "m")
          .ok());
}

}  // namespace
}  // namespace sangam::matching
