#include "common/validation/date.h"

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"

namespace sangam {

absl::optional<absl::CivilDay> CheckDate(Violations& violations,
                                         absl::string_view field,
                                         const google::type::Date& date) {
  const absl::StatusOr<absl::CivilDay> day = ToCivilDay(date, field);
  if (day.ok()) return *day;
  violations.AddAll(day.status());
  return absl::nullopt;
}

void CheckDateOrder(Violations& violations,
                    const absl::optional<absl::CivilDay>& from,
                    absl::string_view until_field,
                    const absl::optional<absl::CivilDay>& until) {
  if (!from || !until || *from <= *until) return;
  violations.Add(until_field,
                 absl::StrCat("must not be before ", FormatDay(*from)));
}

}  // namespace sangam
