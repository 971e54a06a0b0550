#include "common/rules/distance.h"

#include <limits>
#include <utility>

#include "common/rules/evaluator.h"

namespace sangam::rules {
namespace {

// The nearest number that the comparison accepts.
__int128 NearestAccepted(Comparison comparison, __int128 limit,
                         __int128 actual) {
  switch (comparison) {
    case Comparison::kLess:
      return actual < limit ? actual : limit - 1;
    case Comparison::kLessOrEqual:
      return actual <= limit ? actual : limit;
    case Comparison::kGreater:
      return actual > limit ? actual : limit + 1;
    case Comparison::kGreaterOrEqual:
      return actual >= limit ? actual : limit;
    case Comparison::kEqual:
      return limit;
    case Comparison::kNotEqual:
      return actual != limit ? actual : limit + 1;
  }
  return actual;
}

bool DependsOnSubject(const TypedNode& node) {
  bool depends = false;
  VisitAll(node, [&depends](const TypedNode& part) {
    depends = depends || part.attribute != nullptr ||
              part.op == TypedNode::Op::kReceived;
  });
  return depends;
}

}  // namespace

absl::optional<NumberTest> NumberTestOf(const Predicate& predicate) {
  const TypedNode& node = *predicate.node;
  if (node.op != TypedNode::Op::kCompare ||
      !(node.children[0].type == StaticType{ValueKind::kNumber, false})) {
    return absl::nullopt;
  }
  NumberTest test = {&node.children[0], &node.children[1], node.comparison};
  if (!DependsOnSubject(*test.measured)) {
    std::swap(test.measured, test.bound);
    test.comparison = Mirrored(test.comparison);
  }
  if (!DependsOnSubject(*test.measured) || DependsOnSubject(*test.bound)) {
    return absl::nullopt;
  }
  return test;
}

absl::optional<Distance> DistanceTo(const Predicate& predicate, bool negated,
                                    const SubjectView& subject,
                                    const ReferenceData& reference) {
  const absl::optional<NumberTest> test = NumberTestOf(predicate);
  if (!test) return absl::nullopt;
  const Comparison wanted = Wanted(test->comparison, negated);
  if (wanted == Comparison::kNotEqual) return absl::nullopt;
  const Evaluated bound =
      EvaluateTree(*test->bound, subject, reference, predicate.step_budget);
  const Evaluated measured =
      EvaluateTree(*test->measured, subject, reference, predicate.step_budget);
  const auto* limit = absl::get_if<int64_t>(&bound.value);
  const auto* exact = absl::get_if<int64_t>(&measured.value);
  absl::optional<int64_t> actual;
  if (exact != nullptr) actual = *exact;
  if (const auto* range = absl::get_if<NumberRange>(&measured.value)) {
    // Where it is sure to be too few, the most that it may be is what counts.
    const bool too_few =
        wanted == Comparison::kGreater || wanted == Comparison::kGreaterOrEqual;
    actual = too_few ? range->most : absl::make_optional(range->least);
  }
  if (limit == nullptr || !actual) return absl::nullopt;
  // Wide, because the difference of two int64 need not fit one.
  const __int128 target = NearestAccepted(wanted, *limit, *actual);
  const bool more = target > *actual;
  const __int128 amount = more ? target - *actual : *actual - target;
  if (amount == 0 || amount > std::numeric_limits<int64_t>::max()) {
    return absl::nullopt;
  }
  return Distance{static_cast<int64_t>(amount), more};
}

}  // namespace sangam::rules
