#include "services/matching/planning/plan_premises.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/engine/related_attributes.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/possible_rules.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/premises/premise_compiler.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Predicate;

constexpr char kCantHold[] =
    ": what would have to hold for it can't hold at once";
// So many pairs of conditions are looked at before plans are made, and so far
// into each of them. Others are seen when a plan rests on them.
constexpr int kMostPairs = 5'000;
constexpr int64_t kMostStepsOfPair = 2'000;
// So far it is looked into what of a clash can be left out.
constexpr int64_t kMostStepsOfPart = 5'000;

// The part of the time that this may take before plans are made; and how long
// after it a last plan may be looked into.
constexpr int kPartBefore = 4;
constexpr absl::Duration kTimeAfter = absl::Milliseconds(50);

template <typename Visit>
void VisitTests(const CheckedNode& node, const Visit& visit) {
  if (node.kind == CheckedNode::Kind::kPredicate) visit(node.predicate);
  for (const CheckedNode& child : node.children) VisitTests(child, visit);
}

// Whether what the rule says may differ from need to need.
bool GoesByCost(const CheckedNode& rule, const MatchContext& context) {
  bool goes = false;
  VisitTests(rule, [&](const Predicate& test) {
    for (const std::string& name : test.attribute_names()) {
      const AttributeInfo* info = context.dictionary.Find(name);
      goes = goes || name == "project_cost_paise" ||
             (info != nullptr && info->derivation_root != nullptr);
    }
  });
  return goes;
}

bool Overlap(const std::set<std::pair<int, std::string>>& one,
             const std::set<std::pair<int, std::string>>& other) {
  return absl::c_any_of(
      one, [&](const auto& topic) { return other.count(topic) > 0; });
}

}  // namespace

PlanPremises::PlanPremises(const PlanQuestion& question,
                           const NeedContexts& contexts,
                           const PlanOffers& offers, const SolverLimits& limits,
                           const Clock& clock, PlanSetup* setup)
    : question_(question),
      contexts_(contexts),
      offers_(offers),
      limits_(limits),
      clock_(clock),
      until_(clock.Now() + (limits.until - clock.Now()) / kPartBefore),
      setup_(*setup),
      changes_(question, contexts, offers) {
  const bool any =
      question.terms.use_unknown_verdicts() || question.terms.use_near_misses();
  for (size_t n = 0; n < offers_.needs.size(); ++n) {
    std::vector<Clauses>& of_need = of_grants_.emplace_back();
    for (const GrantOffer& offer : offers_.needs[n].grants) {
      of_need.push_back(any ? OfGrant(static_cast<int>(n), offer) : Clauses());
    }
  }
  for (const GapOffer& offer : offers_.gap_funders) {
    of_gap_funders_.push_back(any ? OfGapFunder(offer) : Clauses());
  }
  BarWhatCantHold();
  ExcludePairs();
  until_ = limits.until + kTimeAfter;
}

void PlanPremises::AddChange(int need, const GrantOffer& offer,
                             Clauses& clauses) {
  const auto change = changes_.For(need, offer);
  if (!change) return;
  CheckedNode test;
  test.kind = CheckedNode::Kind::kPredicate;
  test.predicate = *change->test;
  const PremiseCompiler compiler(changes_.ContextOf(need, offer),
                                 offer.participant,
                                 changes_.Of(offer.participant), &tests_);
  AddClause(ClauseOf(compiler.Compile(test, !change->negated),
                     offer.fitness.to_change),
            clauses);
}

void PlanPremises::AddClause(int clause, Clauses& clauses) {
  const auto at = absl::c_lower_bound(clauses, clause);
  if (at == clauses.end() || *at != clause) clauses.insert(at, clause);
}

// Rules that hold whatever is not known are no premise.
void PlanPremises::AddRule(const OptionalRule& rule, const std::string& words,
                           const MatchContext& context, int participant,
                           Clauses& clauses) {
  if (!rule) return;
  const CheckedNode& root = rule->root();
  const void* asked = question_.participants[participant].subject;
  std::set<std::string> received;
  AddSchemesAskedOf(rule->typed_root(), &received);
  if (!received.empty() || GoesByCost(root, context)) asked = &context;
  const auto [known, is_new] = clause_by_rule_.try_emplace({&root, asked}, -1);
  if (is_new) {
    const PremiseCompiler compiler(context, participant,
                                   changes_.Of(participant), &tests_);
    PremiseFormula formula = compiler.Compile(root);
    if (formula.kind != PremiseFormula::Kind::kTrue) {
      known->second = ClauseOf(std::move(formula), words);
    }
  }
  if (known->second >= 0) AddClause(known->second, clauses);
}

int PlanPremises::ClauseOf(PremiseFormula formula, const std::string& words) {
  const auto [known, is_new] =
      clause_by_key_.emplace(formula.Key(), static_cast<int>(clauses_.size()));
  if (is_new) {
    Clause& clause = clauses_.emplace_back();
    clause.topics = TopicsOf(formula);
    clause.formula = std::move(formula);
    clause.words = words;
  }
  return known->second;
}

