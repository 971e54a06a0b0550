#include "services/matching/engine/formula_words.h"

#include "absl/strings/match.h"
#include "absl/strings/substitute.h"
#include "common/money/format.h"

namespace sangam::matching {

absl::string_view Say(const MatchContext& context, absl::string_view en,
                      absl::string_view hi) {
  const std::string& code = context.phrases.language_code();
  return code == "hi" || absl::StartsWith(code, "hi-") ? hi : en;
}

std::string LabelOf(const std::string& attribute, const MatchContext& context) {
  const AttributeInfo* info = context.dictionary.Find(attribute);
  return info == nullptr ? attribute
                         : info->Label(context.phrases.language_code());
}

std::string InUnitOf(const std::string& attribute, int64_t number,
                     const MatchContext& context) {
  const AttributeInfo* info = context.dictionary.Find(attribute);
  return info == nullptr ? FormatCount(number)
                         : context.phrases.Number(number, info->unit);
}

std::string NumberOrLabel(const std::string& attribute,
                          const MatchContext& context) {
  const int64_t* number = context.Number(attribute);
  return number == nullptr ? LabelOf(attribute, context)
                           : InUnitOf(attribute, *number, context);
}

std::string PaiseRange(int64_t min_paise, int64_t max_paise,
                       const MatchContext& context) {
  if (min_paise == max_paise) return FormatPaise(max_paise);
  if (min_paise == 0) {
    return absl::Substitute(Say(context, "up to $0", "$0 तक"),
                            FormatPaise(max_paise));
  }
  return absl::Substitute(Say(context, "$0 to $1", "$0 से $1"),
                          FormatPaise(min_paise), FormatPaise(max_paise));
}

std::string AtMost(bool has_cap, int64_t cap_paise,
                   const MatchContext& context) {
  if (!has_cap) return "";
  return absl::Substitute(Say(context, ", at most $0", ", अधिकतम $0"),
                          FormatPaise(cap_paise));
}

}  // namespace sangam::matching
