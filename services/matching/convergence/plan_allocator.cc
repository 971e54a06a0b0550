#include "services/matching/convergence/plan_allocator.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {
namespace {

constexpr int kSource = 0;
constexpr int kSink = 1;

// What one paisa costs on an arc, each part worth more than all that come after
// it together. A way through the network passes one arc out of the source and
// one into the sink, so the parts of these stay small: sources have the first
// four goals, gap funders and cash; the sink has the position. Terms are on the
// arcs between, of which a way passes at most a few for each need.
constexpr int64_t kTerm = int64_t{1} << 44;
constexpr int64_t kGoals[] = {int64_t{1} << 40, int64_t{1} << 36,
                              int64_t{1} << 32, int64_t{1} << 28};
constexpr int64_t kPosition = int64_t{1} << 16;
constexpr int64_t kFunder = int64_t{1} << 8;
constexpr int64_t kFreeCash = int64_t{1} << 2;

// What a paisa of each source does to the value, see ValueOf.
struct SourceCosts {
  int64_t grant = 0;
  int64_t in_kind = 0;
  int64_t gap = 0;
  int64_t cash = 0;
};

SourceCosts CostsOf(PlanGoal goal) {
  SourceCosts costs;
  if (goal == PlanGoal::kLeastOwnMoney) {
    costs.grant = -kGoals[0] - kGoals[1];
    costs.gap = -kGoals[0] - kGoals[1] + kGoals[2];
    costs.in_kind = -kGoals[0] - kGoals[1] + kGoals[3];
    costs.cash = -kGoals[1];
  } else {
    costs.grant = -kGoals[0];
    costs.cash = -kGoals[0] + kGoals[1];
    costs.gap = -kGoals[0] + kGoals[2];
    costs.in_kind = -kGoals[0] + kGoals[3];
  }
  return costs;
}

}  // namespace

PlanAllocator::PlanAllocator(const PlanProblem* problem,
                             std::function<bool()> stop)
    : problem_(*problem), stop_(std::move(stop)) {
  FindCeilingsThatBind();
  excluded_.resize(problem_.gap_funders.size());
  excluded_funders_.resize(problem_.gap_funders.size());
  for (const ExcludedPair& pair : problem_.exclusions) {
    Exclude(pair.first, pair.second);
    Exclude(pair.second, pair.first);
  }
  GroupRivals();
}

// Those that all needs together could exceed.
void PlanAllocator::FindCeilingsThatBind() {
  std::vector<int64_t> of_schemes(problem_.schemes.size(), 0);
  std::vector<int64_t> of_benefits(problem_.benefit_ceilings.size(), 0);
  for (const PlanNeedProblem& need : problem_.needs) {
    // A need takes the grant of one candidate.
    std::vector<int64_t> of_scheme(of_schemes.size(), 0);
    std::vector<int64_t> of_benefit(of_benefits.size(), 0);
    for (const GrantCandidate& candidate : need.candidates) {
      int64_t& scheme = of_scheme[candidate.scheme];
      scheme = std::max(scheme, candidate.most_grant);
      if (candidate.benefit_ceiling < 0) continue;
      int64_t& benefit = of_benefit[candidate.benefit_ceiling];
      benefit = std::max(benefit, candidate.most_grant);
    }
    for (size_t s = 0; s < of_scheme.size(); ++s) of_schemes[s] += of_scheme[s];
    for (size_t b = 0; b < of_benefit.size(); ++b) {
      of_benefits[b] += of_benefit[b];
    }
  }
  for (size_t s = 0; s < of_schemes.size(); ++s) {
    binds_.push_back(problem_.schemes[s].ceiling < of_schemes[s]);
  }
  for (size_t b = 0; b < of_benefits.size(); ++b) {
    benefit_binds_.push_back(problem_.benefit_ceilings[b] < of_benefits[b]);
  }
}

int PlanAllocator::SchemeNode(int scheme) {
  if (!binds_[scheme]) return kSource;
  if (scheme_nodes_[scheme] < 0) {
    scheme_nodes_[scheme] = network_.AddNode();
    network_.AddArc(kSource, scheme_nodes_[scheme],
                    problem_.schemes[scheme].ceiling,
                    CostsOf(problem_.goal).grant);
  }
  return scheme_nodes_[scheme];
}

