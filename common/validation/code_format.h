// The shapes of codes that other systems gave: numbers, tags and identifiers.
// Shape only: whether a code was ever issued is not known here.
#ifndef SANGAM_COMMON_VALIDATION_CODE_FORMAT_H_
#define SANGAM_COMMON_VALIDATION_CODE_FORMAT_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"

namespace sangam {

// A Udyam registration number, "UDYAM-ML-05-0000123".
bool IsUdyamNumber(absl::string_view text);
// A bank branch's code, "SBIN0000001".
bool IsIfsc(absl::string_view text);
// A NIC-2008 code: a section A to U, or 2 to 5 digits (a leading zero counts).
bool IsNicCode(absl::string_view text);
// A code of a list that this suite or a department keeps: "FOOD_PROCESSING".
// At most 64 characters.
bool IsCapitalCode(absl::string_view text);
// A language tag of BCP 47, loosely: "en", "kha", "mni-Mtei".
bool IsLanguageTag(absl::string_view text);
// A UUID in hexadecimal, "8-4-4-4-12".
bool IsUuid(absl::string_view text);
// An http or https address without spaces or control characters.
bool IsWebAddress(absl::string_view text);

// Add a fault on `field` unless `text` is empty or of the shape named.
void CheckIfsc(Violations& violations, absl::string_view field,
               absl::string_view text);
void CheckCapitalCode(Violations& violations, absl::string_view field,
                      absl::string_view text);
void CheckLanguageTag(Violations& violations, absl::string_view field,
                      absl::string_view text);
void CheckWebAddress(Violations& violations, absl::string_view field,
                     absl::string_view text);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_CODE_FORMAT_H_
