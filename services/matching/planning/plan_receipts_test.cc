// Plans of few schemes that ask for each other's receipt, against all plans
// there are.
//
// What is taken for right here: of the schemes that are had, which are those
// that pay and what they need first, each is had in one way, a set of schemes
// that come before it. A way keeps the scheme's rule from failing and has none
// to spare: without some of it the rule would hold less surely, or would do so
// sooner by what is received beside. No scheme comes before itself. With all
// that comes before a scheme, be it by way of others, its rule holds, or is
// unknown where the terms use that, and goes on to hold as surely with any of
// the others that are had, but for those that it comes before. A gap funder
// asks as schemes do, and gives beside grants only. What a relation excludes is
// asked not to be received. A benefit asks as its scheme does.
#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {
namespace {

constexpr int kPlans = 2'000;
constexpr int kCost = 1'000;
constexpr int kMostGap = 300;

using Set = unsigned;

bool Has(Set set, int one) { return (set >> one & 1U) != 0; }

constexpr int kUnknown = 1;
constexpr int kHolds = 2;

// received() of schemes, joined, what is not known, and one that a relation
// excludes.
struct Rule {
  std::string text;
  // How surely.
  std::function<int(Set)> holds;
  Set asked = 0;
  std::string relation = {};
  // It is a benefit's, not its scheme's.
  bool of_benefit = false;
};

struct Case {
  // The gap funder is the last one, and asks only.
  std::vector<Rule> rules;
  std::vector<int> grants;
  Set needs = 0;
  bool uses_unknown = false;

  // How surely a rule must hold.
  int least() const { return uses_unknown ? kUnknown : kHolds; }
  int schemes() const { return static_cast<int>(grants.size()); }
};

class CaseMaker {
 public:
  explicit CaseMaker(unsigned seed) : random_(seed) {}

  Case Make() {
    Case made;
    const int schemes = Draw(3, 5);
    for (int s = 0; s < schemes; ++s) {
      made.grants.push_back(Draw(1, 9) * 100);
      made.rules.push_back(Draw(1, 4) == 1 ? Free()
                                           : Any(s, schemes, Draw(1, 3)));
      if (Draw(1, 5) > 1) made.needs |= 1U << s;
    }
    made.rules.push_back(Draw(1, 3) == 1 ? Free()
                                         : Any(schemes, schemes, Draw(1, 3)));
    for (int s = 0; s <= schemes; ++s) {
      if (Draw(1, 4) == 1) Exclude(Draw(0, schemes - 1), s, made.rules[s]);
    }
    made.uses_unknown = Draw(0, 1) == 1;
    // See BenefitOrder.
    Set asked = 0;
    for (const Rule& rule : made.rules) asked |= rule.asked;
    for (int s = 0; s < schemes; ++s) {
      made.rules[s].of_benefit = !Has(asked, s) && Draw(0, 1) == 1;
    }
    return made;
  }

 private:
  int Draw(int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random_);
  }

  static Rule Free() {
    return {"", [](Set) { return kHolds; }};
  }

  // Of what the rule says nothing about.
  static void Exclude(int excluded, int scheme, Rule& rule) {
    if (excluded == scheme || Has(rule.asked, excluded)) return;
    rule.relation = absl::StrCat(
        "relations { kind: SCHEME_RELATION_KIND_EXCLUDES scheme: 'schemes/s",
        excluded, "' } ");
    rule.holds = [excluded, own = rule.holds](Set had) {
      return Has(had, excluded) ? 0 : own(had);
    };
  }

  // Of others than the scheme, by so many literals.
  Rule Any(int scheme, int schemes, int literals) {
    if (literals == 1) {
      if (Draw(1, 6) == 1) {
        return {"members >= 10", [](Set) { return kUnknown; }};
      }
      int asked = Draw(0, schemes - 1);
      while (asked == scheme) asked = Draw(0, schemes - 1);
      const bool wanted = Draw(1, 10) <= 6;
      return {
          absl::StrCat(wanted ? "" : "!", "received(\"schemes/s", asked, "\")"),
          [=](Set had) { return Has(had, asked) == wanted ? kHolds : 0; },
          1U << asked};
    }
    const int left = Draw(1, literals - 1);
    const Rule one = Any(scheme, schemes, left);
    const Rule other = Any(scheme, schemes, literals - left);
    const bool both = Draw(0, 1) == 1;
    return {
        absl::StrCat("(", one.text, both ? " && " : " || ", other.text, ")"),
        [=](Set had) {
          return both ? std::min(one.holds(had), other.holds(had))
                      : std::max(one.holds(had), other.holds(had));
        },
        one.asked | other.asked};
  }

  std::mt19937 random_;
};

