#include "common/rules/distance.h"

#include <limits>

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

}  // namespace

absl::optional<Distance> DistanceTo(const Predicate& predicate, bool negated,
                                    const SubjectView& subject) {
  if (predicate.kind != Predicate::Kind::kCompare) return absl::nullopt;
  const Comparison wanted = Wanted(predicate, negated);
  if (wanted == Comparison::kNotEqual) return absl::nullopt;
  const auto* limit = absl::get_if<int64_t>(&predicate.values.front());
  const auto* actual =
      absl::get_if<int64_t>(&subject.value(predicate.attribute->index));
  if (limit == nullptr || actual == nullptr) return absl::nullopt;
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
