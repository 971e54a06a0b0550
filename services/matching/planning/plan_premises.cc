#include "services/matching/planning/plan_premises.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/rules/evaluator.h"
#include "services/matching/engine/optional_condition.h"
#include "services/matching/engine/supposed_value.h"
#include "services/matching/index/reference_verdict.h"
#include "services/matching/planning/offer_rules.h"
#include "services/matching/planning/possible_rules.h"
#include "services/matching/planning/premise_fact.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;
using rules::Predicate;
using rules::Value;

// A rule that an offer takes to hold of one applicant.
struct Clause {
  const CheckedNode* rule = nullptr;
  std::string words;
  int participant = 0;
  const MatchContext* context = nullptr;
};

// What an offer takes for granted, with the facts that it is about.
struct Formula {
  std::vector<Clause> clauses;
  std::set<int> facts;
};

class Premises {
 public:
  Premises(const PlanQuestion& question, const NeedContexts& contexts,
           const PlanOffers& offers, PlanSetup& setup)
      : question_(question),
        contexts_(contexts),
        offers_(offers),
        setup_(setup) {}

  void Add() && {
    FindChanges();
    for (size_t n = 0; n < offers_.needs.size(); ++n) {
      for (const GrantOffer& offer : offers_.needs[n].grants) {
        of_grants_.push_back(Keep(OfGrant(static_cast<int>(n), offer)));
      }
    }
    for (const GapOffer& offer : offers_.gap_funders) {
      of_gap_funders_.push_back(Keep(OfGapFunder(offer)));
    }
    for (PremiseFact& fact : facts_) fact.Complete();
    for (const Formula& formula : formulas_) Classify(formula);
    NumberContradictions();
    Write();
  }

 private:
  // The values that an offer leaves for a fact.
  struct Class {
    int fact = 0;
    std::vector<char> left;
    std::string words;
    // Its number in the problem; none if it contradicts nothing.
    int number = -1;
  };
  struct Classified {
    std::vector<size_t> classes;
    bool is_impossible = false;
  };

  const MatchContext& ContextOf(int need, int participant) const {
    return contexts_.ForConditions(need, participant);
  }

  // What near misses would change.
  void FindChanges() {
    if (!question_.terms.use_near_misses()) return;
    for (size_t n = 0; n < offers_.needs.size(); ++n) {
      for (const GrantOffer& offer : offers_.needs[n].grants) {
        if (offer.fitness.verdict != v1::VERDICT_NEAR_MISS) continue;
        const MatchContext& context =
            ContextOf(static_cast<int>(n), offer.participant);
        const VersionVerdict verdict =
            Decide(*offers_.schemes[offer.scheme].version, context.subject,
                   context.reference);
        if (!verdict.obstacle) continue;
        changed_.emplace(offer.participant,
                         verdict.obstacle->predicate->attribute_name());
      }
    }
  }

  bool IsChanged(int participant, const Predicate& test) const {
    return !changed_.empty() &&
           absl::c_any_of(test.attribute_names(), [&](const auto& name) {
             return changed_.count({participant, name}) > 0;
           });
  }

  bool IsOpen(const Clause& clause, const Predicate& test) const {
    return IsChanged(clause.participant, test) ||
           rules::EvaluatePredicate(test, clause.context->subject,
                                    clause.context->reference)
                   .truth == Truth::kUnknown;
  }

  // Rules that hold whatever is not known are no premise.
  void AddRule(const OptionalRule& rule, std::string words, int participant,
               const MatchContext& context, Formula& formula) const {
    if (!rule) return;
    const CheckedNode& root = rule->root();
    bool matters = EvaluateOptional(rule, "", context) == Truth::kUnknown;
    VisitTests(root, [&](const Predicate& test) {
      matters = matters || IsChanged(participant, test);
    });
    if (!matters) return;
    formula.clauses.push_back({&root, std::move(words), participant, &context});
  }

  void AddVersion(const CompiledVersion& version, int need, int participant,
                  Formula& formula) const {
    const MatchContext& context = ContextOf(need, participant);
    for (int c = 0; c < static_cast<int>(version.conditions.size()); ++c) {
      // What must be had first the plan gets first.
      if (!RequiredBy(version, c).empty()) continue;
      AddRule(version.conditions[c], WordsOf(version.version, c, context),
              participant, context, formula);
    }
  }

