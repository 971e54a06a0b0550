#include "services/sangamctl/scheme_file/rule_lines.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "services/sangamctl/document/scalar_value.h"
#include "services/sangamctl/match_screen/condition_lines.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/scheme_file/expression_fault.h"
#include "services/sangamctl/scheme_file/fault_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::EvaluateRuleResponse;

constexpr int kIndent = 2;

std::string TypeInWords(scheme_catalog::v1::AttributeType type,
                        const Words& words) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return words.Say("a number", "एक संख्या");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return words.Say("yes or no: a condition", "हाँ या नहीं: एक शर्त");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return words.Say("a text", "एक पाठ");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return words.Say("a list of texts", "पाठों की सूची");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return words.Say("a date", "एक तिथि");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return words.Say("a place", "एक स्थान");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN:
      return words.Say("the groups and enterprises under the subject",
                       "इसके अंतर्गत समूह और उद्यम");
    default:
      return "";
  }
}

std::string OutcomeInWords(matching::v1::Outcome outcome, const Words& words) {
  switch (outcome) {
    case matching::v1::OUTCOME_MET:
      return words.Say("holds", "पूरी होती है");
    case matching::v1::OUTCOME_NOT_MET:
      return words.Say("does not hold", "पूरी नहीं होती");
    default:
      return words.Say("can't be told", "बताया नहीं जा सकता");
  }
}

void AppendAdvice(const EvaluateRuleResponse& response, ScreenText& screen) {
  for (const std::string& advice : response.advice()) {
    screen.Wrapped(
        0,
        Yellow(absl::StrCat(screen.words().Say("advice: ", "सुझाव: "), advice),
               screen.layout()));
  }
}

}  // namespace

std::string DrawRuleCheck(EvaluateRuleResponse response, const Words& words,
                          const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  screen.Wrapped(0, response.canonical());
  screen.Wrapped(kIndent, absl::StrCat(words.Say("gives ", "परिणाम: "),
                                       TypeInWords(response.type(), words)));
  screen.Wrapped(
      kIndent, response.attributes().empty()
                   ? words.Say("reads no attribute", "कोई विशेषता नहीं पढ़ता")
                   : absl::StrCat(words.Say("reads ", "पढ़ता है: "),
                                  absl::StrJoin(response.attributes(), ", ")));
  AppendAdvice(response, screen);
  return screen.Take();
}

std::string DrawRuleOutcome(EvaluateRuleResponse response, const Words& words,
                            const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  if (response.outcome() != matching::v1::OUTCOME_UNSPECIFIED) {
    screen.Wrapped(0, absl::StrCat(Mark(response.outcome(), layout), " ",
                                   OutcomeInWords(response.outcome(), words)));
  } else {
    screen.Wrapped(0, response.value().empty()
                          ? words.Say("not known", "ज्ञात नहीं")
                          : response.value());
  }
  if (!response.unknown_because().empty()) {
    screen.Wrapped(kIndent, absl::StrCat(words.Say("because ", "कारण: "),
                                         response.unknown_because()));
  }
  for (const auto& finding : response.findings()) {
    screen.Wrapped(kIndent, FindingInWords(finding, layout, words));
  }
  for (const auto& field : response.collect()) {
    screen.Wrapped(
        kIndent, absl::StrCat(Yellow(words.Say("ask: ", "पूछें: "), layout),
                              field.question(), " (", field.attribute(), ")"));
  }
  AppendAdvice(response, screen);
  const std::string as_of = DateInWords(response.basis().as_of());
  if (!as_of.empty()) {
    screen.Wrapped(0, Dim(words.Say(absl::StrCat("as of ", as_of),
                                    absl::StrCat(as_of, " को")),
                          layout));
  }
  return screen.Take();
}

std::string DrawRuleMeaning(EvaluateRuleResponse response, const Words& words,
                            const Layout& layout) {
  ScreenText screen(layout, words);
  for (const std::string& line : response.meaning()) {
    // The blanks in front are the level.
    const size_t level =
        line.size() - absl::StripLeadingAsciiWhitespace(line).size();
    screen.Wrapped(static_cast<int>(level),
                   PlainText(absl::StripLeadingAsciiWhitespace(line)));
  }
  MakePlain(response);
  AppendAdvice(response, screen);
  return screen.Take();
}

std::string DrawRuleFaults(const std::string& source,
                           const std::string& expression,
                           const absl::Status& status, const Words& words,
                           const Layout& layout) {
  std::string text;
  for (const FieldViolation& violation : FieldViolationsOf(status)) {
    auto fault = ReadExpressionFault(violation.description);
    if (violation.field != "expression") return "";
    const std::string place =
        source.empty() ? "" : absl::StrCat(PlainText(source), ", ");
    if (fault) {
      fault->message = FaultInWords(fault->message, words);
      absl::StrAppend(
          &text,
          Bold(absl::StrCat(place,
                            PlaceInWords(fault->line, fault->column, words)),
               layout),
          ReasonOf(status) == type::v1::ERROR_REASON_IDENTITY_NUMBER
              ? absl::StrCat(": ", fault->message, "\n")
              : absl::StrCat("\n",
                             DrawExpressionFault(expression, *fault, layout)));
    } else {
      absl::StrAppend(&text, place, words.Say("the expression ", "व्यंजक: "),
                      PlainText(violation.description), "\n");
    }
  }
  return text;
}

}  // namespace sangam::sangamctl
