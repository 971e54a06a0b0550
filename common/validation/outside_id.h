// Identifiers that other systems gave to a subject.
#ifndef SANGAM_COMMON_VALIDATION_OUTSIDE_ID_H_
#define SANGAM_COMMON_VALIDATION_OUTSIDE_ID_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam {

// Adds a fault where the system is not 2 to 32 of A-Z, 0-9 and underscores
// beginning with a letter, the value is not 1 to 64 printable characters
// without a space at an end, or the value is not of its system's shape (UDYAM:
// a Udyam number). Fields are reported as "prefix.system" and "prefix.value".
void CheckOutsideId(Violations& violations, absl::string_view prefix,
                    const type::v1::OutsideId& id);

// Each of a list (as "prefix[2].value"), at most 20 of them, none twice.
void CheckOutsideIds(
    Violations& violations, absl::string_view prefix,
    const google::protobuf::RepeatedPtrField<type::v1::OutsideId>& ids);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_OUTSIDE_ID_H_