  Formula OfGrant(int need, const GrantOffer& offer) const {
    Formula formula;
    const CompiledVersion& version = *offers_.schemes[offer.scheme].version;
    AddVersion(version, need, offer.participant, formula);
    const MatchContext& context = ContextOf(need, offer.participant);
    const auto& benefit = version.version.benefits(offer.benefit);
    if (!FollowsWithinPlan(version.version, benefit, question_.terms)) {
      AddRule(version.benefits[offer.benefit].condition,
              ConditionWords(benefit, context), offer.participant, context,
              formula);
    }
    for (int r = 0; r < version.version.funding_size(); ++r) {
      const auto& rule = version.version.funding(r);
      if (!question_.terms.use_unknown_verdicts() ||
          rule.id() != offer.terms.rule) {
        continue;
      }
      AddRule(version.funding_conditions[r], WordsOf(rule, context),
              offer.participant, context, formula);
    }
    for (const RequiredScheme& required : offer.required) {
      AddVersion(*required.version, need, required.participant, formula);
    }
    return formula;
  }

  // By the first need that it may pay.
  Formula OfGapFunder(const GapOffer& offer) const {
    Formula formula;
    const auto pays = [](const GapNeed& need) { return need.most > 0; };
    const auto need = absl::c_find_if(offer.needs, pays);
    if (need == offer.needs.end()) return formula;
    const OfferedScheme& scheme = offers_.schemes[offer.scheme];
    AddVersion(*scheme.version, static_cast<int>(need - offer.needs.begin()),
               scheme.participant, formula);
    return formula;
  }

  // Whether what the clause says may differ from need to need.
  static bool GoesByCost(const Clause& clause) {
    bool goes = false;
    VisitTests(*clause.rule, [&](const Predicate& test) {
      for (const std::string& name : test.attribute_names()) {
        const AttributeInfo* info = clause.context->dictionary.Find(name);
        goes = goes || name == "project_cost_paise" ||
               (info != nullptr && info->derivation_root != nullptr);
      }
    });
    return goes;
  }

  // The number of the formula. Many offers share one.
  size_t Keep(Formula formula) {
    std::vector<std::pair<const void*, const void*>> key;
    for (const Clause& clause : formula.clauses) {
      const void* subject = clause.context;
      if (!GoesByCost(clause)) {
        subject = question_.participants[clause.participant].subject;
      }
      key.emplace_back(clause.rule, subject);
    }
    const auto [known, is_new] = numbers_.emplace(key, formulas_.size());
    if (!is_new) return known->second;
    for (const Clause& clause : formula.clauses) {
      VisitTests(*clause.rule, [&](const Predicate& test) {
        if (IsOpen(clause, test)) AddFact(clause, test, formula);
      });
    }
    formulas_.push_back(std::move(formula));
    return known->second;
  }

  void AddFact(const Clause& clause, const Predicate& test, Formula& formula) {
    PremiseFact added;
    added.participant = clause.participant;
    if (TellsByValue(test)) {
      added.attribute = test.attribute;
    } else if (IsSharedWordForWord(test)) {
      added.test = &test;
    } else {
      return;
    }
    const auto known = absl::c_find_if(facts_, [&](const PremiseFact& fact) {
      return fact.participant == added.participant &&
             (fact.attribute != nullptr) == (added.attribute != nullptr) &&
             fact.IsAsked(test);
    });
    const auto number = known - facts_.begin();
    formula.facts.insert(static_cast<int>(number));
    if (known == facts_.end()) facts_.push_back(std::move(added));
    for (const Value& bound : test.values) {
      AddValuesAround(bound, &facts_[number].values);
    }
  }

