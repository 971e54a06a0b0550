#include "services/sangamctl/find_screen/guidance_screen.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/find_screen/verdict_words.h"
#include "services/sangamctl/match_screen/condition_lines.h"
#include "services/sangamctl/match_screen/reason_words.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::ModelFit;
using matching::v1::ProblemRemedies;
using matching::v1::SchemeMatch;
using matching::v1::SuggestedRemedy;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;

std::string PayerInWords(scheme_catalog::v1::RevenueKind kind,
                         const Words& words) {
  switch (kind) {
    case scheme_catalog::v1::REVENUE_KIND_USER_FEE:
      return words.Say("user fee", "उपयोगकर्ता शुल्क");
    case scheme_catalog::v1::REVENUE_KIND_SALE:
      return words.Say("sale", "बिक्री");
    case scheme_catalog::v1::REVENUE_KIND_CONTRACT:
      return words.Say("contract", "अनुबंध");
    case scheme_catalog::v1::REVENUE_KIND_PUBLIC_FUNDS:
      return words.Say("public funds", "सार्वजनिक निधि");
    default:
      return words.Say("income", "आय");
  }
}

std::string FitInWords(matching::v1::Outcome outcome, const Words& words) {
  switch (outcome) {
    case matching::v1::OUTCOME_MET:
      return words.Say("is for this one", "इसके लिए है");
    case matching::v1::OUTCOME_NOT_MET:
      return words.Say("is not for this one", "इसके लिए नहीं है");
    default:
      return words.Say("may be for this one", "इसके लिए हो सकता है");
  }
}

template <typename Citations>
void DrawSources(const Citations& citations, const Words& words,
                 ScreenText& screen) {
  for (const auto& citation : citations) {
    screen.Wrapped(kUnderItem + 2,
                   Dim(SourceInWords(citation, words), screen.layout()));
  }
}

// "Coir Udyami Yojana: not eligible; kind of subject: needs SHG".
std::string MatchInWords(const SchemeMatch& match, const Words& words) {
  std::string text =
      absl::StrCat(match.title(), ": ", VerdictInWords(match.verdict(), words));
  if (match.has_near_miss()) {
    absl::StrAppend(&text, "; ", ShortfallInWords(match.near_miss(), words));
  }
  std::vector<std::string> missing;
  for (const auto& field : match.collect()) missing.push_back(field.label());
  if (!missing.empty()) {
    absl::StrAppend(&text, words.Say("; still to ask: ", "; पूछना है: "),
                    absl::StrJoin(missing, ", "));
  }
  return text;
}

void DrawWarnings(const ModelFit& fit, const Words& words, ScreenText& screen) {
  if (fit.warnings().empty()) return;
  screen.Line(kItem, words.Say("What goes wrong", "क्या बिगड़ता है"));
  for (const auto& warning : fit.warnings()) {
    const bool concerns = warning.outcome() == matching::v1::OUTCOME_MET;
    screen.Wrapped(
        kUnderItem,
        absl::StrCat(
            concerns ? Red("!", screen.layout()) : Yellow("?", screen.layout()),
            " ", warning.description(),
            concerns ? ""
                     : words.Say(" (it may concern this one)",
                                 " (इस पर लागू हो सकता है)")));
    DrawSources(warning.citations(), words, screen);
  }
}

void DrawNeeds(const ModelFit& fit, const Words& words, ScreenText& screen) {
  screen.Line(kItem, words.Say("What a plan must cover", "योजना में क्या हो"));
  for (const auto& need : fit.plan().terms().needs()) {
    screen.LineWithRight(
        kUnderItem, absl::StrCat(need.id(), ": ", need.description()),
        need.has_cost_paise() ? FormatPaise(need.cost_paise())
                              : words.Say("cost to be stated", "लागत बतानी है"));
  }
}

void DrawModel(const ModelFit& fit, const Words& words, ScreenText& screen) {
  screen.Gap();
  screen.LineWithRight(0, Bold(fit.title(), screen.layout()),
                       FitInWords(fit.applies().outcome(), words));
  screen.Line(kItem, fit.model());
  screen.Wrapped(kItem, fit.description());
  screen.Line(kItem, words.Say("What it lives by", "आय कहाँ से"));
  for (const auto& source : fit.revenue_sources()) {
    screen.Wrapped(kUnderItem,
                   absl::StrCat(PayerInWords(source.kind(), words), ": ",
                                words.Pick(source.description())));
  }
  if (!fit.prerequisites().empty()) {
    screen.Line(kItem, words.Say("What must be there", "पहले से क्या हो"));
    SchemeMatch conditions;
    *conditions.mutable_conditions() = fit.prerequisites();
    AppendConditions(conditions, kUnderItem, ConditionView::kForOfficer,
                     screen);
  }
  DrawWarnings(fit, words, screen);
  DrawNeeds(fit, words, screen);
  if (!fit.roles().empty()) {
    screen.Line(kItem, words.Say("Who must take part", "किसे भाग लेना है"));
  }
  for (const auto& role : fit.roles()) {
    screen.Wrapped(kUnderItem, absl::StrCat(role.role(), ": ",
                                            words.Pick(role.description())));
  }
  if (!fit.schemes().empty()) {
    screen.Line(kItem, words.Say("Schemes for it", "इसके लिए योजनाएँ"));
  }
  for (const SchemeMatch& match : fit.schemes()) {
    screen.Wrapped(kUnderItem, MatchInWords(match, words));
  }
  screen.Wrapped(kItem, fit.notes());
}

