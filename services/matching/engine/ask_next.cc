#include "services/matching/engine/ask_next.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/checked_node.h"
#include "common/rules/evaluator.h"
#include "common/rules/unknown_cause.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/condition_explanation.h"
#include "services/matching/engine/grant_bound.h"

namespace sangam::matching {
namespace {

constexpr size_t kMostQuestions = 5;

struct Gain {
  int32_t schemes = 0;
  int32_t settled = 0;
  int64_t value_paise = 0;
};

int64_t SaturatingSum(int64_t a, int64_t b) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  return a > kMost - b ? kMost : a + b;
}

// Numbers of facts by their names and back.
class FactNumbers {
 public:
  uint32_t Of(std::string name) {
    const auto [found, is_new] =
        numbers_.try_emplace(name, static_cast<uint32_t>(names_.size()));
    if (is_new) names_.push_back(std::move(name));
    return found->second;
  }
  const std::string& NameOf(uint32_t number) const { return names_[number]; }

 private:
  absl::flat_hash_map<std::string, uint32_t> numbers_;
  std::vector<std::string> names_;
};

void AddLack(const rules::UnknownCauses& causes, FactNumbers* numbers,
             Lack* lack) {
  for (const rules::UnknownCause& cause : causes) {
    std::string name = rules::ToAsk(cause);
    if (name.empty()) {
      lack->AddBeyondAsking();
    } else {
      lack->Add(numbers->Of(std::move(name)));
    }
  }
}

// Returns the truth of `node` and adds what it lacks: what is unknown within
// parts that are unknown themselves.
Truth Collect(const rules::CheckedNode& node, const MatchContext& context,
              FactNumbers* numbers, Lack* lack) {
  if (node.kind == rules::CheckedNode::Kind::kPredicate) {
    const rules::PredicateTruth result = rules::EvaluatePredicate(
        node.predicate, context.subject, context.reference);
    AddLack(result.causes, numbers, lack);
    return result.truth;
  }
  const Truth truth = rules::Evaluate(node, context.subject, context.reference);
  if (truth != Truth::kUnknown) return truth;
  if (node.kind == rules::CheckedNode::Kind::kConditional) {
    // While the condition is open, its answer settles nothing where a branch is
    // open, too.
    const Truth condition = Collect(node.children[0], context, numbers, lack);
    if (condition != Truth::kFalse) {
      Collect(node.children[1], context, numbers, lack);
    }
    if (condition != Truth::kTrue) {
      Collect(node.children[2], context, numbers, lack);
    }
    return truth;
  }
  for (const rules::CheckedNode& child : node.children) {
    Collect(child, context, numbers, lack);
  }
  return truth;
}

void AddLackOf(const CompiledVersion& version, const MatchContext& context,
               FactNumbers* numbers, Lack* lack) {
  if (!version.defect.empty()) return;
  for (const OptionalRule& rule : version.conditions) {
    Collect(rule->root(), context, numbers, lack);
  }
}

bool GainsMore(const std::pair<std::string, Gain>& a,
               const std::pair<std::string, Gain>& b) {
  if (a.second.value_paise != b.second.value_paise) {
    return a.second.value_paise > b.second.value_paise;
  }
  if (a.second.settled != b.second.settled) {
    return a.second.settled > b.second.settled;
  }
  if (a.second.schemes != b.second.schemes) {
    return a.second.schemes > b.second.schemes;
  }
  return a.first < b.first;
}

// Reckons what each fact would bring.
class Gains {
 public:
  Gains(const AnswerTables& tables, const MatchContext& context,
        bool by_reference)
      : tables_(tables), context_(context), by_reference_(by_reference) {}

  void Add(size_t position, const Lack& lack) {
    for (const uint32_t fact : lack.facts()) ++Of(fact).schemes;
    if (lack.facts().size() != 1 || lack.beyond_asking()) return;
    Gain& gain = Of(lack.facts().front());
    ++gain.settled;
    gain.value_paise =
        SaturatingSum(gain.value_paise, Grant(position).value_or(0));
  }

  // `name_of` names a fact.
  template <typename NameOf>
  std::vector<std::pair<std::string, Gain>> Best(const NameOf& name_of) const {
    std::vector<std::pair<std::string, Gain>> ordered;
    for (uint32_t fact = 0; fact < by_fact_.size(); ++fact) {
      if (by_fact_[fact].schemes > 0) {
        ordered.emplace_back(name_of(fact), by_fact_[fact]);
      }
    }
    const size_t kept = std::min(kMostQuestions, ordered.size());
    std::partial_sort(ordered.begin(), ordered.begin() + kept, ordered.end(),
                      GainsMore);
    ordered.resize(kept);
    return ordered;
  }

 private:
  absl::optional<int64_t> Grant(size_t position) const {
    const CompiledVersion& version = tables_.version(position);
    return by_reference_
               ? LargestGrant(version, context_)
               : LargestGrantWithin(tables_.grant(position), version, context_);
  }

  Gain& Of(uint32_t fact) {
    if (fact >= by_fact_.size()) by_fact_.resize(fact + 1);
    return by_fact_[fact];
  }

  const AnswerTables& tables_;
  const MatchContext& context_;
  const bool by_reference_;
  std::vector<Gain> by_fact_;
};

std::vector<std::pair<std::string, Gain>> BestGains(
    const AnswerTables& tables, const Plane& open, const MatchContext& context,
    ProgramEvaluator* evaluator) {
  Gains gains(tables, context, evaluator == nullptr);
  FactNumbers numbers;
  Lack lack;
  ForEachBit(open, [&](size_t position) {
    lack.Clear();
    if (evaluator == nullptr) {
      AddLackOf(tables.version(position), context, &numbers, &lack);
    } else {
      evaluator->AddLack(position, &lack);
    }
    gains.Add(position, lack);
  });
  if (evaluator == nullptr) {
    return gains.Best([&](uint32_t fact) { return numbers.NameOf(fact); });
  }
  return gains.Best([&](uint32_t fact) { return evaluator->NameOfFact(fact); });
}

}  // namespace

google::protobuf::RepeatedPtrField<v1::QuestionToAsk> AskNext(
    const AnswerTables& tables, const Plane& open, const MatchContext& context,
    ProgramEvaluator* evaluator) {
  google::protobuf::RepeatedPtrField<v1::QuestionToAsk> questions;
  for (const auto& [attribute, gain] :
       BestGains(tables, open, context, evaluator)) {
    v1::FieldToCollect words;
    FillQuestion(attribute, context, &words);
    v1::QuestionToAsk* question = questions.Add();
    question->set_attribute(attribute);
    question->set_label(words.label());
    question->set_question(words.question());
    question->set_schemes(gain.schemes);
    question->set_schemes_settled(gain.settled);
    question->set_value_paise(gain.value_paise);
  }
  return questions;
}

}  // namespace sangam::matching
