// Aadhaar numbers are never taken in.
#ifndef SANGAM_COMMON_VALIDATION_IDENTITY_NUMBER_H_
#define SANGAM_COMMON_VALIDATION_IDENTITY_NUMBER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace sangam {

// Whether `text` holds what looks like an Aadhaar number: twelve digits that
// are not part of a longer run of digits, written together or as 4-4-4 with up
// to three spaces, ends of lines or hyphens between, in European, Indian or
// Arabic digits; or as 4/4/4, 8 4, 4 8 or in twos, if the last is the check
// digit. A UUID's groups do not count.
bool HoldsIdentityNumber(absl::string_view text);

// INVALID_ARGUMENT, IDENTITY_NUMBER if any text within `message` (nested ones,
// lists, keys and values of maps) holds what looks like an Aadhaar number. The
// fields are named as seen from `message` ("group.profile.products.values[2]");
// the number is never repeated. In fields that hold what the services made
// (tokens, etags) and in request ids only a number between other characters
// than letters and digits counts. In expressions the numbers of the rule do not
// count, and a fault says at which line and column it stands. In outside ids
// the groups that need a check digit do not count.
//
// INVALID_ARGUMENT too on each text with a NUL character, which can't be stored
// everywhere.
absl::Status RefuseIdentityNumbers(const google::protobuf::Message& message);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_IDENTITY_NUMBER_H_
