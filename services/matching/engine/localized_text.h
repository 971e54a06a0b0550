// Picks the language of a text.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_LOCALIZED_TEXT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_LOCALIZED_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "sangam/type/v1/localized_text.pb.h"

namespace sangam::matching {

// The text in this language ("hi-IN"), else in its base language ("hi"), else
// in English, else in the first language by code; empty if there is no text.
std::string TextIn(const type::v1::LocalizedText& text,
                   absl::string_view language_code);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_LOCALIZED_TEXT_H_
