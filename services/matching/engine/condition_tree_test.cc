#include "services/matching/engine/condition_tree.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/match_explanation.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;

absl::StatusOr<v1::ExplainMatchResponse> Explain(
    const SampleCatalog& sample, const std::string& id,
    const std::string& profile, const std::string& language = "") {
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(profile);
  MatchQuery query;
  query.as_of = absl::CivilDay(2024, 4, 1);
  query.language_code = language;
  return ExplainScheme(*AnswerTables::Build(sample.Build(), nullptr), nullptr,
                       "schemes/" + id, subject, rules::SamplePlaces(), query);
}

v1::TreeNode TreeOf(const std::string& expression, const std::string& profile,
                    const std::string& language = "") {
  const auto response =
      Explain(SampleCatalog().Add("a", If(expression)), "a", profile, language);
  EXPECT_TRUE(response.ok()) << response.status();
  return response->conditions(0).root();
}

// One line for each node, parts further in.
void AddLines(const v1::TreeNode& node, const std::string& margin,
              std::vector<std::string>* lines) {
  lines->push_back(absl::StrCat(
      margin, v1::TreeOperator_Name(node.operator_()).substr(14), " ",
      v1::Outcome_Name(node.outcome()).substr(8), " ", node.expression()));
  for (const v1::TreeNode& part : node.parts()) {
    AddLines(part, margin + "  ", lines);
  }
}

std::vector<std::string> Lines(const v1::TreeNode& root) {
  std::vector<std::string> lines;
  AddLines(root, "", &lines);
  return lines;
}

TEST(ConditionTreeTest, GoesDownToTheSingleTest) {
  EXPECT_THAT(
      Lines(TreeOf("members>=10 && (women_owned || !(weavers < 5))",
                   "members: 12 weavers: 3")),
      ElementsAre(
          "ALL UNKNOWN members >= 10 && (women_owned || !(weavers < 5))",
          "  TEST MET members >= 10",
          "  ANY UNKNOWN women_owned || !(weavers < 5)",
          "    TEST UNKNOWN women_owned", "    NOT NOT_MET !(weavers < 5)",
          "      TEST MET weavers < 5"));
}

TEST(ConditionTreeTest, TellsChoicesAndConstants) {
  EXPECT_THAT(
      Lines(TreeOf("women_owned ? members > 5 : false",
                   "women_owned: false members: 1")),
      ElementsAre("IF NOT_MET women_owned ? members > 5 : false",
                  "  TEST NOT_MET women_owned", "  TEST NOT_MET members > 5",
                  "  CONSTANT NOT_MET false"));
}

TEST(ConditionTreeTest, ATestSaysWhatIsRequiredAndWhatIsSo) {
  const v1::TreeNode test = TreeOf("members >= 10", "members: 9");
  EXPECT_EQ(test.finding().attribute(), "members");
  EXPECT_EQ(test.finding().required(), "at least 10");
  EXPECT_EQ(test.finding().actual(), "9");
  EXPECT_EQ(test.finding().distance(), "1 more");
  EXPECT_EQ(test.unknown_because(), "");
  EXPECT_EQ(test.words(), "number of members: at least 10");
  EXPECT_EQ(TreeOf("members >= 10", "").unknown_because(),
            "members is not known");
  EXPECT_EQ(TreeOf("members >= 10", "", "hi").finding().required(),
            "कम से कम 10");
}

TEST(ConditionTreeTest, UnderANegationATestIsToldAsItStands) {
  const v1::TreeNode root = TreeOf("!(members < 10)", "members: 9");
  EXPECT_EQ(root.outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(root.parts(0).outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(root.parts(0).finding().outcome(), v1::OUTCOME_MET);
  EXPECT_EQ(root.parts(0).finding().required(), "less than 10");
}

TEST(ConditionTreeTest, TheTreeSaysWhatTheConditionSays) {
  rules::RandomRules random(7);
  const rules::SamplePlaces places;
  for (int i = 0; i < 2'000; ++i) {
    SampleCatalog sample;
    sample.Add("a", "");
    sample.versions()[0].add_conditions()->set_expression(random.FullRule(3));
    MatchSubject subject;
    subject.profile = random.FullProfile();
    const auto tables = AnswerTables::Build(sample.Build(), nullptr);
    if (!tables->version(0).defect.empty()) continue;
    MatchQuery query;
    query.as_of = absl::CivilDay(2024, 4, 1);
    const auto response =
        ExplainScheme(*tables, nullptr, "schemes/a", subject, places, query);
    ASSERT_TRUE(response.ok());
    const v1::TreeNode& root = response->conditions(0).root();
    ASSERT_EQ(root.outcome(), response->match().conditions(0).outcome());
    ASSERT_EQ(root.expression(), tables->version(0).conditions[0]->ToText());
    ASSERT_NE(root.words(), "");
  }
}

TEST(MatchExplanationTest, HoldsTheMatchWithItsRelations) {
  const auto response = Explain(
      SampleCatalog()
          .Add("a", If("members > 2") +
                        "relations { kind: SCHEME_RELATION_KIND_CONVERGES_WITH "
                        "scheme: 'schemes/b' }")
          .Add("b", "open_to_all: true"),
      "a", "members: 3");
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->match().scheme(), "schemes/a");
  EXPECT_EQ(response->match().verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(response->match().relation_findings(0).effect(),
            v1::RELATION_EFFECT_ADDS_UP);
  EXPECT_EQ(response->match().ranking().fit(), 10'000);
  EXPECT_EQ(response->conditions(0).id(), "c");
  EXPECT_EQ(response->disclaimer(), kDisclaimer);
  EXPECT_EQ(response->basis().engine_version(), kEngineVersion);
  EXPECT_EQ(response->basis().as_of().year(), 2024);
}

TEST(MatchExplanationTest, NeedsAVersionInForce) {
  const SampleCatalog sample = SampleCatalog().Add(
      "a", "open_to_all: true effective_from { year: 2030 month: 1 day: 1 }");
  const absl::Status later = Explain(sample, "a", "").status();
  EXPECT_TRUE(absl::IsNotFound(later));
  EXPECT_EQ(later.message(),
            "scheme: \"schemes/a\" has no version in force on 2024-04-01");
  EXPECT_EQ(Explain(sample, "b", "").status().message(),
            "scheme: \"schemes/b\" is not in the catalogue");
}

TEST(MatchExplanationTest, AVersionWithADefectHasNoTrees) {
  const auto response =
      Explain(SampleCatalog().Add("a", If("looms > 4")), "a", "");
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->conditions_size(), 0);
  EXPECT_EQ(response->match().verdict(), v1::VERDICT_NEEDS_INFORMATION);
}

}  // namespace
}  // namespace sangam::matching
