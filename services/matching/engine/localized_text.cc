#include "services/matching/engine/localized_text.h"

#include <algorithm>

namespace sangam::matching {

std::string TextIn(const type::v1::LocalizedText& text,
                   absl::string_view language_code) {
  const auto& texts = text.text();
  if (texts.empty()) return "";
  for (absl::string_view language :
       {language_code, language_code.substr(0, language_code.find('-')),
        absl::string_view("en")}) {
    const auto found = texts.find(std::string(language));
    if (found != texts.end()) return found->second;
  }
  // A map has no order of its own; the answer must.
  return std::min_element(
             texts.begin(), texts.end(),
             [](const auto& a, const auto& b) { return a.first < b.first; })
      ->second;
}

}  // namespace sangam::matching
