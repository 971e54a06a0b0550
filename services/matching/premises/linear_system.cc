#include "services/matching/premises/linear_system.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/types/optional.h"

namespace sangam::matching {
namespace {

// Sums with greater numbers are given up: products of two still fit.
constexpr Wide kMostNumber = Wide{1} << 60;
// Where there is no bound on one side, so many values are tried.
constexpr int kMostTriedBeyond = 20'000;

Wide Absolute(Wide number) { return number < 0 ? -number : number; }

Wide FloorDivide(Wide number, Wide by) {
  const Wide quotient = number / by;
  return number % by != 0 && (number < 0) != (by < 0) ? quotient - 1 : quotient;
}

Wide CommonDivisor(Wide a, Wide b) {
  while (b != 0) {
    a %= b;
    std::swap(a, b);
  }
  return a;
}

// One of the variables, with the sums that bound it.
struct Level {
  int variable = 0;
  std::vector<LinearSum> bounds;
};

// Decides one system whose variables all hang together.
class Decision {
 public:
  Decision(const std::vector<LinearSum>& not_zero, int64_t* steps)
      : not_zero_(not_zero), steps_(*steps) {}

  Possibility Run(const std::vector<LinearSum>& sums) {
    for (const LinearSum& sum : sums) Keep(sum);
    while (!rows_.empty() && !refuted_ && !gave_up_) EliminateOne();
    if (refuted_) return Possibility::kImpossible;
    if (gave_up_) return Possibility::kUndecided;
    for (const LinearSum& sum : not_zero_) {
      for (const auto& [variable, factor] : sum.factors) AddFree(variable);
    }
    if (Try(levels_.size())) return Possibility::kPossible;
    return tried_all_ ? Possibility::kImpossible : Possibility::kUndecided;
  }

 private:
  bool Step() {
    if (steps_ > 0) --steps_;
    return steps_ > 0;
  }

  // Divides by what all factors share. Of sums that differ by their constant
  // alone only the strictest says anything.
  void Keep(LinearSum sum) {
    if (!Step()) gave_up_ = true;
    Wide shared = 0;
    for (auto one = sum.factors.begin(); one != sum.factors.end();) {
      if (Absolute(one->second) > kMostNumber) gave_up_ = true;
      shared = CommonDivisor(shared, Absolute(one->second));
      one = one->second == 0 ? sum.factors.erase(one) : std::next(one);
    }
    if (Absolute(sum.constant) > kMostNumber) gave_up_ = true;
    if (sum.factors.empty()) {
      refuted_ = refuted_ || sum.constant > 0;
      return;
    }
    for (auto& [variable, factor] : sum.factors) factor /= shared;
    sum.constant = -FloorDivide(-sum.constant, shared);
    const auto [known, is_new] = rows_.emplace(sum.factors, sum.constant);
    if (!is_new) known->second = std::max(known->second, sum.constant);
  }

  // The variable that makes the fewest new sums.
  int Cheapest() const {
    std::map<int, std::pair<int64_t, int64_t>> signs;
    for (const auto& [factors, constant] : rows_) {
      for (const auto& [variable, factor] : factors) {
        ++(factor > 0 ? signs[variable].first : signs[variable].second);
      }
    }
    int best = signs.begin()->first;
    const auto cost = [&](int variable) {
      return signs[variable].first * signs[variable].second;
    };
    for (const auto& [variable, counts] : signs) {
      if (cost(variable) < cost(best)) best = variable;
    }
    return best;
  }

  void EliminateOne() {
    Level level;
    level.variable = Cheapest();
    std::map<std::map<int, Wide>, Wide> rows;
    rows.swap(rows_);
    for (const auto& [factors, constant] : rows) {
      if (factors.count(level.variable) > 0) {
        level.bounds.push_back({factors, constant});
      } else {
        rows_.emplace(factors, constant);
      }
    }
    for (const LinearSum& above : level.bounds) {
      const Wide up = above.factors.at(level.variable);
      if (up < 0) continue;
      for (const LinearSum& below : level.bounds) {
        const Wide down = below.factors.at(level.variable);
        if (down > 0 || gave_up_) continue;
        LinearSum sum;
        sum.Add(above, -down);
        sum.Add(below, up);
        Keep(std::move(sum));
      }
    }
    levels_.push_back(std::move(level));
  }

