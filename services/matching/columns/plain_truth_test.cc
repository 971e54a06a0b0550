#include "services/matching/columns/plain_truth.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/evaluator.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gtest/gtest.h"
#include "services/matching/columns/value_profile.h"

namespace sangam::matching {
namespace {

using rules::Predicate;
using rules::Value;
using Texts = std::vector<std::string>;

constexpr absl::CivilDay kAsOf(2024, 4, 1);

// The only test of a rule. The rule must outlive it.
class OneTest {
 public:
  explicit OneTest(const std::string& text)
      : rule_(*sangam::Rule::Compile(text, rules::SampleDictionary())) {}

  const Predicate& predicate() const { return rule_.root().predicate; }

  // With so many steps.
  Predicate WithSteps(int64_t steps) const {
    Predicate predicate = this->predicate();
    predicate.step_budget = steps;
    return predicate;
  }

 private:
  const sangam::Rule rule_;
};

Truth Reference(const Predicate& predicate, const Value& value) {
  static const auto* const kPlaces = new rules::SamplePlaces();
  const SubjectView subject(ProfileWith(*predicate.attribute, value),
                            PlaceChain(), kAsOf, rules::SampleDictionary());
  return rules::EvaluatePredicate(
             predicate, subject,
             ReferenceData(*kPlaces, rules::SampleReferences()))
      .truth;
}

TEST(PlainTruthTest, SaysOfTextsAndListsWhatTheReferenceSays) {
  for (const char* text :
       {"legal_form == 'TRUST'", "'TRUST' == legal_form",
        "legal_form != 'TRUST'", "legal_form in ['TRUST', 'SOCIETY']",
        "legal_form in ['SOCIETY']"}) {
    const OneTest test(text);
    for (const char* value : {"TRUST", "SOCIETY", "COMPANY"}) {
      const auto plain = PlainTruthOf(test.predicate(), std::string(value));
      ASSERT_TRUE(plain) << text;
      EXPECT_EQ(*plain, Reference(test.predicate(), std::string(value)))
          << text << " of " << value;
    }
  }
  const OneTest test("'COIR' in sectors");
  for (const Texts& value :
       {Texts{}, Texts{"COIR"}, Texts{"JUTE", "COIR"}, Texts{"JUTE"}}) {
    const auto plain = PlainTruthOf(test.predicate(), value);
    ASSERT_TRUE(plain);
    EXPECT_EQ(*plain, Reference(test.predicate(), value)) << value.size();
  }
}

TEST(PlainTruthTest, OfNothingTestsAreUnknown) {
  for (const char* text :
       {"legal_form == 'TRUST'", "legal_form != 'TRUST'",
        "legal_form in ['TRUST', 'SOCIETY']", "'COIR' in sectors"}) {
    const OneTest test(text);
    EXPECT_EQ(PlainTruthOf(test.predicate(), {}), Truth::kUnknown) << text;
    EXPECT_EQ(Reference(test.predicate(), {}), Truth::kUnknown) << text;
  }
}

TEST(PlainTruthTest, LeavesAllElseToTheReference) {
  const std::string trust = "TRUST";
  for (const char* text :
       {"legal_form < 'TRUST'", "legal_form + 'X' == 'TRUSTX'",
        "legal_form in parameter('parameters/legal-forms')",
        "has(legal_form)"}) {
    EXPECT_FALSE(PlainTruthOf(OneTest(text).predicate(), trust)) << text;
  }
  // Nothing is known.
  EXPECT_FALSE(PlainTruthOf(OneTest("has(legal_form)").predicate(), {}));
  // Codes count by what they lie in.
  EXPECT_FALSE(
      PlainTruthOf(OneTest("'13' in nic_codes").predicate(), Texts{"131"}));
  EXPECT_FALSE(
      PlainTruthOf(OneTest("nic.within('13')").predicate(), Texts{"131"}));
  EXPECT_FALSE(PlainTruthOf(OneTest("women_owned == true").predicate(), true));
}

// Where the evaluator runs out of steps the test is unknown.
TEST(PlainTruthTest, AsksTheReferenceWhereStepsAreFew) {
  const OneTest text("legal_form in ['TRUST', 'SOCIETY', 'COMPANY']");
  const OneTest list("'COIR' in sectors");
  const Value society = std::string("SOCIETY");
  const Value sectors = Texts{"JUTE", "HONEY", "COIR"};
  for (int64_t steps = 0; steps < 40; ++steps) {
    for (const auto& [test, value] :
         {std::make_pair(&text, society), std::make_pair(&list, sectors)}) {
      const Predicate predicate = test->WithSteps(steps);
      const auto plain = PlainTruthOf(predicate, value);
      if (!plain) continue;
      EXPECT_EQ(*plain, Reference(predicate, value)) << steps;
      EXPECT_GT(steps, 3);
    }
  }
  EXPECT_TRUE(PlainTruthOf(text.WithSteps(40), society));
}

TEST(PlainTruthTest, AgreesWithTheReferenceOnRandomTests) {
  rules::RandomRules random(4);
  int decided = 0;
  for (int i = 0; i < 4'000; ++i) {
    const OneTest test(i % 2 == 0 ? random.FullRule(0) : random.Rule(0));
    const Predicate& predicate = test.predicate();
    if (predicate.node == nullptr || predicate.attribute == nullptr) continue;
    const SubjectView subject(random.FullProfile(), PlaceChain(), kAsOf,
                              rules::SampleDictionary());
    const Value& value = subject.value(predicate.attribute->index);
    const auto plain = PlainTruthOf(predicate, value);
    if (!plain) continue;
    ++decided;
    EXPECT_EQ(*plain, Reference(predicate, value));
  }
  EXPECT_GT(decided, 200);
}

}  // namespace
}  // namespace sangam::matching
