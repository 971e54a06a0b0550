#include "common/clock/civil_date.h"

#include "absl/strings/str_format.h"
#include "common/status/errors.h"

namespace sangam {

absl::StatusOr<absl::CivilDay> ToCivilDay(const google::type::Date& date,
                                          absl::string_view field) {
  const bool in_range = date.year() >= 1 && date.year() <= 9999 &&
                        date.month() >= 1 && date.month() <= 12 &&
                        date.day() >= 1 && date.day() <= 31;
  const absl::CivilDay day(date.year(), date.month(), date.day());
  // CivilDay normalises 31 February to 3 March; that is not what was asked.
  if (!in_range || day.day() != date.day()) {
    return InvalidFieldError(
        field, absl::StrFormat("%04d-%02d-%02d is not a day; give year, month"
                               " and day",
                               date.year(), date.month(), date.day()));
  }
  return day;
}

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text,
                                        absl::string_view field) {
  absl::CivilDay day;
  if (!absl::ParseCivilTime(text, &day) || FormatDay(day) != text) {
    return InvalidFieldError(
        field,
        absl::StrFormat("\"%s\" is not a date; write it as 2026-04-01", text));
  }
  return day;
}

std::string FormatDay(absl::CivilDay day) {
  // Formats are read slowly, and answers are full of days.
  if (day.year() >= 1000 && day.year() <= 9999) {
    const auto year = static_cast<int>(day.year());
    const auto digit = [](int number) {
      return static_cast<char>('0' + number % 10);
    };
    return {digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            '-',
            digit(day.month() / 10),
            digit(day.month()),
            '-',
            digit(day.day() / 10),
            digit(day.day())};
  }
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

int64_t CompletedMonths(absl::CivilDay from, absl::CivilDay to) {
  if (to < from) return -CompletedMonths(to, from);
  const int64_t months =
      (to.year() - from.year()) * 12 + (to.month() - from.month());
  if (to.day() >= from.day()) return months;
  // No month ends before its 28th.
  const bool month_ends = to.day() >= 28 && (to + 1).day() == 1;
  return month_ends ? months : months - 1;
}

}  // namespace sangam
