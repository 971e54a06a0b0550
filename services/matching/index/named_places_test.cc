#include "services/matching/index/named_places.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/rules/evaluator.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr absl::CivilDay kToday(2024, 4, 1);

std::string RandomPlace(int kind, rules::RandomRules& random) {
  const int state = 1 + random.Draw(2);
  switch (kind) {
    case 0:
      return absl::StrCat("places/lgd-state-", state);
    case 1:
      return absl::StrCat("places/lgd-district-", state * 10 + random.Draw(2));
    case 2:
      return absl::StrCat("places/lgd-block-",
                          state * 100 + random.Draw(2) * 10 + random.Draw(2));
    case 3:
      return "places/india";
    case 4:
      return "places/stranger";
    default:
      return random.Draw(2) == 0 ? "placeSets/hills" : "placeSets/partial";
  }
}

// Mostly of one kind, as in orders.
Rule RandomTest(rules::RandomRules& random) {
  std::vector<std::string> names;
  const int kind = random.Draw(6);
  for (int more = random.Draw(4); more >= 0; --more) {
    const int other = random.Draw(6) == 0 ? random.Draw(6) : kind;
    names.push_back(absl::StrCat("'", RandomPlace(other, random), "'"));
  }
  auto rule = Rule::Compile(
      absl::StrCat("place.within([", absl::StrJoin(names, ", "), "])"),
      rules::SampleDictionary());
  EXPECT_TRUE(rule.ok()) << rule.status();
  return *std::move(rule);
}

TEST(NamedPlacesTest, SaysWhatTheEvaluatorSays) {
  rules::RandomRules random(3);
  const rules::SamplePlaces places;
  const ReferenceData reference(places, rules::SampleReferences());
  std::vector<Rule> tests;
  std::vector<const rules::Predicate*> predicates;
  for (int i = 0; i < 600; ++i) tests.push_back(RandomTest(random));
  for (const Rule& test : tests) predicates.push_back(&test.root().predicate);
  const NamedPlaces named(predicates, kToday, reference);

  std::vector<PlaceChain> chains = {PlaceChain()};
  for (int kind = 0; kind < 5; ++kind) {
    for (int i = 0; i < 20; ++i) {
      const std::string place = RandomPlace(kind, random);
      // A subject's own place may be all that is known, without a kind.
      chains.push_back({{{place, type::v1::PLACE_KIND_UNSPECIFIED}}});
      chains.push_back(places.ChainOf(place).value_or(PlaceChain()));
      // Or it lies in a place that nobody named.
      PlaceChain inner = chains.back();
      inner.links.insert(inner.links.begin(), {"places/lgd-village-1",
                                               type::v1::PLACE_KIND_VILLAGE});
      chains.push_back(inner);
    }
  }
  int unknown = 0;
  int inside = 0;
  for (const PlaceChain& chain : chains) {
    const SubjectView view({}, chain, kToday, rules::SampleDictionary());
    const NamedPlaces::Seen seen = named.See(chain);
    for (size_t i = 0; i < predicates.size(); ++i) {
      const Truth truth =
          rules::EvaluatePredicate(*predicates[i], view, reference).truth;
      ASSERT_EQ(named.Within(i, seen), truth)
          << tests[i].text() << " of "
          << (chain.empty() ? "nowhere" : chain.links.front().place);
      unknown += truth == Truth::kUnknown;
      inside += truth == Truth::kTrue;
    }
  }
  EXPECT_GT(unknown, 1'000);
  EXPECT_GT(inside, 1'000);
}

}  // namespace
}  // namespace sangam::matching
