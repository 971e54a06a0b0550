// Which models suit, and what helps.
#include <string>
#include <vector>

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "services/matching/engine/answers_for_test.h"
#include "services/matching/guidance/guidance_for_test.h"
#include "services/matching/guidance/model_fit.h"
#include "services/matching/guidance/problem_remedies.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string ModelText(const std::string& id, const std::string& applies,
                      const std::string& more = "") {
  return absl::StrCat(
      "name: 'replicableModels/", id, "'", Titled(id), Told("How."),
      "applies_where: '", applies,
      "' revenue_sources { id: 'fee' kind:", " REVENUE_KIND_USER_FEE",
      Told("Fees."), "} needs { id: 'carts' head:", " 'EQUIPMENT'",
      Told("Carts."), "} needs { id: 'papers' head: 'PAPERS'",
      " cost_paise: 0 after: 'carts' owner_role: 'UNIT'", Told("Papers."), "} ",
      more);
}

// ModelText has citations that a model itself lacks.
std::string Model(const std::string& id, const std::string& applies,
                  const std::string& more = "") {
  std::string text = ModelText(id, applies, more);
  const std::string cited = " citations { document: 'A report' } applies_where";
  text.replace(text.find(cited), cited.size(), " applies_where");
  return text;
}

class GuidanceTest : public testing::Test {
 protected:
  GuidanceTest()
      : guidance_(SampleCatalog()
                      .Add("big", If("members >= 10"))
                      .Add("old", If("members >= 1") +
                                      "effective_until { year: 2020 month: 1"
                                      " day: 1 }")) {}

  absl::StatusOr<v1::FitModelsResponse> Fit(const std::string& profile,
                                            const std::string& request = "") {
    return guidance_.For(profile,
                         [&](const SubjectGuidance& subject)
                             -> absl::StatusOr<v1::FitModelsResponse> {
                           v1::FitModelsResponse response;
                           absl::Status status = FitModels(
                               subject, FromText<v1::FitModelsRequest>(request),
                               &response);
                           if (!status.ok()) return status;
                           return response;
                         });
  }

  absl::StatusOr<v1::SuggestRemediesResponse> Suggest(
      const std::string& profile, const std::string& request = "") {
    return guidance_.For(profile,
                         [&](const SubjectGuidance& subject)
                             -> absl::StatusOr<v1::SuggestRemediesResponse> {
                           v1::SuggestRemediesResponse response;
                           absl::Status status = SuggestRemedies(
                               subject,
                               FromText<v1::SuggestRemediesRequest>(request),
                               &response);
                           if (!status.ok()) return status;
                           return response;
                         });
  }

  GuidanceForTest guidance_;
};

std::vector<std::string> NamesOf(const v1::FitModelsResponse& response) {
  std::vector<std::string> names;
  for (const auto& fit : response.models()) names.push_back(fit.model());
  return names;
}