int PlanAllocator::PayingNode(const GrantCandidate& candidate) {
  const int scheme = SchemeNode(candidate.scheme);
  if (!BenefitBinds(candidate)) return scheme;
  int& node = benefit_nodes_[candidate.benefit_ceiling];
  if (node < 0) {
    node = network_.AddNode();
    network_.AddArc(scheme, node,
                    problem_.benefit_ceilings[candidate.benefit_ceiling],
                    scheme == kSource ? CostsOf(problem_.goal).grant : 0);
  }
  return node;
}

void PlanAllocator::AddDecidedGrant(int need, int candidate, int head) {
  const GrantCandidate& grant = problem_.needs[need].candidates[candidate];
  const int from = PayingNode(grant);
  const int64_t cost = from == kSource ? CostsOf(problem_.goal).grant : 0;
  const int first = network_.AddArc(from, head, 1, cost - kTerm);
  arcs_[need].musts.push_back(first);
  least_.resize(first + 1, 0);
  least_[first] = 1;
  arcs_[need].grants.push_back({first, candidate});
  arcs_[need].grants.push_back(
      {network_.AddArc(from, head, grant.most_grant - 1, cost), candidate});
}

void PlanAllocator::AddOpenGrants(int need, const std::vector<int>& allowed,
                                  int head) {
  const PlanNeedProblem& problem = problem_.needs[need];
  int64_t most = 0;
  int best_free = kNoScheme;
  bool has_ceiling = false;
  for (const int c : allowed) {
    const GrantCandidate& candidate = problem.candidates[c];
    most = std::max(most, candidate.most_grant);
    if (HasCeiling(candidate)) {
      has_ceiling = true;
    } else if (best_free < 0 || candidate.most_grant >
                                    problem.candidates[best_free].most_grant) {
      best_free = c;
    }
  }
  const int64_t cost = CostsOf(problem_.goal).grant;
  int join = head;
  if (has_ceiling) {
    join = network_.AddNode();
    network_.AddArc(join, head, most, 0);
  }
  const auto add = [&](int from, int c, int64_t cost_of_arc) {
    const int64_t most_grant = problem.candidates[c].most_grant;
    arcs_[need].grants.push_back(
        {network_.AddArc(from, join, most_grant, cost_of_arc), c});
  };
  if (best_free >= 0) add(kSource, best_free, cost);
  for (const int c : allowed) {
    const GrantCandidate& candidate = problem.candidates[c];
    if (HasCeiling(candidate)) add(PayingNode(candidate), c, 0);
  }
}

void PlanAllocator::AddGap(int need, int head, int own) {
  NeedArcs& arcs = arcs_[need];
  arcs.gap.assign(problem_.gap_funders.size(), -1);
  for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
    const GapFunderProblem& funder = problem_.gap_funders[f];
    if (funder.most_by_need[need] == 0) continue;
    arcs.gap[f] = network_.AddArc(funder_nodes_[f],
                                  funder.stands_for_own_money ? own : head,
                                  funder.most_by_need[need], 0);
  }
}

void PlanAllocator::AddNeed(int need, int decided,
                            const std::vector<int>* allowed) {
  const PlanNeedProblem& problem = problem_.needs[need];
  NeedArcs& arcs = arcs_[need];
  if (problem.cost == 0) return;
  const SourceCosts costs = CostsOf(problem_.goal);
  const int head = network_.AddNode();
  const int own = network_.AddNode();
  int64_t least_own = 0;
  int64_t most_in_kind = problem.in_kind;
  bool has_grant = false;
  if (decided >= 0) {
    const GrantCandidate& candidate = problem.candidates[decided];
    AddDecidedGrant(need, decided, head);
    least_own = candidate.least_own;
    most_in_kind = std::min(most_in_kind, candidate.most_in_kind);
    has_grant = true;
  } else if (decided == kOpenNeed && !allowed->empty()) {
    AddOpenGrants(need, *allowed, head);
    has_grant = true;
  }
  arcs.in_kind = network_.AddArc(kSource, own, most_in_kind, costs.in_kind);
  arcs.own_cash = network_.AddArc(kSource, own, problem.own_cash, costs.cash);
  arcs.free_cash = network_.AddArc(cash_node_, own, problem.cost, 0);
  if (has_grant) AddGap(need, head, own);
  if (least_own > 0) {
    const int must = network_.AddArc(own, head, least_own, -kTerm);
    arcs.musts.push_back(must);
    least_.resize(must + 1, 0);
    least_[must] = least_own;
  }
  network_.AddArc(own, head, problem.cost, 0);
  const int64_t position =
      static_cast<int64_t>(problem_.needs.size() - need) * kPosition;
  const int end = network_.AddArc(
      head, kSink, problem.cost, -position - (problem.must_be_met ? kTerm : 0));
  if (problem.must_be_met) {
    arcs.musts.push_back(end);
    least_.resize(end + 1, 0);
    least_[end] = problem.cost;
  }
}

