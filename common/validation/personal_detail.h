// Persons' names and telephone numbers, which registers are full of and which
// are never taken in.
#ifndef SANGAM_COMMON_VALIDATION_PERSONAL_DETAIL_H_
#define SANGAM_COMMON_VALIDATION_PERSONAL_DETAIL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace sangam {

// Whether `text` holds what looks like an Indian mobile number: ten digits of
// which the first is 6 to 9, after +91, 91 or 0 or nothing, written together or
// in groups such as 5-5, 3-3-4, 4-6 or of two with one space, hyphen or point
// between, and not part of a longer run; in the digits of any script of India.
bool HoldsPhoneNumber(absl::string_view text);

// Whether `text` holds a mark by which a person is named: "Smt", "Shrimati" in
// any script of India, "Mrs", "Mr", or of whom one is the wife, daughter or son
// ("W/o"); or is "Kumari" and a name. "Shri" and "Sri" are no such marks,
// because groups bear them in their names.
bool NamesAPerson(absl::string_view text);

// Whether a column with this heading holds what must not be taken in: names of
// members and office bearers, telephone numbers, Aadhaar numbers, bank account
// numbers ("Member Name", "President", "Mobile No.").
bool IsPersonalHeading(absl::string_view heading);

// INVALID_ARGUMENT on each text of `message` that holds either; fields as seen
// from it. Resource names and what other systems gave as identifiers may be any
// number, and are not looked at.
absl::Status RefusePersonalDetails(const google::protobuf::Message& message);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_PERSONAL_DETAIL_H_
