#include "common/rules/nearness.h"

#include <set>
#include <string>
#include <vector>

#include "common/rules/evaluator.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::rules {
namespace {

// A test within a conjunct; `predicate` is null for the constant false. (The
// constant true leaves no trace in a conjunct.)
struct Test {
  const Predicate* predicate;
  bool negated;
};
using Conjunct = std::vector<Test>;
using Dnf = std::vector<Conjunct>;

constexpr size_t kMostConjuncts = 3000;

// Writes the disjunctive normal form out in full; false if it grows too large.
bool WriteOut(const CheckedNode& node, bool negated, Dnf* dnf) {
  switch (node.kind) {
    case CheckedNode::Kind::kConstant:
      if (node.constant != negated) {
        *dnf = {{}};
      } else {
        *dnf = {{{nullptr, false}}};
      }
      return true;
    case CheckedNode::Kind::kPredicate:
      *dnf = {{{&node.predicate, negated}}};
      return true;
    case CheckedNode::Kind::kNot:
      return WriteOut(node.children[0], !negated, dnf);
    default:
      break;
  }
  const bool conjunction = (node.kind == CheckedNode::Kind::kAnd) != negated;
  *dnf = conjunction ? Dnf{{}} : Dnf{};
  for (const CheckedNode& child : node.children) {
    Dnf part;
    if (!WriteOut(child, negated, &part)) return false;
    if (!conjunction) {
      dnf->insert(dnf->end(), part.begin(), part.end());
    } else {
      Dnf product;
      for (const Conjunct& left : *dnf) {
        for (const Conjunct& right : part) {
          Conjunct joined = left;
          joined.insert(joined.end(), right.begin(), right.end());
          product.push_back(std::move(joined));
        }
      }
      *dnf = std::move(product);
    }
    if (dnf->size() > kMostConjuncts) return false;
  }
  return true;
}

Truth TruthOf(const Test& test, const SubjectView& subject,
              const PlaceDirectory& places) {
  if (test.predicate == nullptr) return Truth::kFalse;
  const Truth truth = EvaluatePredicate(*test.predicate, subject, places).truth;
  return test.negated ? Not(truth) : truth;
}

bool WantsFewerMonths(const Test& test, const SubjectView& subject) {
  const auto distance =
      DistanceTo(*test.predicate, test.negated, subject, SamplePlaces());
  return distance && !distance->more &&
         NumberTestOf(*test.predicate)->measured->unit ==
             type::v1::ATTRIBUTE_UNIT_MONTHS;
}

// What the definition says, word for word.
struct Expected {
  Truth truth = Truth::kFalse;
  bool holds = false;
  std::set<std::string> obstacles;
};

Expected ByDefinition(const Dnf& dnf, const SubjectView& subject,
                      const PlaceDirectory& places) {
  Expected expected;
  for (const Conjunct& conjunct : dnf) {
    Truth all = Truth::kTrue;
    bool unknown = false;
    bool hopeless = false;
    std::set<std::string> failed;
    for (const Test& test : conjunct) {
      const Truth truth = TruthOf(test, subject, places);
      all = And(all, truth);
      if (truth == Truth::kUnknown) unknown = true;
      if (truth != Truth::kFalse) continue;
      if (test.predicate == nullptr || !test.predicate->changeable() ||
          WantsFewerMonths(test, subject)) {
        hopeless = true;
      } else {
        failed.insert(test.predicate->attribute_name());
      }
    }
    expected.truth = Or(expected.truth, all);
    if (all == Truth::kTrue) expected.holds = true;
    if (!unknown && !hopeless && failed.size() == 1) {
      expected.obstacles.insert(*failed.begin());
    }
  }
  return expected;
}

TEST(NearnessTest, EqualsTheDefinitionOnRandomRules) {
  const SamplePlaces places;
  RandomRules random(3);
  int compared = 0;
  int near_misses = 0;
  int unknowns = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string text = random.Rule(4);
    const auto rule =
        sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
    ASSERT_TRUE(rule.ok()) << text << "\n" << rule.status();
    Dnf dnf;
    if (!WriteOut(rule->root(), false, &dnf)) continue;
    const type::v1::Profile profile = random.Profile();
    const SubjectView subject(
        profile, places.ChainOf(profile.place()).value_or(PlaceChain()),
        absl::CivilDay(2024, 4, 1));
    const Expected expected = ByDefinition(dnf, subject, places);
    const Nearness nearness = NearnessOf(rule->root(), subject, places);
    std::set<std::string> obstacles;
    for (const Obstacle& obstacle : nearness.obstacles) {
      EXPECT_TRUE(obstacles.insert(obstacle.predicate->attribute_name()).second)
          << "twice in " << text;
    }
    ASSERT_EQ(rule->Evaluate(subject, places), expected.truth)
        << text << "\n"
        << profile.DebugString();
    ASSERT_EQ(nearness.holds, expected.holds) << text;
    ASSERT_EQ(obstacles, expected.obstacles) << text << "\n"
                                             << profile.DebugString();
    ++compared;
    if (expected.truth == Truth::kFalse && !obstacles.empty()) ++near_misses;
    if (expected.truth == Truth::kUnknown) ++unknowns;
  }
  // The cases must be such that the comparison means something.
  EXPECT_GT(compared, 7'500);
  EXPECT_GT(near_misses, 250);
  EXPECT_GT(unknowns, 1'500);
}

std::vector<std::string> ObstaclesOf(absl::string_view text,
                                     const type::v1::Profile& profile) {
  const SamplePlaces places;
  const auto rule = sangam::Rule::Compile(text, AttributeDictionary::BuiltIn());
  EXPECT_TRUE(rule.ok()) << rule.status();
  const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1));
  std::vector<std::string> names;
  for (const Obstacle& obstacle :
       NearnessOf(rule->root(), subject, places).obstacles) {
    names.push_back(
        absl::StrCat(obstacle.predicate->attribute_name(), " ",
                     obstacle.distance ? obstacle.distance->amount : -1));
  }
  return names;
}