  // Whether the clause may hold if the fact has the value.
  bool MayHold(const Clause& clause, const PremiseFact& fact,
               const Value& value) const {
    return TruthSupposing(*clause.rule, [&](const Predicate& test) {
             if (fact.IsAsked(test)) {
               return ToTruth(fact.attribute != nullptr
                                  ? Holds(test, value)
                                  : absl::get<bool>(value));
             }
             if (IsChanged(clause.participant, test)) return Truth::kUnknown;
             return rules::EvaluatePredicate(test, clause.context->subject,
                                             clause.context->reference)
                 .truth;
           }) != Truth::kFalse;
  }

  void Classify(const Formula& formula) {
    Classified& classified = classified_.emplace_back();
    for (const int f : formula.facts) {
      const PremiseFact& fact = facts_[f];
      Class one;
      one.fact = f;
      one.left.assign(fact.values.size(), 1);
      for (const Clause& clause : formula.clauses) {
        if (clause.participant != fact.participant) continue;
        for (size_t v = 0; v < fact.values.size(); ++v) {
          if (!one.left[v] || MayHold(clause, fact, fact.values[v])) continue;
          one.left[v] = 0;
          if (one.words.empty()) one.words = clause.words;
        }
      }
      // All values are left.
      if (one.words.empty()) continue;
      if (!absl::c_linear_search(one.left, 1)) classified.is_impossible = true;
      const auto known = absl::c_find_if(classes_, [&](const Class& other) {
        return other.fact == f && other.left == one.left;
      });
      classified.classes.push_back(known - classes_.begin());
      if (known == classes_.end()) classes_.push_back(std::move(one));
    }
  }

  static bool Contradict(const Class& one, const Class& other) {
    if (one.fact != other.fact) return false;
    for (size_t v = 0; v < one.left.size(); ++v) {
      if (one.left[v] && other.left[v]) return false;
    }
    return true;
  }

  void NumberContradictions() {
    PlanProblem& problem = setup_.problem;
    const auto number = [&](Class& one) {
      if (one.number < 0) {
        one.number = static_cast<int>(Excludable(problem));
        ++problem.premises;
        setup_.premises.push_back(one.words);
      }
      return one.number;
    };
    for (size_t a = 0; a < classes_.size(); ++a) {
      for (size_t b = a + 1; b < classes_.size(); ++b) {
        if (!Contradict(classes_[a], classes_[b])) continue;
        const int first = number(classes_[a]);
        problem.exclusions.push_back({first, number(classes_[b])});
      }
    }
  }

  template <typename Payer>
  void Fill(size_t formula, Payer& payer) const {
    for (const size_t one : classified_[formula].classes) {
      const int number = classes_[one].number;
      if (number >= 0) payer.premises.push_back(number);
    }
  }

  void Write() {
    PlanProblem& problem = setup_.problem;
    size_t next = 0;
    for (PlanNeedProblem& need : problem.needs) {
      for (GrantCandidate& candidate : need.candidates) {
        const size_t formula = of_grants_[next++];
        Fill(formula, candidate);
        if (!classified_[formula].is_impossible || candidate.bar >= 0) continue;
        setup_.bars.push_back(absl::StrCat(
            offers_.schemes[candidate.scheme].scheme->scheme.name(),
            ": what would have to hold for it can't hold at once"));
        candidate.bar = problem.bars++;
      }
    }
    for (size_t f = 0; f < problem.gap_funders.size(); ++f) {
      Fill(of_gap_funders_[f], problem.gap_funders[f]);
    }
  }

  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  const PlanOffers& offers_;
  PlanSetup& setup_;
  // By applicant: attributes that near misses would change.
  std::set<std::pair<int, std::string>> changed_;
  std::vector<size_t> of_grants_;
  std::vector<size_t> of_gap_funders_;
  std::map<std::vector<std::pair<const void*, const void*>>, size_t> numbers_;
  std::vector<Formula> formulas_;
  std::vector<PremiseFact> facts_;
  // Parallel to formulas_.
  std::vector<Classified> classified_;
  std::vector<Class> classes_;
};

}  // namespace

void AddPremises(const PlanQuestion& question, const NeedContexts& contexts,
                 const PlanOffers& offers, PlanSetup& setup) {
  if (!question.terms.use_unknown_verdicts() &&
      !question.terms.use_near_misses()) {
    return;
  }
  Premises(question, contexts, offers, setup).Add();
}

}  // namespace sangam::matching
