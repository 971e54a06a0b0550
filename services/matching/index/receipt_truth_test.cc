#include "services/matching/index/receipt_truth.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/rules/evaluator.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr absl::CivilDay kToday(2024, 4, 1);

TEST(ReceiptTruthTest, IsTheEvaluatorsWhereverItIsTold) {
  rules::RandomRules random(5);
  const rules::SamplePlaces places;
  int told = 0;
  int left = 0;
  for (int i = 0; i < 4'000; ++i) {
    type::v1::Profile profile;
    for (int more = random.Draw(4); more > 0; --more) {
      auto* benefit = profile.add_received_benefits();
      benefit->set_scheme(random.Draw(2) == 0 ? "schemes/a" : "schemes/b");
      const int date = random.Draw(8);
      const absl::CivilDay day = kToday + random.Draw(400) - 370;
      if (date > 1) *benefit->mutable_received_on() = ToDate(day);
      if (date == 1) *benefit->mutable_observed_on() = ToDate(day);
    }
    if (random.Draw(2) == 0) {
      *profile.mutable_received_benefits_complete_until() =
          ToDate(kToday + random.Draw(3) - 1);
    }
    const SubjectView view(profile, {}, kToday);
    const auto rule = Rule::Compile(
        random.Draw(2) == 0
            ? "received('schemes/a')"
            : absl::StrCat("received('schemes/a', ", 1 + random.Draw(14), ")"),
        AttributeDictionary::BuiltIn());
    ASSERT_TRUE(rule.ok()) << rule.status();
    const rules::Predicate& test = rule->root().predicate;
    const Truth truth = rules::EvaluatePredicate(test, view, places).truth;
    const auto quick = TruthByReceipts(test, view);
    if (quick) {
      ASSERT_EQ(*quick, truth) << profile.ShortDebugString();
      ++told;
    } else {
      ++left;
    }
  }
  EXPECT_GT(told, 1'000);
  EXPECT_GT(left, 100);
}

}  // namespace
}  // namespace sangam::matching
