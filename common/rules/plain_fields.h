// The fields of a profile, read without reflection.
#ifndef SANGAM_COMMON_RULES_PLAIN_FIELDS_H_
#define SANGAM_COMMON_RULES_PLAIN_FIELDS_H_

#include "absl/strings/string_view.h"
#include "common/rules/value.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::rules {

// Writes the field's value where the profile has the field; else leaves it.
using PlainFieldReader = void (*)(const type::v1::Profile& profile,
                                  Value* value);

// The reader of a field by its name; null where there is none: of enums, whose
// values have names, and of what is no value. Reflection reads the same: a
// reader is only quicker.
PlainFieldReader ReaderOfPlainField(absl::string_view field);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_PLAIN_FIELDS_H_
