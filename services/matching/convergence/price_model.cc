#include "services/matching/convergence/price_model.h"

#include <algorithm>
#include <cmath>
#include <coin/ClpSimplex.hpp>
#include <coin/CoinError.hpp>
#include <coin/CoinPackedMatrix.hpp>
#include <map>
#include <utility>

#include "services/matching/convergence/clp_stop.h"

namespace sangam::matching {
namespace {

// All needs together cost so many units of the model.
constexpr double kWhole = 1e6;
// What a unit beyond a limit costs: all limits may be broken at that, so that
// the model always has a solution.
constexpr double kBeyond =
    static_cast<double>(kMostPrice) / static_cast<double>(kPriceOne);
// After so many it begins anew from where it is, and so often at most.
constexpr int kIterations = 500;
constexpr int kMostTurns = 100;

// 0 to the most, also where the solver broke off with no number at all.
double Within(double value, double most) {
  return value > 0 ? std::min(value, most) : 0;
}

// A fraction of a unit as a price of a paisa. Most true ones are whole, which
// the solver misses by a hair.
int64_t PriceOf(double price) {
  const double whole = std::round(price);
  const double exact = std::abs(price - whole) < 1e-9 ? whole : price;
  return static_cast<int64_t>(Within(exact, kBeyond) *
                              static_cast<double>(kPriceOne));
}

}  // namespace

class PriceModel::Model {
 public:
  Model(const PricedProblem& problem, std::function<bool()> stop)
      : problem_(problem),
        stop_(std::move(stop)),
        unit_(kWhole /
              static_cast<double>(std::max<int64_t>(1, problem.cost))) {
    for (int p = 0; p < kValueParts; ++p) {
      part_rows_.push_back(AddRow(-COIN_DBL_MAX, COIN_DBL_MAX));
      beyond_.push_back(AddColumn(kBeyond));
      Put(part_rows_[p], beyond_[p], -1);
    }
    for (const int64_t capacity : problem.capacities) {
      resource_rows_.push_back(AddRow(-COIN_DBL_MAX, Scaled(capacity)));
      Put(resource_rows_.back(), AddColumn(kBeyond), -1);
    }
    for (int s = 0; s < problem.switches; ++s) {
      switches_.push_back(AddColumn(0));
      upper_.back() = 1;
    }
    for (const auto& [one, other] : problem.exclusions) {
      exclusion_rows_.push_back(AddRow(-COIN_DBL_MAX, 1));
      Put(exclusion_rows_.back(), switches_[one], 1);
      Put(exclusion_rows_.back(), switches_[other], 1);
    }
    link_rows_.resize(problem.needs.size());
    for (size_t n = 0; n < problem.needs.size(); ++n) AddNeed(n);
    Load();
  }

  void Solve(const OpenOptions& open, const PlanValue& target, int part) {
    double* upper = clp_.columnUpper();
    for (size_t n = 0; n < open.needs.size(); ++n) {
      for (size_t o = 0; o < open.needs[n].size(); ++o) {
        upper[options_[n][o]] = open.needs[n][o];
      }
    }
    double* goal = clp_.objective();
    for (size_t c = 0; c < costs_.size(); ++c) {
      goal[c] = costs_[c] + (part < kValueParts ? parts_[part][c] : 0);
    }
    for (int p = 0; p < kValueParts; ++p) {
      clp_.rowUpper()[part_rows_[p]] =
          p < part ? static_cast<double>(target[p]) * Scaled(problem_.scale[p])
                   : COIN_DBL_MAX;
    }
    // Status 3: out of iterations.
    int turns = 0;
    do {
      clp_.dual();
    } while (clp_.status() == 3 && ++turns < kMostTurns && !stop_());
  }

  SharedPrices Prices(int part) const {
    const double* duals = clp_.dualRowSolution();
    SharedPrices prices;
    for (int p = 0; p < part; ++p) {
      prices.parts[p] = PriceOf(-duals[part_rows_[p]]);
    }
    for (const int row : resource_rows_) {
      prices.resources.push_back(PriceOf(-duals[row]));
    }
    prices.switches.assign(problem_.needs.size(),
                           std::vector<Wide>(switches_.size(), 0));
    for (size_t n = 0; n < link_rows_.size(); ++n) {
      for (const auto& [s, row] : link_rows_[n]) {
        prices.switches[n][s] = SwitchPrice(-duals[row]);
      }
    }
    for (const int row : exclusion_rows_) {
      prices.exclusions.push_back(SwitchPrice(-duals[row]));
    }
    return prices;
  }

  double ShareOf(size_t need, size_t option) const {
    return Within(clp_.primalColumnSolution()[options_[need][option]], 1);
  }