// Looks at all plans.
class BruteForce {
 public:
  explicit BruteForce(const Case& made) : made_(made) {
    for (const Rule& rule : made_.rules) ways_.push_back(WaysOf(rule));
  }

  // The most that a plan pays.
  int Best() {
    way_.assign(ways_.size(), 0);
    best_ = 0;
    ChooseWays(0);
    return best_;
  }

 private:
  Set All() const { return (1U << made_.schemes()) - 1; }

  template <typename Test>
  static bool HoldsForAllParts(Set set, const Test& test) {
    for (Set part = set;; part = (part - 1) & set) {
      if (!test(part)) return false;
      if (part == 0) return true;
    }
  }

  static bool KeepsHolding(const Rule& rule, Set first, Set beside) {
    return HoldsForAllParts(beside, [&](Set some) {
      return rule.holds(first | some) >= rule.holds(first);
    });
  }

  std::vector<Set> WaysOf(const Rule& rule) const {
    std::vector<Set> ways;
    for (Set set = 0; set <= All(); ++set) {
      if (rule.holds(set) == 0) continue;
      const bool needs_all = HoldsForAllParts(set, [&](Set part) {
        if (part == set || rule.holds(part) < rule.holds(set)) return true;
        // Something may be received beside the set, and not beside the part.
        return !HoldsForAllParts(All() & ~set, [&](Set beside) {
          return !KeepsHolding(rule, set, beside) ||
                 KeepsHolding(rule, part, beside | (set & ~part));
        });
      });
      if (needs_all) ways.push_back(set);
    }
    return ways;
  }

  void ChooseWays(size_t scheme) {
    if (scheme == ways_.size()) return TryAll();
    for (const Set way : ways_[scheme]) {
      way_[scheme] = way;
      ChooseWays(scheme + 1);
    }
    // A scheme that is never to be had.
    if (ways_[scheme].empty()) {
      way_[scheme] = All() + 1;
      ChooseWays(scheme + 1);
    }
  }

  // What comes before each by these ways; has itself in a circle.
  std::vector<Set> Before() const {
    std::vector<Set> before = way_;
    for (size_t round = 0; round < before.size(); ++round) {
      for (Set& of_one : before) {
        for (int s = 0; s < made_.schemes(); ++s) {
          if (Has(of_one, s)) of_one |= before[s];
        }
      }
    }
    return before;
  }

  void TryAll() {
    const std::vector<Set> before = Before();
    for (Set used = 0; used <= All(); ++used) {
      if ((used & ~made_.needs) != 0) continue;
      for (const bool with_gap : {false, true}) {
        const int paid = Paid(used, with_gap);
        if (paid > best_ && IsPlan(used, with_gap, before)) best_ = paid;
      }
    }
  }

  int Paid(Set used, bool with_gap) const {
    int paid = 0;
    for (int s = 0; s < made_.schemes(); ++s) {
      if (!Has(used, s)) continue;
      paid += made_.grants[s];
      if (with_gap) paid += std::min(kCost - made_.grants[s], kMostGap);
    }
    return paid;
  }

  bool IsPlan(Set used, bool with_gap, const std::vector<Set>& before) const {
    const int funder = made_.schemes();
    Set had = used | (with_gap ? 1U << funder : 0);
    for (int s = 0; s <= funder; ++s) {
      if (Has(had, s)) had |= before[s];
    }
    if (had >= 1U << (funder + 1)) return false;
    for (int s = 0; s <= funder; ++s) {
      if (!Has(had, s)) continue;
      if (Has(before[s], s)) return false;
      Set beside = had & All() & ~before[s] & ~(1U << s);
      for (int other = 0; other <= funder; ++other) {
        if (Has(had, other) && Has(before[other], s)) beside &= ~(1U << other);
      }
      if (made_.rules[s].holds(before[s]) < made_.least() ||
          !KeepsHolding(made_.rules[s], before[s], beside)) {
        return false;
      }
    }
    return true;
  }

  const Case& made_;
  // Of each scheme, and the gap funder.
  std::vector<std::vector<Set>> ways_;
  std::vector<Set> way_;
  int best_ = 0;
};

std::string Conditioned(const Rule& rule, std::string terms) {
  terms += rule.relation;
  if (rule.text.empty()) return terms;
  if (rule.of_benefit) {
    const std::string benefit = "benefits { ";
    return terms.insert(terms.find(benefit) + benefit.size(),
                        absl::StrCat("condition: '", rule.text, "' "));
  }
  return terms.replace(
      0, sizeof("open_to_all: true") - 1,
      absl::StrCat("conditions { id: 'c' expression: '", rule.text, "' } "));
}