std::set<std::pair<int, std::string>> PlanPremises::TopicsOf(
    const PremiseFormula& formula) const {
  std::set<std::pair<int, std::string>> topics;
  for (const PremiseFormula& part : formula.parts) topics.merge(TopicsOf(part));
  if (formula.kind != PremiseFormula::Kind::kTest) return topics;
  const PremiseTest& test = tests_.test(formula.test);
  const auto add = [&](const std::set<std::string>& mentions) {
    for (const std::string& name : mentions) {
      topics.emplace(test.applicant, FamilyOf(name));
    }
  };
  add(test.mentions);
  for (const auto& [variable, factor] : test.sum.factors) {
    add(tests_.number(variable).mentions);
  }
  return topics;
}

const MatchContext& PlanPremises::Once(const std::vector<std::string>& had,
                                       const CompiledVersion& version,
                                       const OptionalRule& rule,
                                       const MatchContext& before) {
  return OthersAskedBy(version, rule).empty() ? before
                                              : supposed_.With(before, had);
}

void PlanPremises::AddVersion(const CompiledVersion& version, int need,
                              int participant,
                              const std::vector<std::string>& had,
                              Clauses& clauses) {
  const MatchContext& before = contexts_.ForConditions(
      need, participant, SchemeOfVersion(version.version.name()));
  for (int c = 0; c < static_cast<int>(version.conditions.size()); ++c) {
    const OptionalRule& rule = version.conditions[c];
    const MatchContext& context = Once(had, version, rule, before);
    // What must be had first the plan gets first.
    if (!RequiredBy(version, c).empty() ||
        CanHoldByReceipts(version, rule, context)) {
      continue;
    }
    AddRule(rule, WordsOf(version.version, c, context), context, participant,
            clauses);
  }
}

void PlanPremises::AddFirst(const std::vector<RequiredScheme>& required,
                            int need, Clauses& clauses) {
  for (const RequiredScheme& first : required) {
    std::vector<std::string> had;
    for (const std::string& one : HadFirst(required, first.participant)) {
      if (first.after.count(one) > 0) had.push_back(one);
    }
    AddVersion(*first.version, need, first.participant, had, clauses);
  }
}

PlanPremises::Clauses PlanPremises::OfGrant(int need, const GrantOffer& offer) {
  Clauses clauses;
  const OfferedScheme& scheme = offers_.schemes[offer.scheme];
  if (!scheme.sanctioned_by.empty()) return clauses;
  const CompiledVersion& version = *scheme.version;
  const std::vector<std::string> had =
      HadFirst(offer.required, offer.participant);
  AddVersion(version, need, offer.participant, had, clauses);
  const MatchContext& before = contexts_.ForConditions(
      need, offer.participant, scheme.scheme->scheme.name());
  const auto& benefit = version.version.benefits(offer.benefit);
  if (!FollowsWithinPlan(version.version, benefit, question_.terms)) {
    const OptionalRule& rule = version.benefits[offer.benefit].condition;
    const MatchContext& context = Once(had, version, rule, before);
    AddRule(rule, ConditionWords(benefit, context), context, offer.participant,
            clauses);
  }
  for (int r = 0; r < version.version.funding_size(); ++r) {
    const auto& rule = version.version.funding(r);
    if (!question_.terms.use_unknown_verdicts() ||
        rule.id() != offer.terms.rule) {
      continue;
    }
    const MatchContext& context =
        Once(had, version, version.funding_conditions[r], before);
    AddRule(version.funding_conditions[r], WordsOf(rule, context), context,
            offer.participant, clauses);
  }
  AddChange(need, offer, clauses);
  AddFirst(offer.required, need, clauses);
  return clauses;
}

// By the first need that it may pay.
PlanPremises::Clauses PlanPremises::OfGapFunder(const GapOffer& offer) {
  Clauses clauses;
  const auto pays = [](const GapNeed& need) { return need.most > 0; };
  const auto need = absl::c_find_if(offer.needs, pays);
  const OfferedScheme& scheme = offers_.schemes[offer.scheme];
  if (need == offer.needs.end() || !scheme.sanctioned_by.empty()) {
    return clauses;
  }
  const int first = static_cast<int>(need - offer.needs.begin());
  AddVersion(*scheme.version, first, scheme.participant,
             HadFirst(need->required, scheme.participant), clauses);
  AddFirst(need->required, first, clauses);
  return clauses;
}

PremiseAnswer PlanPremises::CanHold(const Clauses& clauses,
                                    int64_t most_steps) const {
  std::vector<const PremiseFormula*> formulas;
  for (const int clause : clauses) {
    formulas.push_back(&clauses_[clause].formula);
  }
  const auto known = [&](int applicant, const std::string& name) {
    const bool may_change =
        absl::c_any_of(changes_.Of(applicant), [&](const std::string& one) {
          return FamilyOf(one) == FamilyOf(name);
        });
    const int64_t* number =
        contexts_.ConditionsOnRecord(0, applicant).Number(name);
    return number == nullptr || may_change ? absl::nullopt
                                           : absl::optional<int64_t>(*number);
  };
  return CanHoldTogether(tests_, formulas, known, most_steps,
                         [this] { return IsOver(); });
}

