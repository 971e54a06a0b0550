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
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::EvaluateRuleResponse;

constexpr int kIndent = 2;

std::string TypeInWords(scheme_catalog::v1::AttributeType type) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return "a number";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return "yes or no: a condition";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return "a text";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return "a list of texts";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return "a date";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return "a place";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN:
      return "the groups and enterprises under the subject";
    default:
      return "";
  }
}

const char* OutcomeInWords(matching::v1::Outcome outcome) {
  switch (outcome) {
    case matching::v1::OUTCOME_MET:
      return "holds";
    case matching::v1::OUTCOME_NOT_MET:
      return "does not hold";
    default:
      return "can't be told";
  }
}

void AppendAdvice(const EvaluateRuleResponse& response, ScreenText& screen) {
  for (const std::string& advice : response.advice()) {
    screen.Wrapped(0,
                   Yellow(absl::StrCat("advice: ", advice), screen.layout()));
  }
}

}  // namespace

std::string DrawRuleCheck(EvaluateRuleResponse response, const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout);
  screen.Wrapped(0, response.canonical());
  screen.Wrapped(kIndent, absl::StrCat("gives ", TypeInWords(response.type())));
  screen.Wrapped(
      kIndent,
      response.attributes().empty()
          ? "reads no attribute"
          : absl::StrCat("reads ", absl::StrJoin(response.attributes(), ", ")));
  AppendAdvice(response, screen);
  return screen.Take();
}

std::string DrawRuleOutcome(EvaluateRuleResponse response,
                            const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout);
  if (response.outcome() != matching::v1::OUTCOME_UNSPECIFIED) {
    screen.Wrapped(0, absl::StrCat(Mark(response.outcome(), layout), " ",
                                   OutcomeInWords(response.outcome())));
  } else {
    screen.Wrapped(0,
                   response.value().empty() ? "not known" : response.value());
  }
  if (!response.unknown_because().empty()) {
    screen.Wrapped(kIndent,
                   absl::StrCat("because ", response.unknown_because()));
  }
  for (const auto& finding : response.findings()) {
    screen.Wrapped(kIndent, FindingInWords(finding, layout));
  }
  for (const auto& field : response.collect()) {
    screen.Wrapped(kIndent,
                   absl::StrCat(Yellow("ask: ", layout), field.question(), " (",
                                field.attribute(), ")"));
  }
  AppendAdvice(response, screen);
  const std::string as_of = DateInWords(response.basis().as_of());
  if (!as_of.empty()) {
    screen.Wrapped(0, Dim(absl::StrCat("as of ", as_of), layout));
  }
  return screen.Take();
}

std::string DrawRuleMeaning(EvaluateRuleResponse response,
                            const Layout& layout) {
  ScreenText screen(layout);
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
                           const absl::Status& status, const Layout& layout) {
  std::string text;
  for (const FieldViolation& violation : FieldViolationsOf(status)) {
    const auto fault = ReadExpressionFault(violation.description);
    if (violation.field != "expression") return "";
    const std::string place =
        source.empty() ? "" : absl::StrCat(PlainText(source), ", ");
    if (fault) {
      absl::StrAppend(&text,
                      Bold(absl::StrCat(place, "line ", fault->line,
                                        ", column ", fault->column),
                           layout),
                      "\n", DrawExpressionFault(expression, *fault, layout));
    } else {
      absl::StrAppend(&text, place, "the expression ",
                      PlainText(violation.description), "\n");
    }
  }
  return text;
}

}  // namespace sangam::sangamctl
