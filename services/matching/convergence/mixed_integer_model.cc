#include "services/matching/convergence/mixed_integer_model.h"

#include <algorithm>
#include <cmath>
#include <coin/CbcEventHandler.hpp>
#include <coin/CbcHeuristicFPump.hpp>
#include <coin/CbcModel.hpp>
#include <coin/CglKnapsackCover.hpp>
#include <coin/CglMixedIntegerRounding2.hpp>
#include <coin/CglProbing.hpp>
#include <coin/CoinError.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <coin/OsiClpSolverInterface.hpp>
#include <exception>
#include <map>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "services/matching/convergence/clp_stop.h"

namespace sangam::matching {
namespace {

// All needs together cost so many units of the model.
constexpr double kWhole = 1e6;
// How much a unit of the second, third and fourth goal weighs against one of
// the first.
constexpr double kSecond = 1e-2;
constexpr double kThird = 1e-4;
constexpr double kFourth = 1e-5;

// Ends the search through the tree; CBC takes copies for itself and for the
// smaller models of its heuristics.
class CbcStop final : public CbcEventHandler {
 public:
  explicit CbcStop(std::function<bool()> asked) : asked_(std::move(asked)) {}

  using CbcEventHandler::event;
  CbcAction event(CbcEvent) override { return asked_() ? stop : noAction; }
  CbcEventHandler* clone() const override { return new CbcStop(*this); }

 private:
  std::function<bool()> asked_;
};

class Model {
 public:
  Model(const PlanProblem& problem, const UsefulCandidates& useful)
      : problem_(problem), useful_(useful) {
    double cost = 0;
    for (const PlanNeedProblem& need : problem.needs) {
      cost += static_cast<double>(need.cost);
    }
    unit_ = cost > 0 ? kWhole / cost : 1;
    AddColumnsAndRows();
  }

  absl::optional<PlanChoice> Solve(const MixedIntegerLimits& limits) {
    OsiClpSolverInterface solver;
    solver.messageHandler()->setLogLevel(0);
    solver.setHintParam(OsiDoReducePrint, true, OsiHintTry);
    const CoinPackedMatrix matrix(false, rows_.data(), columns_.data(),
                                  values_.data(),
                                  static_cast<CoinBigIndex>(values_.size()));
    solver.loadProblem(matrix, lower_.data(), upper_.data(), costs_.data(),
                       row_lower_.data(), row_upper_.data());
    for (const auto& [key, column] : choice_columns_) solver.setInteger(column);
    for (const auto& [scheme, column] : use_columns_) solver.setInteger(column);
    // A linear model that is broken off is taken for one without a solution,
    // which does no harm: CBC proves nothing here, and ends soon after.
    const ClpStop stop_clp(limits.stop);
    solver.getModelPtr()->passInEventHandler(&stop_clp);
    CbcModel model(solver);
    const CbcStop stop_cbc(limits.stop);
    model.passInEventHandler(&stop_cbc);
    model.setLogLevel(0);
    model.messageHandler()->setLogLevel(0);
    model.setUseElapsedTime(true);
    model.setMaximumSeconds(limits.seconds);
    model.setMaximumNodes(limits.nodes);
    CglProbing probing;
    CglKnapsackCover cover;
    CglMixedIntegerRounding2 rounding;
    model.addCutGenerator(&probing, -1, "probing");
    model.addCutGenerator(&cover, -98, "cover");
    model.addCutGenerator(&rounding, -98, "rounding");
    CbcRounding simple(model);
    model.addHeuristic(&simple);
    CbcHeuristicFPump pump(model);
    model.addHeuristic(&pump);
    model.branchAndBound();
    if (model.bestSolution() == nullptr) return absl::nullopt;
    return ChoiceOf(model.bestSolution());
  }

