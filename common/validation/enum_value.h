// Values of enums. proto3 lets any number through, so each is checked here.
#ifndef SANGAM_COMMON_VALIDATION_ENUM_VALUE_H_
#define SANGAM_COMMON_VALIDATION_ENUM_VALUE_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace sangam {

// Add a fault naming the values allowed, unless `value` is one of the enum's.
// The value 0 (not stated) is a fault only if `required`.
void CheckEnumNumber(Violations& violations, absl::string_view field,
                     const google::protobuf::EnumDescriptor& type, int value,
                     bool required);

template <typename Enum>
void CheckRequiredEnum(Violations& violations, absl::string_view field,
                       Enum value) {
  CheckEnumNumber(violations, field,
                  *google::protobuf::GetEnumDescriptor<Enum>(), value, true);
}

template <typename Enum>
void CheckOptionalEnum(Violations& violations, absl::string_view field,
                       Enum value) {
  CheckEnumNumber(violations, field,
                  *google::protobuf::GetEnumDescriptor<Enum>(), value, false);
}

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_ENUM_VALUE_H_
