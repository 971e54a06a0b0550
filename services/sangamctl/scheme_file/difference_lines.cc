#include "services/sangamctl/scheme_file/difference_lines.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using Paint = std::string (*)(absl::string_view, const Layout&);

// Every line of a value behind its sign; an absent value has none.
void AppendValue(const char* sign, absl::string_view value, Paint paint,
                 const Layout& layout, std::string& text) {
  if (value.empty()) return;
  absl::ConsumeSuffix(&value, "\n");
  for (const absl::string_view line : absl::StrSplit(value, '\n')) {
    absl::StrAppend(
        &text, paint(absl::StrCat(sign, " ", PlainText(line)), layout), "\n");
  }
}

}  // namespace

std::string DrawDifferences(
    const std::string& base, const std::string& other,
    const scheme_catalog::v1::DiffSchemeVersionsResponse& response,
    const Layout& layout) {
  if (response.differences().empty()) {
    return absl::StrCat(PlainText(base), " and ", PlainText(other),
                        " have the same terms.\n");
  }
  std::string text =
      absl::StrCat(Red("--- ", layout), PlainText(base), "\n",
                   Green("+++ ", layout), PlainText(other), "\n");
  for (const auto& difference : response.differences()) {
    absl::StrAppend(&text, "\n", Bold(PlainText(difference.path()), layout),
                    "\n");
    AppendValue("-", difference.before(), &Red, layout, text);
    AppendValue("+", difference.after(), &Green, layout, text);
  }
  return text;
}

}  // namespace sangam::sangamctl