  void AddFree(int variable) {
    const bool known = std::any_of(
        levels_.begin(), levels_.end(),
        [&](const Level& level) { return level.variable == variable; });
    if (known) return;
    levels_.emplace_back();
    levels_.back().variable = variable;
  }

  // Of the variables whose values are set.
  Wide ValueOf(const LinearSum& sum) const {
    Wide value = sum.constant;
    for (const auto& [variable, factor] : sum.factors) {
      const auto found = values_.find(variable);
      if (found != values_.end()) value += factor * found->second;
    }
    return value;
  }

  // Sets the variables of the first `count` levels, the last of them first.
  bool Try(size_t count) {
    if (count == 0) {
      return std::all_of(not_zero_.begin(), not_zero_.end(),
                         [&](auto& sum) { return ValueOf(sum) != 0; });
    }
    const Level& level = levels_[count - 1];
    absl::optional<Wide> least;
    absl::optional<Wide> most;
    values_.erase(level.variable);
    for (const LinearSum& sum : level.bounds) {
      const Wide factor = sum.factors.at(level.variable);
      const Wide rest = ValueOf(sum);
      if (factor > 0) {
        const Wide bound = FloorDivide(-rest, factor);
        most = std::min(most.value_or(bound), bound);
      } else {
        const Wide bound = -FloorDivide(-rest, -factor);
        least = std::max(least.value_or(bound), bound);
      }
    }
    const Wide up = least || !most ? 1 : -1;
    Wide value = least ? *least : most.value_or(0);
    for (int tried = 0; !(least && most) || value <= *most; ++tried) {
      if (!Step() || (!(least && most) && tried > kMostTriedBeyond) ||
          Absolute(value) > kMostNumber) {
        tried_all_ = false;
        break;
      }
      values_[level.variable] = value;
      if (Try(count - 1)) return true;
      value += up;
    }
    values_.erase(level.variable);
    return false;
  }

  const std::vector<LinearSum>& not_zero_;
  int64_t& steps_;
  std::map<std::map<int, Wide>, Wide> rows_;
  std::vector<Level> levels_;
  std::map<int, Wide> values_;
  bool refuted_ = false;
  bool gave_up_ = false;
  bool tried_all_ = true;
};

}  // namespace

void LinearSum::Add(const LinearSum& other, Wide times) {
  for (const auto& [variable, factor] : other.factors) {
    Wide& own = factors[variable];
    own += factor * times;
    if (own == 0) factors.erase(variable);
  }
  constant += other.constant * times;
}

Possibility LinearSystem::Decide(int64_t* steps) const {
  // What has no variable in common is decided apart.
  std::map<int, int> group_of;
  int groups = 0;
  const auto join = [&](const LinearSum& sum) {
    const int group = groups++;
    for (const auto& [variable, factor] : sum.factors) {
      const auto [known, is_new] = group_of.emplace(variable, group);
      if (is_new || known->second == group) continue;
      const int other = known->second;
      for (auto& [one, its] : group_of) its = its == other ? group : its;
    }
  };
  for (const LinearSum& sum : at_most_) join(sum);
  for (const LinearSum& sum : not_zero_) join(sum);
  constexpr int kConstants = -1;
  std::map<int, std::pair<std::vector<LinearSum>, std::vector<LinearSum>>>
      parts;
  const auto part_of = [&](const LinearSum& sum) -> auto& {
    return parts[sum.IsConstant() ? kConstants
                                  : group_of[sum.factors.begin()->first]];
  };
  for (const LinearSum& sum : at_most_) part_of(sum).first.push_back(sum);
  for (const LinearSum& sum : not_zero_) part_of(sum).second.push_back(sum);
  Possibility all = Possibility::kPossible;
  for (const auto& [group, part] : parts) {
    const Possibility one = Decision(part.second, steps).Run(part.first);
    if (one == Possibility::kImpossible) return one;
    if (one == Possibility::kUndecided) all = one;
  }
  return all;
}

}  // namespace sangam::matching
