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
#include "services/matching/engine/quick_truth.h"

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

// What the conditions of a version lack.
struct Lack {
  // Attributes, or "received", each once.
  std::vector<std::string> attributes;
  // Something is unknown that no answer of the subject can mend.
  bool beyond_asking = false;
};

void AddLack(const rules::UnknownCauses& causes, Lack* lack) {
  for (const rules::UnknownCause& cause : causes) {
    std::string name = rules::ToAsk(cause);
    if (name.empty()) {
      lack->beyond_asking = true;
    } else if (std::find(lack->attributes.begin(), lack->attributes.end(),
                         name) == lack->attributes.end()) {
      lack->attributes.push_back(std::move(name));
    }
  }
}

// Returns the truth of `node` and adds what it lacks: what is unknown within
// parts that are unknown themselves.
Truth Collect(const rules::CheckedNode& node, const MatchContext& context,
              Lack* lack) {
  if (node.kind == rules::CheckedNode::Kind::kPredicate) {
    const rules::PredicateTruth result = rules::EvaluatePredicate(
        node.predicate, context.subject, context.reference);
    AddLack(result.causes, lack);
    return result.truth;
  }
  const Truth truth = rules::Evaluate(node, context.subject, context.reference);
  if (truth != Truth::kUnknown) return truth;
  if (node.kind == rules::CheckedNode::Kind::kConditional) {
    // Which branch matters is known once the condition is.
    const Truth condition = Collect(node.children[0], context, lack);
    if (condition != Truth::kUnknown) {
      Collect(node.children[condition == Truth::kTrue ? 1 : 2], context, lack);
    }
    return truth;
  }
  for (const rules::CheckedNode& child : node.children) {
    Collect(child, context, lack);
  }
  return truth;
}

Lack LackOf(const CompiledVersion& version, const MatchContext& context) {
  Lack lack;
  if (!version.defect.empty()) return lack;
  for (const OptionalRule& rule : version.conditions) {
    Collect(rule->root(), context, &lack);
  }
  return lack;
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

// Reckons what each attribute would bring.
class Gains {
 public:
  Gains(const AnswerTables& tables, const MatchContext& context)
      : tables_(tables), context_(context) {}

  void Add(size_t position, const Lack& lack) {
    for (const std::string& name : lack.attributes) ++by_name_[name].schemes;
    if (lack.attributes.size() != 1 || lack.beyond_asking) return;
    Gain& gain = by_name_[lack.attributes.front()];
    ++gain.settled;
    gain.value_paise =
        SaturatingSum(gain.value_paise, Worth(position).value_or(0));
  }

  std::vector<std::pair<std::string, Gain>> Best() const {
    std::vector<std::pair<std::string, Gain>> ordered(by_name_.begin(),
                                                      by_name_.end());
    const size_t kept = std::min(kMostQuestions, ordered.size());
    std::partial_sort(ordered.begin(), ordered.begin() + kept, ordered.end(),
                      GainsMore);
    ordered.resize(kept);
    return ordered;
  }

 private:
  absl::optional<int64_t> Worth(size_t position) const {
    const GrantBound& bound = tables_.grant(position);
    return bound.is_exact ? bound.most
                          : LargestGrant(tables_.version(position), context_);
  }

  const AnswerTables& tables_;
  const MatchContext& context_;
  absl::flat_hash_map<std::string, Gain> by_name_;
};

// As LackOf, of a version of which no condition fails.
void QuickLack(const AskPlan& plan, const std::vector<bool>& missing,
               const MatchContext& context, Lack* lack) {
  lack->attributes.clear();
  lack->beyond_asking = false;
  for (const uint16_t index : plan.attributes) {
    if (!missing[index]) continue;
    const std::string& name = context.dictionary.all()[index].name;
    if (std::find(lack->attributes.begin(), lack->attributes.end(), name) ==
        lack->attributes.end()) {
      lack->attributes.push_back(name);
    }
  }
  for (const rules::CheckedNode* part : plan.parts) {
    if (part->kind == rules::CheckedNode::Kind::kPredicate &&
        QuickTruth(part->predicate, context.subject)) {
      continue;
    }
    Collect(*part, context, lack);
  }
}

}  // namespace

google::protobuf::RepeatedPtrField<v1::QuestionToAsk> AskNext(
    const AnswerTables& tables, const Plane& open, const MatchContext& context,
    AskingMethod method) {
  std::vector<bool> missing;
  for (const AttributeInfo& info : context.dictionary.all()) {
    missing.push_back(!rules::IsKnown(context.subject.value(info.index)));
  }
  Gains gains(tables, context);
  Lack lack;
  ForEachBit(open, [&](size_t position) {
    if (method == AskingMethod::kByPlan) {
      QuickLack(tables.questions(position), missing, context, &lack);
    } else {
      lack = LackOf(tables.version(position), context);
    }
    gains.Add(position, lack);
  });
  google::protobuf::RepeatedPtrField<v1::QuestionToAsk> questions;
  for (const auto& [attribute, gain] : gains.Best()) {
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