void PlanPremises::BarWhatCantHold() {
  PlanProblem& problem = setup_.problem;
  std::map<Clauses, bool> known;
  const auto is_impossible = [&](const Clauses& clauses) {
    const auto [entry, is_new] = known.emplace(clauses, false);
    if (is_new) entry->second = IsImpossible(clauses, kMostPremiseSteps);
    return entry->second;
  };
  const auto words = [&](int scheme) {
    return absl::StrCat(offers_.schemes[scheme].scheme->scheme.name(),
                        kCantHold);
  };
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    for (size_t c = 0; c < problem.needs[n].candidates.size(); ++c) {
      GrantCandidate& candidate = problem.needs[n].candidates[c];
      if (candidate.bar >= 0 || !is_impossible(of_grants_[n][c])) continue;
      setup_.bars.push_back(words(candidate.scheme));
      candidate.bar = problem.bars++;
    }
  }
  for (size_t f = 0; f < problem.gap_funders.size(); ++f) {
    GapFunderProblem& funder = problem.gap_funders[f];
    if (!is_impossible(of_gap_funders_[f])) continue;
    for (size_t n = 0; n < funder.most_by_need.size(); ++n) {
      if (funder.most_by_need[n] == 0) continue;
      setup_.gap_bars.push_back({words(funder.scheme), static_cast<int>(f),
                                 static_cast<int>(n), funder.most_by_need[n]});
      funder.most_by_need[n] = 0;
    }
  }
}

void PlanPremises::ExcludePairs() {
  const int count = static_cast<int>(clauses_.size());
  int pairs = 0;
  for (int one = 0; one < count; ++one) {
    if (IsOver()) return;
    if (IsImpossible({one}, kMostStepsOfPair)) continue;
    for (int other = one + 1; other < count; ++other) {
      if (!Overlap(clauses_[one].topics, clauses_[other].topics)) continue;
      if (++pairs > kMostPairs) return;
      if (IsImpossible({one, other}, kMostStepsOfPair) &&
          !IsImpossible({other}, kMostStepsOfPair)) {
        Forbid({one, other});
      }
    }
  }
}

int PlanPremises::NumberOf(int clause) {
  int& number = clauses_[clause].number;
  if (number >= 0) return number;
  PlanProblem& problem = setup_.problem;
  number = static_cast<int>(Excludable(problem));
  ++problem.premises;
  setup_.premises.push_back(clauses_[clause].words);
  for (size_t n = 0; n < problem.needs.size(); ++n) {
    for (size_t c = 0; c < problem.needs[n].candidates.size(); ++c) {
      if (!absl::c_binary_search(of_grants_[n][c], clause)) continue;
      problem.needs[n].candidates[c].premises.push_back(number);
    }
  }
  for (size_t f = 0; f < problem.gap_funders.size(); ++f) {
    if (!absl::c_binary_search(of_gap_funders_[f], clause)) continue;
    problem.gap_funders[f].premises.push_back(number);
  }
  return number;
}

void PlanPremises::Forbid(const Clauses& clash) {
  std::vector<int> numbers;
  for (const int clause : clash) numbers.push_back(NumberOf(clause));
  if (numbers.size() == 2) {
    setup_.problem.exclusions.push_back({numbers[0], numbers[1]});
  } else {
    setup_.problem.clashes.push_back(std::move(numbers));
  }
}

PlanPremises::Clauses PlanPremises::UsedBy(const FoundPlan& found) const {
  std::set<int> used;
  for (size_t n = 0; n < found.choice.size(); ++n) {
    if (found.choice[n] < 0) continue;
    const Clauses& clauses = of_grants_[n][found.choice[n]];
    used.insert(clauses.begin(), clauses.end());
  }
  for (size_t f = 0; f < of_gap_funders_.size(); ++f) {
    const bool pays = absl::c_any_of(
        found.allocation, [f](const auto& need) { return need.gap[f] > 0; });
    if (!pays) continue;
    used.insert(of_gap_funders_[f].begin(), of_gap_funders_[f].end());
  }
  return Clauses(used.begin(), used.end());
}

bool PlanPremises::FindClash(const FoundPlan& found) {
  Clauses clash = UsedBy(found);
  if (!IsImpossible(clash, kMostPremiseSteps)) return false;
  for (size_t c = 0; c < clash.size();) {
    Clauses rest = clash;
    rest.erase(rest.begin() + static_cast<int64_t>(c));
    if (IsImpossible(rest, kMostStepsOfPart)) {
      clash = std::move(rest);
    } else {
      ++c;
    }
  }
  Forbid(clash);
  return true;
}

std::vector<std::string> PlanPremises::Unchecked(const FoundPlan& found) const {
  const Clauses used = UsedBy(found);
  const PremiseAnswer answer = CanHold(used, kMostPremiseSteps);
  std::vector<std::string> words;
  if (answer.possibility != Possibility::kUndecided) return words;
  for (const int formula : answer.unchecked) {
    const std::string& of_clause = clauses_[used[formula]].words;
    if (!absl::c_linear_search(words, of_clause)) words.push_back(of_clause);
  }
  return words;
}

}  // namespace sangam::matching