TEST(NearnessTest, ToldByTheHardestTestOfTheEasiestWay) {
  using ::testing::ElementsAre;
  type::v1::Profile profile;
  profile.set_members(9);
  profile.set_women_owned(false);
  EXPECT_THAT(ObstaclesOf("members >= 10 && members >= 12", profile),
              ElementsAre("members 3"));
  EXPECT_THAT(ObstaclesOf("members >= 15 || members >= 12", profile),
              ElementsAre("members 3"));
  EXPECT_THAT(ObstaclesOf("!(members < 10)", profile),
              ElementsAre("members 1"));
  EXPECT_THAT(ObstaclesOf("members >= 10 && women_owned", profile),
              ElementsAre());
  EXPECT_THAT(ObstaclesOf("members >= 10 && weavers > 5", profile),
              ElementsAre());
  EXPECT_THAT(ObstaclesOf("women_owned || members >= 10", profile),
              ElementsAre("members 1"));
  EXPECT_THAT(ObstaclesOf("received('schemes/a')", profile), ElementsAre());
}

TEST(NearnessTest, ConditionalsWithinConditionsAreWalkedOnce) {
  std::string expression = "women_owned";
  for (int level = 0; level < 60; ++level) {
    expression =
        absl::StrCat("(", expression, " ? members >= 10 : age_months >= 48)");
  }
  type::v1::Profile profile;
  profile.set_women_owned(true);
  profile.set_members(9);
  profile.set_age_months(46);
  EXPECT_THAT(ObstaclesOf(expression, profile),
              ::testing::UnorderedElementsAre("members 1", "age_months 2"));
}

TEST(NearnessTest, MonthsOnlyGrow) {
  using ::testing::ElementsAre;
  type::v1::Profile profile;
  profile.set_age_months(40);
  EXPECT_THAT(ObstaclesOf("age_months >= 48", profile),
              ElementsAre("age_months 8"));
  for (const char* too_old :
       {"age_months <= 36", "age_months < 40", "!(age_months >= 12)",
        "age_months == 36", "age_months > 48 && age_months < 12"}) {
    EXPECT_THAT(ObstaclesOf(too_old, profile), ElementsAre()) << too_old;
  }
  EXPECT_THAT(ObstaclesOf("age_months <= 36 || age_months >= 48", profile),
              ElementsAre("age_months 8"));
}

TEST(NearnessTest, DistanceNeverOverflows) {
  using ::testing::ElementsAre;
  type::v1::Profile profile;
  profile.set_members(-9223372036854775807 - 1);
  EXPECT_THAT(ObstaclesOf("members >= 9223372036854775807", profile),
              ElementsAre("members -1"));
  EXPECT_THAT(ObstaclesOf("members > 9223372036854775807", profile),
              ElementsAre("members -1"));
  EXPECT_THAT(ObstaclesOf("members >= -1", profile),
              ElementsAre("members 9223372036854775807"));
}

}  // namespace
}  // namespace sangam::rules