 private:
  int AddColumn(double lower, double upper, double cost) {
    lower_.push_back(lower);
    upper_.push_back(upper);
    costs_.push_back(cost);
    return static_cast<int>(costs_.size()) - 1;
  }
  int AddRow(double lower, double upper) {
    row_lower_.push_back(lower);
    row_upper_.push_back(upper);
    return static_cast<int>(row_upper_.size()) - 1;
  }
  void Put(int row, int column, double value) {
    rows_.push_back(row);
    columns_.push_back(column);
    values_.push_back(value);
  }
  double Scaled(int64_t paise) const {
    return static_cast<double>(paise) * unit_;
  }
  void AddColumnsAndRows() {
    const bool least_own = problem_.goal == PlanGoal::kLeastOwnMoney;
    const int cash_row = AddRow(-COIN_DBL_MAX, Scaled(problem_.free_cash));
    std::vector<int> funder_rows;
    for (const GapFunderProblem& funder : problem_.gap_funders) {
      funder_rows.push_back(AddRow(-COIN_DBL_MAX, ScaledLimit(funder.ceiling)));
    }
    for (size_t n = 0; n < problem_.needs.size(); ++n) {
      const PlanNeedProblem& need = problem_.needs[n];
      const int one = AddRow(useful_.may_go_without[n] ? 0 : 1, 1);
      const double cost = Scaled(need.cost);
      const int whole = AddRow(cost, cost);
      const int unfunded = AddColumn(0, need.must_be_met ? 0 : cost, 1);
      Put(whole, unfunded, 1);
      const int kind = AddColumn(0, Scaled(need.in_kind), kFourth);
      Put(whole, kind, 1);
      const double cash_cost = least_own ? 1 - kSecond : kSecond;
      const int own_cash = AddColumn(0, Scaled(need.own_cash), cash_cost);
      Put(whole, own_cash, 1);
      const int free_cash = AddColumn(0, cost, cash_cost);
      Put(whole, free_cash, 1);
      Put(cash_row, free_cash, 1);
      const int own_row = AddRow(0, COIN_DBL_MAX);
      const int kind_row = AddRow(-COIN_DBL_MAX, Scaled(need.in_kind));
      Put(own_row, kind, 1);
      Put(own_row, own_cash, 1);
      Put(own_row, free_cash, 1);
      Put(kind_row, kind, 1);
      std::vector<int> gap_rows;
      for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
        const GapFunderProblem& funder = problem_.gap_funders[f];
        const double most = Scaled(std::min(funder.most_by_need[n], need.cost));
        if (most <= 0) continue;
        const int gap = AddColumn(0, most, kThird);
        Put(whole, gap, 1);
        Put(funder_rows[f], gap, 1);
        if (funder.stands_for_own_money) Put(own_row, gap, 1);
        VisitExcludable(funder, [&](int one) { CountAsUse(one, gap, most); });
        // Only beside a grant.
        const int gap_row = AddRow(-COIN_DBL_MAX, 0);
        Put(gap_row, gap, 1);
        for (const int c : useful_.candidates[n]) {
          pending_.push_back({gap_row, static_cast<int>(n), c, -most});
        }
      }
      for (const int c : useful_.candidates[n]) {
        const GrantCandidate& candidate = need.candidates[c];
        const int chosen = AddColumn(0, 1, 0);
        choice_columns_[{static_cast<int>(n), c}] = chosen;
        Put(one, chosen, 1);
        if (need.cost > 0) {
          const double most = Scaled(candidate.most_grant);
          const int grant = AddColumn(0, most, 0);
          Put(whole, grant, 1);
          const int link = AddRow(-COIN_DBL_MAX, 0);
          Put(link, grant, 1);
          Put(link, chosen, -most);
          if (candidate.least_own > 0) {
            Put(own_row, chosen, -Scaled(candidate.least_own));
          }
          if (candidate.most_in_kind < need.in_kind) {
            Put(kind_row, chosen,
                Scaled(need.in_kind) - Scaled(candidate.most_in_kind));
          }
          CountTowardsCeilings(candidate, grant);
        }
        VisitExcludable(candidate,
                        [&](int one) { CountAsUse(one, chosen, 1); });
      }
      if (need.cost == 0) {
        // Going without weighs a little more than any sum of its like.
        const int without = AddColumn(0, 1, 0.5);
        Put(one, without, 1);
        row_lower_[one] = 1;
      }
    }
    for (const auto& [row, need, candidate, value] : pending_) {
      Put(row, choice_columns_[{need, candidate}], value);
    }
    for (const ExcludedPair& pair : problem_.exclusions) {
      const auto first = use_columns_.find(pair.first);
      const auto second = use_columns_.find(pair.second);
      if (first == use_columns_.end() || second == use_columns_.end()) continue;
      const int row = AddRow(-COIN_DBL_MAX, 1);
      Put(row, first->second, 1);
      Put(row, second->second, 1);
    }
    for (const std::vector<int>& clash : problem_.clashes) {
      const int row = AddRow(-COIN_DBL_MAX, clash.size() - 1.0);
      for (const int premise : clash) {
        const auto use = use_columns_.find(premise);
        if (use != use_columns_.end()) Put(row, use->second, 1);
      }
    }
  }

