// Texts with a NUL character (U+0000), which not every store can hold, and no
// person writes.
#ifndef SANGAM_COMMON_VALIDATION_NUL_CHARACTER_H_
#define SANGAM_COMMON_VALIDATION_NUL_CHARACTER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/validation/field_path.h"
#include "common/validation/violations.h"
#include "google/protobuf/message.h"

namespace sangam {

// Adds a fault if `text` holds one; whether it does.
bool CheckNoNul(Violations& violations, const FieldPath& path,
                absl::string_view text);

// INVALID_ARGUMENT on every text within `message` that holds one. The runtime
// asks it of each request (see ServerRuntime).
absl::Status RefuseNulCharacters(const google::protobuf::Message& message);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_NUL_CHARACTER_H_
