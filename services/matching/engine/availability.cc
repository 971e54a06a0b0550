#include "services/matching/engine/availability.h"

#include "common/clock/civil_date.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;
using scheme_catalog::v1::Suspension;

bool IsAfter(absl::CivilDay day, bool is_given,
             const google::type::Date& date) {
  if (!is_given) return false;
  const auto other = ToCivilDay(date, "date");
  return other.ok() && day > *other;
}

bool IsBefore(absl::CivilDay day, bool is_given,
              const google::type::Date& date) {
  if (!is_given) return false;
  const auto other = ToCivilDay(date, "date");
  return other.ok() && day < *other;
}

bool Covers(const Suspension& suspension, absl::CivilDay day) {
  return !IsBefore(day, suspension.has_suspended_from(),
                   suspension.suspended_from()) &&
         !IsAfter(day, suspension.has_suspended_until(),
                  suspension.suspended_until());
}

}  // namespace

v1::Availability AvailabilityOn(const SchemeVersion& version,
                                absl::CivilDay day) {
  bool is_budget_exhausted = false;
  for (const Suspension& suspension : version.suspensions()) {
    if (!Covers(suspension, day)) continue;
    if (suspension.cause() !=
        scheme_catalog::v1::SUSPENSION_CAUSE_BUDGET_EXHAUSTED) {
      return v1::AVAILABILITY_SUSPENDED;
    }
    is_budget_exhausted = true;
  }
  if (is_budget_exhausted) return v1::AVAILABILITY_BUDGET_EXHAUSTED;
  const auto& window = version.window();
  if (IsBefore(day, window.has_opens_on(), window.opens_on())) {
    return v1::AVAILABILITY_NOT_YET_OPEN;
  }
  if (IsAfter(day, window.has_closes_on(), window.closes_on())) {
    return v1::AVAILABILITY_WINDOW_CLOSED;
  }
  return v1::AVAILABILITY_OPEN;
}

bool IsReviewOverdue(const SchemeVersion& version, absl::CivilDay day) {
  return IsAfter(day, version.has_review_by(), version.review_by());
}

}  // namespace sangam::matching