TEST_F(GuidanceTest, ModelsForSuchASubjectComeFirstAndOthersAreLeftOut) {
  guidance_.AddModel(Model("a-unknown", "members >= 5"));
  guidance_.AddModel(Model("b-for-all", "true"));
  guidance_.AddModel(Model("c-for-spv", R"(subject.kind == "SPV")"));
  const auto response = Fit("kind: SUBJECT_KIND_SHG");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_THAT(NamesOf(*response), ElementsAre("replicableModels/b-for-all",
                                              "replicableModels/a-unknown"));
  // One that is named is told of, with the reason.
  const auto named =
      Fit("kind: SUBJECT_KIND_SHG", "models: 'replicableModels/c-for-spv'");
  ASSERT_TRUE(named.ok()) << named.status();
  ASSERT_EQ(named->models_size(), 1);
  EXPECT_EQ(named->models(0).applies().outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(named->models(0).applies().findings(0).actual(), "SHG");
}

TEST_F(GuidanceTest, WarningsConcernMayConcernOrAreLeftOut) {
  guidance_.AddModel(Model(
      "m", "true",
      absl::StrCat("warnings { id: 'alone' applies_where: 'allied_incomes =="
                   " 0'",
                   Told("Alone."), "} warnings { id: 'always'", Told("Always."),
                   "} prerequisites { id: 'look'", Told("Look."),
                   "} prerequisites { id: 'buyer' expression: 'buyer_agreed'",
                   Told("Buyer."), "}")));
  const auto ids = [&](const std::string& profile) {
    std::vector<std::string> told;
    const auto response = Fit(profile);
    EXPECT_TRUE(response.ok()) << response.status();
    for (const auto& warning : response->models(0).warnings()) {
      told.push_back(
          absl::StrCat(warning.id(), " ", v1::Outcome_Name(warning.outcome())));
    }
    return told;
  };
  EXPECT_THAT(ids("allied_incomes: 0"),
              ElementsAre("alone OUTCOME_MET", "always OUTCOME_MET"));
  EXPECT_THAT(ids(""),
              ElementsAre("alone OUTCOME_UNKNOWN", "always OUTCOME_MET"));
  EXPECT_THAT(ids("allied_incomes: 1"), ElementsAre("always OUTCOME_MET"));
  const auto response = Fit("buyer_agreed: false");
  const auto& fit = response->models(0);
  ASSERT_EQ(fit.prerequisites_size(), 2);
  EXPECT_EQ(fit.prerequisites(0).outcome(), v1::OUTCOME_UNKNOWN);
  EXPECT_EQ(fit.prerequisites(1).outcome(), v1::OUTCOME_NOT_MET);
  EXPECT_EQ(fit.warnings(0).citations(0).document(), "A report");
}

TEST_F(GuidanceTest, NeedsBecomeAPlanWithTheCostsThatAreKnown) {
  guidance_.AddModel(Model("m", "true",
                           "schemes: 'schemes/big' schemes:"
                           " 'schemes/old'"));
  const auto open = Fit("members: 12", "subject { name: 'groups/a' }");
  ASSERT_TRUE(open.ok()) << open.status();
  const auto& fit = open->models(0);
  ASSERT_EQ(fit.plan().terms().needs_size(), 2);
  EXPECT_FALSE(fit.plan().terms().needs(0).has_cost_paise());
  EXPECT_TRUE(fit.plan().terms().needs(1).has_cost_paise());
  EXPECT_EQ(fit.plan().terms().needs(1).after(0), "carts");
  EXPECT_EQ(fit.plan().subject().name(), "groups/a");
  ASSERT_EQ(fit.needs_without_cost_size(), 1);
  EXPECT_EQ(fit.needs_without_cost(0), "carts");
  // A scheme that is over is no help.
  ASSERT_EQ(fit.schemes_size(), 1);
  EXPECT_EQ(fit.schemes(0).verdict(), v1::VERDICT_ELIGIBLE);
  const auto stated = Fit("members: 12",
                          "subject { name: 'groups/a' } models:"
                          " 'replicableModels/m' costs { need: 'carts'"
                          " cost_paise: 6000000 }");
  ASSERT_TRUE(stated.ok()) << stated.status();
  EXPECT_EQ(stated->models(0).plan().terms().needs(0).cost_paise(), 6000000);
  EXPECT_THAT(stated->models(0).needs_without_cost(), IsEmpty());
}

TEST_F(GuidanceTest, WhatTheCatalogueLacksIsNamed) {
  guidance_.AddModel(Model("m", "true"));
  EXPECT_TRUE(
      absl::IsNotFound(Fit("", "models: 'replicableModels/none'").status()));
  const absl::Status status =
      Fit("", "models: 'replicableModels/m' costs { need: 'cart' }").status();
  ASSERT_EQ(FieldViolationsOf(status).size(), 1);
  EXPECT_EQ(FieldViolationsOf(status)[0].field, "costs[0].need");
  EXPECT_TRUE(absl::IsNotFound(
      Suggest("", "problems: 'surveyProblems/none'").status()));
}

TEST_F(GuidanceTest, ARuleThatLostItsWordsIsUnknown) {
  guidance_.AddModel(Model("m", "word_of_yesterday > 1"));
  const auto response = Fit("members: 3");
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->models(0).applies().outcome(), v1::OUTCOME_UNKNOWN);
}

std::string Problem(const std::string& id, const std::string& recognised,
                    const std::string& remedies) {
  return absl::StrCat("name: 'surveyProblems/", id, "'", Titled(id),
                      Told("Seen."), "recognised_where: '", recognised, "' ",
                      remedies);
}

