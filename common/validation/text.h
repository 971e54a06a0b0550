// Texts that people write: bounded in length, free of control characters.
#ifndef SANGAM_COMMON_VALIDATION_TEXT_H_
#define SANGAM_COMMON_VALIDATION_TEXT_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "sangam/type/v1/localized_text.pb.h"

namespace sangam {

// Most characters (code points, not bytes) of a name or label on one line, ...
inline constexpr size_t kTitleLength = 300;
// ... and of a text of several sentences.
inline constexpr size_t kTextLength = 4000;

// Add a fault where `text` is longer than `max_characters` or holds a control
// character: any of Unicode's, and the marks that turn the direction of
// writing. A tab or an end of line is allowed only where more than kTitleLength
// characters are. The first also refuses a text that is empty or all spaces.
void CheckRequiredText(Violations& violations, absl::string_view field,
                       absl::string_view text, size_t max_characters);
void CheckOptionalText(Violations& violations, absl::string_view field,
                       absl::string_view text, size_t max_characters);

// The same for a text in several languages: at most 30 languages, each tag a
// language tag, no text empty. A required one has a text in English ("en").
// Fields are reported as `field.text["hi"]`.
void CheckRequiredLocalizedText(Violations& violations, absl::string_view field,
                                const type::v1::LocalizedText& text,
                                size_t max_characters);
void CheckOptionalLocalizedText(Violations& violations, absl::string_view field,
                                const type::v1::LocalizedText& text,
                                size_t max_characters);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_TEXT_H_