  double ScaledLimit(int64_t paise) const {
    return paise == kNoLimit ? COIN_DBL_MAX : Scaled(paise);
  }

  void CountTowardsCeilings(const GrantCandidate& candidate, int grant) {
    const auto count = [&](std::map<int, int>& rows, int one, int64_t ceiling) {
      if (ceiling == kNoLimit) return;
      const auto [row, is_new] = rows.emplace(one, 0);
      if (is_new) row->second = AddRow(-COIN_DBL_MAX, Scaled(ceiling));
      Put(row->second, grant, 1);
    };
    count(ceiling_rows_, candidate.scheme,
          problem_.schemes[candidate.scheme].ceiling);
    const int benefit = candidate.benefit_ceiling;
    if (benefit >= 0) {
      count(benefit_rows_, benefit, problem_.benefit_ceilings[benefit]);
    }
  }

  // Whether a scheme or a premise that others exclude is used.
  void CountAsUse(int one, int column_of_use, double most) {
    const bool excluded =
        std::any_of(problem_.exclusions.begin(), problem_.exclusions.end(),
                    [one](const ExcludedPair& pair) {
                      return pair.first == one || pair.second == one;
                    });
    const bool clashes =
        std::any_of(problem_.clashes.begin(), problem_.clashes.end(),
                    [one](const std::vector<int>& clash) {
                      return absl::c_linear_search(clash, one);
                    });
    if (!excluded && !clashes) return;
    const auto [column, is_new] = use_columns_.emplace(one, 0);
    if (is_new) column->second = AddColumn(0, 1, 0);
    const int row = AddRow(-COIN_DBL_MAX, 0);
    Put(row, column_of_use, 1);
    Put(row, column->second, -most);
  }

  PlanChoice ChoiceOf(const double* solution) const {
    PlanChoice choice(problem_.needs.size(), kNoScheme);
    for (const auto& [key, column] : choice_columns_) {
      if (solution[column] > 0.5) choice[key.first] = key.second;
    }
    return choice;
  }

  struct Entry {
    int row;
    int need;
    int candidate;
    double value;
  };

  const PlanProblem& problem_;
  const UsefulCandidates& useful_;
  double unit_ = 1;
  std::vector<double> lower_, upper_, costs_, row_lower_, row_upper_, values_;
  std::vector<int> rows_, columns_;
  std::vector<Entry> pending_;
  std::map<std::pair<int, int>, int> choice_columns_;
  std::map<int, int> use_columns_, ceiling_rows_, benefit_rows_;
};

}  // namespace

absl::optional<PlanChoice> SolveMixedInteger(const PlanProblem& problem,
                                             const UsefulCandidates& useful,
                                             const MixedIntegerLimits& limits) {
  // CBC reports its own faults by exceptions, which go no further than here.
  try {
    return Model(problem, useful).Solve(limits);
  } catch (const CoinError&) {
    return absl::nullopt;
  } catch (const std::exception&) {
    return absl::nullopt;
  }
}

}  // namespace sangam::matching