std::string SourcesInWords(const ProblemRemedies& problem, const Words& words) {
  std::vector<std::string> parts;
  for (const int source : problem.sources()) {
    switch (source) {
      case matching::v1::PROBLEM_SOURCE_REPORTED:
        parts.push_back(words.Say("reported", "बताई गई"));
        break;
      case matching::v1::PROBLEM_SOURCE_RECORDED:
        parts.push_back(words.Say("on record", "दर्ज"));
        break;
      case matching::v1::PROBLEM_SOURCE_RECOGNISED:
        parts.push_back(words.Say("shown by the facts", "तथ्यों से दिखती"));
        break;
      default:
        break;
    }
  }
  return absl::StrJoin(parts, ", ");
}

void DrawRemedy(int number, const SuggestedRemedy& remedy,
                const std::string& subject, const Words& words,
                ScreenText& screen) {
  std::string text = absl::StrCat(number, ". ", remedy.description());
  if (remedy.applies() == matching::v1::OUTCOME_UNKNOWN) {
    absl::StrAppend(&text, words.Say(" (it may help this one)",
                                     " (इसकी सहायता कर सकता है)"));
  }
  screen.Wrapped(kItem, text);
  if (remedy.has_match()) {
    screen.Wrapped(kUnderItem, MatchInWords(remedy.match(), words));
  } else if (!remedy.scheme().empty()) {
    screen.Wrapped(kUnderItem, absl::StrCat(remedy.scheme(), ": ",
                                            words.Say("no version is in force",
                                                      "अभी लागू नहीं")));
  }
  if (!remedy.service().empty()) {
    // By itself on a line, to be copied.
    screen.Line(kUnderItem, absl::StrCat("sangamctl find providers ",
                                         subject.empty() ? "NAME" : subject,
                                         " --service ", remedy.service()));
  }
  DrawSources(remedy.citations(), words, screen);
}

}  // namespace

std::string DrawModels(matching::v1::FitModelsResponse response,
                       const Words& words, const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  for (const ModelFit& fit : response.models()) DrawModel(fit, words, screen);
  if (response.models().empty()) {
    screen.Line(0, words.Say("No model of the catalogue is for this one.",
                             "सूची का कोई मॉडल इसके लिए नहीं है।"));
    return screen.Take();
  }
  screen.Gap();
  screen.Wrapped(0, response.disclaimer());
  return screen.Take();
}

std::string DrawRemedies(matching::v1::SuggestRemediesResponse response,
                         const Words& words, const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  for (const ProblemRemedies& problem : response.problems()) {
    screen.Gap();
    screen.LineWithRight(0, Bold(problem.title(), layout),
                         SourcesInWords(problem, words));
    screen.Wrapped(kItem, problem.description());
    for (int i = 0; i < problem.remedies_size(); ++i) {
      DrawRemedy(i + 1, problem.remedies(i), response.subject(), words, screen);
    }
  }
  if (response.problems().empty()) {
    screen.Line(0, words.Say("No problem is known of this one; --problem"
                             " reports one.",
                             "कोई समस्या ज्ञात नहीं; --problem से बताएँ।"));
  }
  if (!response.possible_problems().empty()) {
    screen.Gap();
    screen.Line(0, words.Say("Not known yet", "अभी ज्ञात नहीं"));
  }
  for (const auto& possible : response.possible_problems()) {
    std::vector<std::string> questions;
    for (const auto& field : possible.collect()) {
      questions.push_back(field.question());
    }
    screen.Wrapped(kItem, absl::StrCat(possible.title(), ": ",
                                       absl::StrJoin(questions, " ")));
  }
  if (!response.undescribed_codes().empty()) {
    screen.Gap();
    screen.Wrapped(
        0, absl::StrCat(words.Say("On record, and described by no survey"
                                  " problem: ",
                                  "दर्ज, पर सूची में नहीं: "),
                        absl::StrJoin(response.undescribed_codes(), ", ")));
  }
  screen.Gap();
  screen.Wrapped(0, response.disclaimer());
  return screen.Take();
}

}  // namespace sangam::sangamctl
