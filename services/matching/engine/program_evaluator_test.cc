#include "services/matching/engine/program_evaluator.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2024, 4, 1);

void AddConditions(const std::vector<std::string>& expressions,
                   const std::string& scheme, SampleCatalog* sample) {
  sample->Add(scheme, "open_to_all: true");
  auto& version = sample->versions().back();
  for (const std::string& expression : expressions) {
    auto* condition = version.add_conditions();
    condition->set_id(absl::StrCat("c", version.conditions_size()));
    condition->set_expression(expression);
  }
}

// A catalogue without an index, and subjects.
class ProgramEvaluatorTest : public ::testing::Test {
 protected:
  void Build(SampleCatalog sample) {
    sample.resources().attributes = rules::SampleAttributes();
    sample.resources().parameters = rules::SampleParameters();
    sample.resources().place_sets = rules::SamplePlaceSets();
    catalog_ = sample.Build();
    tables_ = AnswerTables::Build(catalog_, nullptr);
  }
  SubjectView ViewOf(const type::v1::Profile& profile) const {
    return SubjectView(profile,
                       places_.ChainOf(profile.place()).value_or(PlaceChain()),
                       kToday, catalog_->dictionary(),
                       &catalog_->dated_references(), &places_);
  }
  ReferenceData reference() const {
    return {places_, catalog_->dated_references()};
  }

  // Compares all conditions with the reference evaluator's; how many.
  int Compare(const type::v1::Profile& profile) const {
    const SubjectView view = ViewOf(profile);
    ProgramEvaluator evaluator(*tables_, view, reference());
    Lack lack;
    int compared = 0;
    for (size_t position = 0; position < tables_->size(); ++position) {
      lack.Clear();
      const CompiledVersion& version = tables_->version(position);
      const absl::Span<const Truth> outcomes =
          evaluator.Conditions(position, &lack);
      EXPECT_TRUE(version.defect.empty()) << version.defect;
      EXPECT_EQ(outcomes.size(), version.conditions.size());
      for (size_t i = 0; i < outcomes.size(); ++i) {
        EXPECT_EQ(outcomes[i],
                  version.conditions[i]->Evaluate(view, reference()))
            << version.version.conditions(static_cast<int>(i)).expression()
            << "\n"
            << profile.ShortDebugString();
        ++compared;
      }
      const bool all_known =
          std::count(outcomes.begin(), outcomes.end(), Truth::kUnknown) == 0;
      EXPECT_EQ(all_known, lack.facts().empty() && !lack.beyond_asking());

      const std::vector<Truth> evaluated(outcomes.begin(), outcomes.end());
      const v1::Verdict verdict = Decide(version, view, reference()).verdict;
      EXPECT_EQ(evaluator.Conditions(position, verdict, &lack), evaluated)
          << v1::Verdict_Name(verdict);
    }
    return compared;
  }

  std::vector<std::string> LackOf(const type::v1::Profile& profile,
                                  size_t position) const {
    const SubjectView view = ViewOf(profile);
    ProgramEvaluator evaluator(*tables_, view, reference());
    Lack lack;
    evaluator.Conditions(position, &lack);
    std::vector<std::string> names;
    for (const uint32_t fact : lack.facts()) {
      names.push_back(evaluator.NameOfFact(fact));
    }
    return names;
  }

  const rules::SamplePlaces places_;
  std::shared_ptr<const CatalogSnapshot> catalog_;
  std::shared_ptr<const AnswerTables> tables_;
};

TEST_F(ProgramEvaluatorTest, SaysOfEveryConditionWhatTheReferenceSays) {
  rules::RandomRules random(21);
  int compared = 0;
  for (int round = 0; round < 20; ++round) {
    SampleCatalog sample;
    for (int i = 0; i < 60; ++i) {
      AddConditions({random.Rule(2), random.FullRule(2), random.Rule(0)},
                    absl::StrCat("s", i), &sample);
    }
    Build(sample);
    for (int i = 0; i < 20; ++i) {
      compared += Compare(i % 2 == 0 ? random.Profile() : random.FullProfile());
    }
  }
  EXPECT_EQ(compared, 20 * 60 * 3 * 20);
}

// More conditions than any scheme has; the subject meets them all.
TEST_F(ProgramEvaluatorTest, ConditionsOfTheEligibleHoldHoweverMany) {
  type::v1::Profile profile;
  profile.set_members(12);
  SampleCatalog sample;
  for (const size_t count : {1, 63, 64, 65, 200}) {
    AddConditions(std::vector<std::string>(count, "members > 1"),
                  absl::StrCat("s", count), &sample);
  }
  Build(sample);
  EXPECT_EQ(Compare(profile), 1 + 63 + 64 + 65 + 200);
}

// Texts have bits; there are more texts than bits.
TEST_F(ProgramEvaluatorTest, TestsOfAnyNumberOfTextsAreTold) {
  constexpr int kTexts = 3 * TextBits::kMost;
  SampleCatalog sample;
  for (int i = 0; i < kTexts; ++i) {
    const std::string text = absl::StrCat("'T", i, "'");
    AddConditions({absl::StrCat("revenue_model == ", text),
                   absl::StrCat("revenue_model != ", text),
                   absl::StrCat("revenue_model in ['T0', ", text, ", 'T190']"),
                   absl::StrCat(text, " in products"),
                   absl::StrCat("received('schemes/t", i, "')")},
                  absl::StrCat("s", i), &sample);
  }
  Build(sample);
  Compare({});
  for (const int i : {0, 1, 62, 63, 64, 65, 127, 128, 190, 191, 192}) {
    type::v1::Profile profile;
    const std::string text = absl::StrCat("T", i);
    profile.set_revenue_model(text);
    profile.mutable_products()->add_values(text);
    profile.mutable_products()->add_values("T70");
    profile.add_received_benefits()->set_scheme(absl::StrCat("schemes/t", i));
    *profile.mutable_received_benefits(0)->mutable_received_on() =
        ToDate(absl::CivilDay(2023, 1, 1));
    Compare(profile);
    *profile.mutable_received_benefits_complete_until() = ToDate(kToday);
    Compare(profile);
  }
}

TEST_F(ProgramEvaluatorTest, WhatIsKnownAnywayLacksNothing) {
  SampleCatalog sample;
  AddConditions({"members > 5 || weavers > 5", "weavers > 5 || artisans > 5",
                 "!received('schemes/x') || received('schemes/y')"},
                "a", &sample);
  AddConditions({"!(weavers > 5 && weavers > 7)", "members > 5"}, "b", &sample);
  Build(sample);
  type::v1::Profile profile;
  profile.set_members(9);
  EXPECT_THAT(LackOf(profile, 0),
              ElementsAre("weavers", "artisans", "received"));
  EXPECT_THAT(LackOf(profile, 1), ElementsAre("weavers"));
  profile.set_weavers(9);
  EXPECT_THAT(LackOf(profile, 0), ElementsAre("received"));
  EXPECT_THAT(LackOf(profile, 1), IsEmpty());
}

}  // namespace
}  // namespace sangam::matching
