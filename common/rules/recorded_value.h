// Values as messages carry them.
#ifndef SANGAM_COMMON_RULES_RECORDED_VALUE_H_
#define SANGAM_COMMON_RULES_RECORDED_VALUE_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/value.h"
#include "google/type/date.pb.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::rules {

// The day; nothing if it is not a day of the calendar.
absl::optional<absl::CivilDay> DayOf(const google::type::Date& date);

// The value, if it is of this type; else nothing. A PLACE is carried as text.
Value RecordedValue(const type::v1::AttributeValue& recorded,
                    scheme_catalog::v1::AttributeType type);

// The text in a BCP 47 language ("hi-IN" also finds "hi"), else in English,
// else in any; empty if there is none.
std::string InLanguage(const std::map<std::string, std::string>& texts,
                       absl::string_view language_code);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_RECORDED_VALUE_H_