std::string SchemeRemedy(const std::string& id, const std::string& scheme,
                         const std::string& applies = "") {
  return absl::StrCat("remedies { id: '", id, "' kind: REMEDY_KIND_SCHEME",
                      " scheme: '", scheme, "' applies_where: '", applies, "'",
                      Told("Helps."), "} ");
}

TEST_F(GuidanceTest, ProblemsAreReportedRecordedOrRecognised) {
  guidance_.AddProblem(
      Problem("few-members", "members < 5", SchemeRemedy("a", "schemes/big")));
  guidance_.AddProblem(
      Problem("old-tools", "", SchemeRemedy("a", "schemes/big")));
  guidance_.AddProblem(Problem("no-books", "!books_up_to_date",
                               SchemeRemedy("a", "schemes/big")));
  const auto response =
      Suggest("members: 4 problems { values: 'OLD_TOOLS' values: 'FLOODS' }",
              "problems: 'surveyProblems/old-tools'");
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->problems_size(), 2);
  EXPECT_EQ(response->problems(0).problem(), "surveyProblems/few-members");
  EXPECT_THAT(response->problems(0).sources(),
              ElementsAre(v1::PROBLEM_SOURCE_RECOGNISED));
  EXPECT_EQ(response->problems(0).recognition().findings(0).actual(), "4");
  EXPECT_THAT(
      response->problems(1).sources(),
      ElementsAre(v1::PROBLEM_SOURCE_REPORTED, v1::PROBLEM_SOURCE_RECORDED));
  ASSERT_EQ(response->possible_problems_size(), 1);
  EXPECT_EQ(response->possible_problems(0).problem(),
            "surveyProblems/no-books");
  EXPECT_EQ(response->possible_problems(0).collect(0).attribute(),
            "books_up_to_date");
  ASSERT_EQ(response->undescribed_codes_size(), 1);
  EXPECT_EQ(response->undescribed_codes(0), "FLOODS");
}

TEST_F(GuidanceTest, EachRemedyHasItsVerdictAndKeepsItsPlace) {
  guidance_.AddProblem(Problem(
      "p", "true",
      absl::StrCat(
          SchemeRemedy("first", "schemes/old"),
          SchemeRemedy("not-here", "schemes/big", R"(subject.kind == "SPV")"),
          SchemeRemedy("second", "schemes/big"),
          "remedies { id: 'third' kind: REMEDY_KIND_PROVIDER service:"
          " 'AUDIT' applies_where: 'weavers > 1'",
          Told("Looks."), "}")));
  const auto response = Suggest("kind: SUBJECT_KIND_SHG members: 9");
  ASSERT_TRUE(response.ok()) << response.status();
  const auto& remedies = response->problems(0).remedies();
  ASSERT_EQ(remedies.size(), 3);
  EXPECT_EQ(remedies[0].id(), "first");
  EXPECT_FALSE(remedies[0].has_match());
  EXPECT_EQ(remedies[1].id(), "second");
  EXPECT_EQ(remedies[1].match().verdict(), v1::VERDICT_NEAR_MISS);
  EXPECT_EQ(remedies[1].match().near_miss().distance(), "1 more");
  EXPECT_TRUE(remedies[1].match().conditions().empty());
  EXPECT_EQ(remedies[2].service(), "AUDIT");
  EXPECT_EQ(remedies[2].applies(), v1::OUTCOME_UNKNOWN);
}

TEST(ProblemCodeTest, IsTheShortNameInCapitals) {
  EXPECT_EQ(ProblemCode("surveyProblems/outdated-technology"),
            "OUTDATED_TECHNOLOGY");
}

TEST(GuidanceCatalogTest, RulesOfTheSameWordsAreTakenOver) {
  GuidanceForTest before((SampleCatalog()));
  before.AddModel(Model("m", "members >= 5"));
  const auto first = before.Compile();
  ASSERT_NE(first->RuleOf("members >= 5"), nullptr);
  EXPECT_EQ(first->RuleOf(""), nullptr);
  EXPECT_EQ(first->RuleOf("members >= 6"), nullptr);
  const auto second = GuidanceCatalog::Compile(before.indexed().snapshot,
                                               first->contents(), first.get());
  EXPECT_EQ(&first->RuleOf("members >= 5")->root(),
            &second->RuleOf("members >= 5")->root());
}

}  // namespace
}  // namespace sangam::matching