 private:
  // The entries of parts of the value are rows that may bind, and goals.
  int AddColumn(double cost) {
    costs_.push_back(cost);
    upper_.push_back(COIN_DBL_MAX);
    return static_cast<int>(costs_.size()) - 1;
  }
  int AddRow(double lower, double upper) {
    row_lower_.push_back(lower);
    row_upper_.push_back(upper);
    return static_cast<int>(row_upper_.size()) - 1;
  }
  void Put(int row, int column, double value) {
    if (value == 0) return;
    rows_.push_back(row);
    columns_.push_back(column);
    values_.push_back(value);
  }
  void PutValue(int column, const PlanValue& value, double times) {
    for (int p = 0; p < kValueParts; ++p) {
      Put(part_rows_[p], column, static_cast<double>(value[p]) * times);
    }
  }
  double Scaled(int64_t paise) const {
    return static_cast<double>(paise) * unit_;
  }

  void AddNeed(size_t n) {
    const PricedNeed& need = problem_.needs[n];
    const int one = AddRow(1, 1);
    options_.emplace_back();
    for (const PricedOption& option : need.options) {
      const int taken = AddColumn(0);
      options_.back().push_back(taken);
      Put(one, taken, 1);
      PutValue(taken, problem_.unfunded, Scaled(need.cost));
      if (option.leaves_need) {
        Put(part_rows_[kNeedsLeftPart], taken,
            Scaled(problem_.scale[kNeedsLeftPart]));
      }
      for (const int s : option.switches) {
        const auto [row, is_new] = link_rows_[n].emplace(s, 0);
        if (is_new) {
          row->second = AddRow(-COIN_DBL_MAX, 0);
          Put(row->second, switches_[s], -1);
        }
        Put(row->second, taken, 1);
      }
      AddSources(need, option, taken);
    }
  }

  void AddSources(const PricedNeed& need, const PricedOption& option,
                  int taken) {
    const double cost = Scaled(need.cost);
    const int all = AddRow(need.must_be_met ? 0 : -COIN_DBL_MAX, 0);
    Put(all, taken, -cost);
    int own = -1;
    if (option.least_own > 0) {
      own = AddRow(0, COIN_DBL_MAX);
      Put(own, taken, -Scaled(option.least_own));
    }
    for (const PricedSource& source : option.sources) {
      const int paid = AddColumn(0);
      PutValue(paid, problem_.payments[source.kind], 1);
      Put(all, paid, 1);
      if (own >= 0 && source.is_own) Put(own, paid, 1);
      for (const int r : source.resources) {
        if (r >= 0) Put(resource_rows_[r], paid, 1);
      }
      if (source.most >= need.cost) continue;
      const int most = AddRow(-COIN_DBL_MAX, 0);
      Put(most, paid, 1);
      Put(most, taken, -Scaled(source.most));
    }
  }

  void Load() {
    parts_.assign(kValueParts, std::vector<double>(costs_.size(), 0));
    for (size_t e = 0; e < values_.size(); ++e) {
      if (rows_[e] < kValueParts) parts_[rows_[e]][columns_[e]] += values_[e];
    }
    // Beyond a target costs as such only.
    for (int p = 0; p < kValueParts; ++p) parts_[p][beyond_[p]] = 0;
    const std::vector<double> lower(costs_.size(), 0);
    const CoinPackedMatrix matrix(false, rows_.data(), columns_.data(),
                                  values_.data(),
                                  static_cast<CoinBigIndex>(values_.size()));
    clp_.setLogLevel(0);
    clp_.loadProblem(matrix, lower.data(), upper_.data(), costs_.data(),
                     row_lower_.data(), row_upper_.data());
    clp_.setMaximumIterations(kIterations);
    const ClpStop stop(stop_);
    clp_.passInEventHandler(&stop);
  }

  Wide SwitchPrice(double price) const {
    return static_cast<Wide>(Within(price, 8 * kWhole) / unit_ *
                             static_cast<double>(kPriceOne));
  }

  const PricedProblem& problem_;
  const std::function<bool()> stop_;
  const double unit_;
  ClpSimplex clp_;
  std::vector<double> costs_, upper_, row_lower_, row_upper_, values_;
  std::vector<int> rows_, columns_;
  // By part of the value, then by column.
  std::vector<std::vector<double>> parts_;
  std::vector<int> part_rows_, beyond_, resource_rows_, exclusion_rows_;
  std::vector<int> switches_;
  // By need: of its options, and the rows that tie it to switches.
  std::vector<std::vector<int>> options_;
  std::vector<std::map<int, int>> link_rows_;
};

PriceModel::PriceModel(const PricedProblem* problem, std::function<bool()> stop)
    : model_(std::make_unique<Model>(*problem, std::move(stop))) {}

PriceModel::~PriceModel() = default;

SharedPrices PriceModel::Solve(const OpenOptions& open, const PlanValue& target,
                               int part) {
  try {
    model_->Solve(open, target, part);
  } catch (const CoinError&) {
    // Its prices are as good as any.
  }
  return model_->Prices(part);
}

double PriceModel::ShareOf(size_t need, size_t option) const {
  return model_->ShareOf(need, option);
}

}  // namespace sangam::matching
