// Days in requests.
#ifndef SANGAM_COMMON_VALIDATION_DATE_H_
#define SANGAM_COMMON_VALIDATION_DATE_H_

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/validation/violations.h"
#include "google/type/date.pb.h"

namespace sangam {

// The day, or nullopt and a fault on `field` if it is not one of the calendar.
absl::optional<absl::CivilDay> CheckDate(Violations& violations,
                                         absl::string_view field,
                                         const google::type::Date& date);

// Adds a fault on `until_field` if both days are there and the last is before
// the first.
void CheckDateOrder(Violations& violations,
                    const absl::optional<absl::CivilDay>& from,
                    absl::string_view until_field,
                    const absl::optional<absl::CivilDay>& until);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_DATE_H_
