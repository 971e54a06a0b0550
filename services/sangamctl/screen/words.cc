#include "services/sangamctl/screen/words.h"

#include <map>

#include "absl/strings/strip.h"
#include "common/rules/phrases_codes.h"

namespace sangam::sangamctl {
namespace {

bool IsOrBeginsWith(absl::string_view language, absl::string_view code) {
  return absl::ConsumePrefix(&language, code) &&
         (language.empty() || language[0] == '-');
}

}  // namespace

Words::Words(absl::string_view language)
    : language_(language), hindi_(IsOrBeginsWith(language, "hi")) {}

bool Words::Speaks(absl::string_view language) {
  return IsOrBeginsWith(language, "en") || IsOrBeginsWith(language, "hi");
}

std::string Words::Say(absl::string_view english,
                       absl::string_view hindi) const {
  return std::string(hindi_ ? hindi : english);
}

std::string Words::Pick(const type::v1::LocalizedText& text) const {
  const auto& texts = text.text();
  for (const std::string& language :
       {language_, language_.substr(0, language_.find('-')),
        std::string("en")}) {
    const auto found = texts.find(language);
    if (found != texts.end()) return found->second;
  }
  // Any, but always the same one.
  const std::map<std::string, std::string> sorted(texts.begin(), texts.end());
  return sorted.empty() ? "" : sorted.begin()->second;
}

std::string Words::OfName(absl::string_view enum_value) const {
  const rules::TwoWords* words = rules::FindTerm(enum_value);
  return words == nullptr ? std::string(enum_value)
                          : Say(words->english, words->hindi);
}

}  // namespace sangam::sangamctl
