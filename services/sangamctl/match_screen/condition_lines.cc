#include "services/sangamctl/match_screen/condition_lines.h"

#include "absl/strings/str_cat.h"
#include "services/sangamctl/match_screen/reason_words.h"
#include "services/sangamctl/match_screen/term_words.h"

namespace sangam::sangamctl {

std::string Mark(matching::v1::Outcome outcome, const Layout& layout) {
  switch (outcome) {
    case matching::v1::OUTCOME_MET:
      return Green("✓", layout);
    case matching::v1::OUTCOME_NOT_MET:
      return Red("✗", layout);
    default:
      return Yellow("?", layout);
  }
}

std::string FindingInWords(const matching::v1::Finding& finding,
                           const Layout& layout, const Words& words) {
  std::string text = ShortfallInWords(finding, words);
  if (finding.outcome() == matching::v1::OUTCOME_MET) {
    text = absl::StrCat(finding.label(), ": ", finding.actual(), " (",
                        finding.required(), ")");
  } else if (finding.outcome() == matching::v1::OUTCOME_UNKNOWN) {
    // What is known may not suffice: a place too coarse, a rate without a
    // value.
    text = absl::StrCat(finding.label(), ": ",
                        finding.actual().empty()
                            ? words.Say("not known", "ज्ञात नहीं")
                            : finding.actual(),
                        words.Say("; needs ", "; अपेक्षित "), finding.required());
  }
  return absl::StrCat(Mark(finding.outcome(), layout), " ", text);
}

void AppendConditions(const matching::v1::SchemeMatch& match, int indent,
                      ConditionView view, ScreenText& screen) {
  const Layout& layout = screen.layout();
  const Words& words = screen.words();
  if (match.conditions().empty()) {
    screen.Line(indent,
                words.Say("none: open to all", "कोई नहीं: सभी के लिए खुली"));
  }
  for (const auto& condition : match.conditions()) {
    screen.Wrapped(indent, absl::StrCat(Mark(condition.outcome(), layout), " ",
                                        view == ConditionView::kForAuthor
                                            ? absl::StrCat(condition.id(), ": ")
                                            : "",
                                        condition.description()));
    for (const auto& finding : FindingsToTell(condition)) {
      screen.Wrapped(indent + 2, FindingInWords(finding, layout, words));
    }
    if (view == ConditionView::kForAuthor) continue;
    for (const auto& citation : condition.citations()) {
      screen.Wrapped(indent + 4, Dim(SourceInWords(citation, words), layout));
    }
  }
}

}  // namespace sangam::sangamctl