void PlanAllocator::AddFunders(const std::vector<char>& funders) {
  const int64_t cost = CostsOf(problem_.goal).gap;
  funder_nodes_.clear();
  for (size_t f = 0; f < problem_.gap_funders.size(); ++f) {
    funder_nodes_.push_back(network_.AddNode());
  }
  const auto most_of = [&](int f) { return funders[f] ? reach_[f] : 0; };
  for (const std::vector<int>& rivals : rivals_) {
    if (rivals.size() == 1) {
      const int f = rivals[0];
      network_.AddArc(kSource, funder_nodes_[f], most_of(f),
                      cost + f * kFunder);
      continue;
    }
    int64_t most = 0;
    for (const int f : rivals) most = std::max(most, most_of(f));
    const int together = network_.AddNode();
    network_.AddArc(kSource, together, most, cost);
    for (const int f : rivals) {
      network_.AddArc(together, funder_nodes_[f], most_of(f), f * kFunder);
    }
  }
}

bool PlanAllocator::Build(const PlanChoice& choice,
                          const AllowedCandidates* allowed,
                          const std::vector<char>& funders) {
  network_.Clear(2);
  least_.clear();
  arcs_.assign(problem_.needs.size(), NeedArcs());
  scheme_nodes_.assign(problem_.schemes.size(), -1);
  benefit_nodes_.assign(problem_.benefit_ceilings.size(), -1);
  cash_node_ = network_.AddNode();
  network_.AddArc(kSource, cash_node_, problem_.free_cash,
                  CostsOf(problem_.goal).cash + kFreeCash);
  AddFunders(funders);
  for (size_t n = 0; n < problem_.needs.size(); ++n) {
    AddNeed(static_cast<int>(n), choice[n],
            allowed == nullptr ? nullptr : &(*allowed)[n]);
  }
  broken_off_ = broken_off_ || !network_.SendWhatPays(kSource, kSink, stop_);
  return !broken_off_ && KeepsTerms();
}

bool PlanAllocator::KeepsTerms() const {
  for (const NeedArcs& arcs : arcs_) {
    for (const int arc : arcs.musts) {
      if (network_.FlowOn(arc) < least_[arc]) return false;
    }
  }
  return true;
}

PlanAllocation PlanAllocator::ReadFlow() const {
  PlanAllocation allocation(problem_.needs.size());
  for (size_t n = 0; n < problem_.needs.size(); ++n) {
    NeedAllocation& need = allocation[n];
    need.gap.assign(problem_.gap_funders.size(), 0);
    if (problem_.needs[n].cost == 0) continue;
    const NeedArcs& arcs = arcs_[n];
    for (const GrantArc& grant : arcs.grants) {
      need.grant += network_.FlowOn(grant.arc);
    }
    need.in_kind = network_.FlowOn(arcs.in_kind);
    need.own_cash = network_.FlowOn(arcs.own_cash);
    need.free_cash = network_.FlowOn(arcs.free_cash);
    for (size_t f = 0; f < arcs.gap.size(); ++f) {
      if (arcs.gap[f] >= 0) need.gap[f] = network_.FlowOn(arcs.gap[f]);
    }
  }
  return allocation;
}

absl::optional<RelaxedAllocation> PlanAllocator::Relax(
    const PlanChoice& choice, const AllowedCandidates& allowed) {
  if (!Build(choice, &allowed, FundersBeside(choice))) return absl::nullopt;
  RelaxedAllocation relaxed;
  relaxed.allocation = ReadFlow();
  relaxed.main_candidate.assign(problem_.needs.size(), kNoScheme);
  relaxed.givers.assign(problem_.needs.size(), 0);
  for (size_t n = 0; n < problem_.needs.size(); ++n) {
    if (choice[n] != kOpenNeed) continue;
    int64_t most = 0;
    for (const GrantArc& grant : arcs_[n].grants) {
      const int64_t flow = network_.FlowOn(grant.arc);
      if (flow == 0) continue;
      ++relaxed.givers[n];
      if (flow > most ||
          (flow == most && grant.candidate < relaxed.main_candidate[n])) {
        most = flow;
        relaxed.main_candidate[n] = grant.candidate;
      }
    }
  }
  return relaxed;
}

}  // namespace sangam::matching
