#include "services/matching/premises/premise_search.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sangam::matching {
namespace {

using Kind = PremiseFormula::Kind;

class Search {
 public:
  Search(const PremiseTests& tests, const KnownNumber& known, int64_t steps,
         const std::function<bool()>& is_over)
      : tests_(tests), known_(known), steps_(steps), is_over_(is_over) {}

  PremiseAnswer Run(const std::vector<const PremiseFormula*>& formulas) {
    State start;
    PremiseAnswer undecided{Possibility::kUndecided, {}};
    bool fits = true;
    for (size_t f = 0; f < formulas.size(); ++f) {
      fits = Take(*formulas[f], static_cast<int>(f), start) && fits;
      undecided.unchecked.insert(static_cast<int>(f));
    }
    if (!fits) return {Possibility::kImpossible, {}};
    PremiseAnswer answer = Explore(std::move(start));
    if (steps_ > 0 || answer.possibility == Possibility::kPossible) {
      return answer;
    }
    return undecided;
  }

 private:
  struct Choice {
    const PremiseFormula* any = nullptr;
    int formula = 0;
  };
  struct State {
    std::map<int, HeldTest> held;
    std::vector<Choice> choices;
  };

  // False if a test would have to hold and not to hold.
  bool Take(const PremiseFormula& part, int formula, State& state) const {
    if (part.kind == Kind::kTrue) return true;
    if (part.kind == Kind::kFalse) return false;
    if (part.kind == Kind::kAny) {
      state.choices.push_back({&part, formula});
      return true;
    }
    if (part.kind == Kind::kAll) {
      return std::all_of(part.parts.begin(), part.parts.end(),
                         [&](const PremiseFormula& inner) {
                           return Take(inner, formula, state);
                         });
    }
    HeldTest& held =
        state.held.emplace(part.test, HeldTest{part.test, part.holds, {}})
            .first->second;
    held.formulas.insert(formula);
    return held.holds == part.holds;
  }

  // Whether the part is a test that holds already, or can't hold any more.
  static bool IsTaken(const PremiseFormula& part, bool as_asked,
                      const State& state) {
    if (part.kind != Kind::kTest) return false;
    const auto held = state.held.find(part.test);
    return held != state.held.end() &&
           (held->second.holds == part.holds) == as_asked;
  }

  // Settles what leaves nothing to choose; false if a choice has no part left.
  bool Settle(State& state) const {
    for (size_t c = 0; c < state.choices.size();) {
      const Choice choice = state.choices[c];
      const PremiseFormula* only = nullptr;
      int left = 0;
      bool holds = false;
      for (const PremiseFormula& part : choice.any->parts) {
        holds = holds || IsTaken(part, true, state);
        if (IsTaken(part, false, state)) continue;
        ++left;
        only = &part;
      }
      if (!holds && left == 0) return false;
      if (!holds && left > 1) {
        ++c;
        continue;
      }
      state.choices.erase(state.choices.begin() + static_cast<int64_t>(c));
      if (holds) continue;
      if (!Take(*only, choice.formula, state)) return false;
      c = 0;
    }
    return true;
  }

  PremiseAnswer Explore(State state) {
    const PremiseAnswer impossible{Possibility::kImpossible, {}};
    if (is_over_()) steps_ = 0;
    if (--steps_ <= 0 || !Settle(state)) return impossible;
    std::vector<HeldTest> held;
    for (const auto& [test, one] : state.held) held.push_back(one);
    PremiseAnswer answer = CanComeOut(tests_, held, known_, &steps_);
    if (answer.possibility == Possibility::kImpossible ||
        state.choices.empty()) {
      return answer;
    }
    const auto first = std::min_element(
        state.choices.begin(), state.choices.end(),
        [](const Choice& one, const Choice& other) {
          return one.any->parts.size() < other.any->parts.size();
        });
    const Choice choice = *first;
    state.choices.erase(first);
    PremiseAnswer best = impossible;
    for (const PremiseFormula& part : choice.any->parts) {
      State next = state;
      if (!Take(part, choice.formula, next)) continue;
      PremiseAnswer found = Explore(std::move(next));
      if (found.possibility == Possibility::kPossible) return found;
      if (found.possibility == Possibility::kUndecided) best = std::move(found);
      if (steps_ <= 0) break;
    }
    return best;
  }

  const PremiseTests& tests_;
  const KnownNumber& known_;
  int64_t steps_;
  const std::function<bool()>& is_over_;
};

}  // namespace

PremiseAnswer CanHoldTogether(
    const PremiseTests& tests,
    const std::vector<const PremiseFormula*>& formulas,
    const KnownNumber& known, int64_t most_steps,
    const std::function<bool()>& is_over) {
  return Search(tests, known, most_steps, is_over).Run(formulas);
}

}  // namespace sangam::matching
