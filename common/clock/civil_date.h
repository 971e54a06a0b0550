// google.type.Date as absl::CivilDay, and back.
#ifndef SANGAM_COMMON_CLOCK_CIVIL_DATE_H_
#define SANGAM_COMMON_CLOCK_CIVIL_DATE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"

namespace sangam {

// INVALID_ARGUMENT on `field` unless year (1 to 9999), month and day are all
// given and make a day of the calendar.
absl::StatusOr<absl::CivilDay> ToCivilDay(const google::type::Date& date,
                                          absl::string_view field);

google::type::Date ToDate(absl::CivilDay day);

// "2013-04-01" to a day; INVALID_ARGUMENT on `field` for anything else.
absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text,
                                        absl::string_view field);

// A day as "2013-04-01".
std::string FormatDay(absl::CivilDay day);

// Completed months from `from` to `to`; negative if `to` is before `from`. A
// month is complete when the day of the month is reached again, or the month
// ends before it.
int64_t CompletedMonths(absl::CivilDay from, absl::CivilDay to);

}  // namespace sangam

#endif  // SANGAM_COMMON_CLOCK_CIVIL_DATE_H_