type::v1::ConvergencePlan PlanFor(const Case& made,
                                  std::vector<PromisedGrant> promised = {}) {
  SampleCatalog sample;
  std::string terms;
  for (int s = 0; s < made.schemes(); ++s) {
    const std::string head = absl::StrCat("H", s);
    sample.Add(absl::StrCat("s", s),
               Conditioned(made.rules[s],
                           PaysShare(head, made.grants[s] * 10'000 / kCost)));
    if (!Has(made.needs, s)) continue;
    absl::StrAppend(&terms, "needs { id: 'n", s, "' head: '", head,
                    "' cost_paise: ", kCost, " } ");
  }
  sample.Add(
      "gap",
      Conditioned(made.rules.back(),
                  PaysGaps(absl::StrCat("cap_per_head_paise: ", kMostGap))));
  if (made.uses_unknown) absl::StrAppend(&terms, "use_unknown_verdicts: true");
  return PlanBy(sample, terms,
                "kind: SUBJECT_KIND_CLUSTER received_benefits_complete_until {"
                " year: 2025 month: 1 day: 1 } ",
                std::move(promised));
}

// What the plan asks for in its first steps.
std::vector<PromisedGrant> SanctionFirst(const Case& made,
                                         const type::v1::ConvergencePlan& plan,
                                         int steps) {
  std::vector<PromisedGrant> promised;
  for (const auto& step : plan.steps()) {
    if (step.scheme().empty() || steps-- <= 0) continue;
    const std::string scheme = step.scheme().substr(sizeof("schemes/") - 1);
    int need = 0;
    bool pays = false;
    for (int s = 0; s < made.schemes(); ++s) {
      if (!Has(made.needs, s)) continue;
      for (const auto& line : plan.lines()) {
        if (line.scheme() != step.scheme() ||
            line.need() != absl::StrCat("n", s)) {
          continue;
        }
        pays = true;
        promised.push_back(Sanctioned(absl::StrCat("l", promised.size()),
                                      scheme, line.paise(), need));
      }
      ++need;
    }
    if (pays) continue;
    promised.push_back(
        Sanctioned(absl::StrCat("l", promised.size()), scheme, 0));
    promised.back().paise.reset();
  }
  return promised;
}

// Asks for everything in the order of the steps.
void CheckOrder(const Case& made, const type::v1::ConvergencePlan& plan) {
  Set had = 0;
  for (const auto& step : plan.steps()) {
    if (step.scheme().empty()) continue;
    const int scheme = step.scheme() == "schemes/gap"
                           ? made.schemes()
                           : step.scheme().back() - '0';
    EXPECT_GE(made.rules[scheme].holds(had), made.least()) << step.scheme();
    had |= 1U << scheme;
    for (const std::string& blocker : step.blockers()) {
      EXPECT_THAT(blocker, testing::Not(testing::HasSubstr("wait for")));
    }
  }
}

int64_t PaidBy(const type::v1::ConvergencePlan& plan) {
  return plan.total().grant_paise() + plan.total().gap_funding_paise();
}

// Sanctions take nothing from a plan that is carried out in its order.
void CheckMadeAgain(const Case& made, const type::v1::ConvergencePlan& plan) {
  for (int steps = 1; steps < made.schemes(); ++steps) {
    const auto again = PlanFor(made, SanctionFirst(made, plan, steps));
    EXPECT_GE(PaidBy(again), PaidBy(plan)) << "after " << steps << " sanctions";
  }
}

TEST(PlanReceiptsTest, IsAsGoodAsTheBestOfAllPlans) {
  CaseMaker maker(20'240'401);
  int used = 0;
  for (int i = 0; i < kPlans && !testing::Test::HasFailure(); ++i) {
    const Case made = maker.Make();
    if (made.needs == 0) continue;
    std::string told =
        absl::StrCat("case ", i, made.uses_unknown ? ", unknown used: " : ": ");
    for (size_t s = 0; s < made.rules.size(); ++s) {
      absl::StrAppend(&told, s, made.rules[s].of_benefit ? " benefit" : "",
                      " [", made.rules[s].text, "] ", made.rules[s].relation,
                      "pays ", s < made.grants.size() ? made.grants[s] : 0,
                      Has(made.needs, static_cast<int>(s)) ? " " : " nothing ");
    }
    SCOPED_TRACE(told);
    const auto plan = PlanFor(made);
    EXPECT_EQ(plan.solution().status(), type::v1::PLAN_SOLUTION_STATUS_OPTIMAL);
    EXPECT_EQ(PaidBy(plan), BruteForce(made).Best());
    CheckOrder(made, plan);
    CheckMadeAgain(made, plan);
    if (plan.total().gap_funding_paise() > 0) ++used;
  }
  EXPECT_GT(used, kPlans / 10);
}

}  // namespace
}  // namespace sangam::matching
