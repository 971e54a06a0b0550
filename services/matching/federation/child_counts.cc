#include "services/matching/federation/child_counts.h"

#include <algorithm>

#include "common/rules/evaluator.h"

namespace sangam::matching {
namespace {

using rules::CheckedNode;

// The parts of a condition that must hold whatever else is so, and that no
// effort changes: they say whom the test is about.
bool IsAbout(const CheckedNode& condition, const SubjectView& child,
             const ReferenceData& reference) {
  switch (condition.kind) {
    case CheckedNode::Kind::kAnd:
      return std::all_of(condition.children.begin(), condition.children.end(),
                         [&](const CheckedNode& part) {
                           return IsAbout(part, child, reference);
                         });
    case CheckedNode::Kind::kPredicate:
      return condition.predicate.changeable() ||
             rules::Evaluate(condition, child, reference) != Truth::kFalse;
    default:
      return true;
  }
}

absl::optional<int64_t> RequiredBy(const ChildTest& test,
                                   const MatchContext& context) {
  if (!test.required) return absl::nullopt;
  const auto outcome =
      test.required->Evaluate(context.subject, context.reference);
  const auto* number = absl::get_if<int64_t>(&outcome.value);
  int64_t required = 0;
  if (number == nullptr ||
      __builtin_add_overflow(*number, test.more, &required)) {
    return absl::nullopt;
  }
  return required;
}

AskedTest Ask(const scheme_catalog::v1::ReadinessNorm& norm,
              const ChildTest& test, const MatchContext& context) {
  AskedTest asked;
  asked.norm = &norm;
  asked.test = &test;
  asked.required = RequiredBy(test, context);
  const SubjectView::Children* children = context.subject.children();
  if (children == nullptr) return asked;
  asked.truths.reserve(children->views.size());
  for (const SubjectView& child : children->views) {
    const Truth truth = test.condition.Evaluate(child, context.reference);
    if (truth == Truth::kFalse &&
        !IsAbout(test.condition.root(), child, context.reference)) {
      asked.truths.push_back(absl::nullopt);
    } else {
      asked.truths.push_back(truth);
    }
  }
  return asked;
}

int64_t AtLeastNothing(int64_t number) { return std::max<int64_t>(0, number); }

void AddTruth(const AskedTest& asked, size_t child,
              absl::optional<Truth>* all) {
  if (!asked.truths[child]) return;
  *all = And(all->value_or(Truth::kTrue), *asked.truths[child]);
}

// Whether, of those whom the test is about, as many as it requires satisfy at
// once all that is asked of as many or more of them.
void AddAtOnce(const std::vector<AskedTest>& tests, const AskedTest& test,
               bool complete, ChildTally* tally) {
  const int64_t number = *test.required;
  int64_t met = 0;
  int64_t may_be_met = 0;
  for (size_t child = 0; child < test.truths.size(); ++child) {
    if (!test.truths[child]) continue;
    absl::optional<Truth> truth;
    for (const AskedTest& asked : tests) {
      const bool of_all = !asked.test->required;
      if (asked.IsRequired() &&
          (of_all || (asked.required && *asked.required >= number))) {
        AddTruth(asked, child, &truth);
      }
    }
    if (*truth == Truth::kTrue) ++met;
    if (*truth != Truth::kFalse) ++may_be_met;
  }
  tally->missing = std::max(tally->missing, AtLeastNothing(number - met));
  if (met >= number) return;
  const bool never = may_be_met < number && complete;
  tally->enough = And(tally->enough, never ? Truth::kFalse : Truth::kUnknown);
}

}  // namespace

std::vector<AskedTest> AskChildren(const CompiledReadinessRule& rule,
                                   const MatchContext& context) {
  std::vector<AskedTest> tests;
  for (size_t i = 0; i < rule.norms.size(); ++i) {
    for (const ChildTest& test : rule.norms[i].child_tests) {
      tests.push_back(
          Ask(rule.source->norms(static_cast<int>(i)), test, context));
    }
  }
  return tests;
}

void AddCounts(const std::vector<AskedTest>& tests,
               const scheme_catalog::v1::ReadinessNorm& norm,
               const MatchContext& context, v1::NormResult* result) {
  const SubjectView::Children* children = context.subject.children();
  for (const AskedTest& asked : tests) {
    if (asked.norm != &norm) continue;
    v1::ChildCount& count = *result->add_counts();
    count.set_condition(asked.test->condition.text());
    if (asked.required) count.set_required(*asked.required);
    count.set_incomplete(children == nullptr || !children->complete);
    int64_t by_truth[3] = {};
    for (const absl::optional<Truth>& truth : asked.truths) {
      if (truth) ++by_truth[static_cast<int>(*truth)];
    }
    const int64_t met = by_truth[static_cast<int>(Truth::kTrue)];
    const int64_t unknown = by_truth[static_cast<int>(Truth::kUnknown)];
    const int64_t not_met = by_truth[static_cast<int>(Truth::kFalse)];
    count.set_met(met);
    count.set_unknown(unknown);
    count.set_not_met(not_met);
    if (asked.required) {
      count.set_short_at_least(AtLeastNothing(*asked.required - met - unknown));
      count.set_short_at_most(AtLeastNothing(*asked.required - met));
    } else if (!asked.test->required) {
      count.set_short_at_least(not_met);
      count.set_short_at_most(not_met + unknown);
    }
  }
}

absl::optional<Truth> TruthOf(const std::vector<AskedTest>& tests,
                              size_t child) {
  absl::optional<Truth> all;
  for (const AskedTest& asked : tests) {
    if (asked.IsRequired()) AddTruth(asked, child, &all);
  }
  return all;
}

ChildTally TallyOf(const std::vector<AskedTest>& tests, size_t children,
                   bool complete) {
  ChildTally tally;
  for (const AskedTest& asked : tests) {
    if (!asked.IsRequired() || !asked.required) continue;
    tally.required = std::max(tally.required.value_or(0), *asked.required);
    AddAtOnce(tests, asked, complete, &tally);
  }
  int64_t asked = 0;
  for (size_t child = 0; child < children; ++child) {
    const absl::optional<Truth> truth = TruthOf(tests, child);
    if (!truth) continue;
    ++asked;
    if (*truth == Truth::kTrue) ++tally.ready;
    if (*truth != Truth::kFalse) ++tally.may_be_ready;
  }
  // Where all must satisfy it, the norm itself tells whether they do.
  if (!tally.required) tally.missing = asked - tally.ready;
  return tally;
}

}  // namespace sangam::matching
