#include "services/sangamctl/match_screen/match_details.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/benefit_detail.h"
#include "services/sangamctl/match_screen/benefit_words.h"
#include "services/sangamctl/match_screen/condition_lines.h"
#include "services/sangamctl/match_screen/relation_words.h"
#include "services/sangamctl/match_screen/term_words.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::Outcome;
using matching::v1::SchemeMatch;

constexpr int kHeading = 4;
constexpr int kItem = 6;
constexpr int kUnderItem = 10;

// What the attribute is called: as the match itself does, if it does.
std::string LabelOf(const std::string& attribute, const SchemeMatch& match) {
  for (const auto& field : match.collect()) {
    if (field.attribute() == attribute) return field.label();
  }
  for (const auto& condition : match.conditions()) {
    for (const auto& finding : condition.findings()) {
      if (finding.attribute() == attribute) return finding.label();
    }
  }
  absl::string_view words = attribute;
  absl::ConsumeSuffix(&words, "_paise") || absl::ConsumeSuffix(&words, "_bps");
  return absl::StrReplaceAll(words, {{"_", " "}});
}

void AppendBenefits(const SchemeMatch& match, ScreenText& screen) {
  if (match.benefits().empty()) return;
  const Layout& layout = screen.layout();
  const Words& words = screen.words();
  screen.Line(kHeading, Bold(words.Say("benefits", "लाभ"), layout));
  for (const auto& benefit : match.benefits()) {
    const std::string amount = AmountInWords(benefit, words);
    screen.Wrapped(
        kItem, absl::StrCat(Mark(benefit.condition(), layout), " ",
                            words.Of(benefit.kind()), amount.empty() ? "" : " ",
                            amount, ": ", benefit.description()));
    if (!benefit.formula().empty() && benefit.formula() != amount) {
      screen.Wrapped(
          kUnderItem,
          absl::StrCat(words.Say("reckoned as ", "गणना: "), benefit.formula()));
    }
    screen.Wrapped(kUnderItem, BenefitDetailInWords(
                                   benefit, words, [](const std::string& name) {
                                     return name;
                                   }));
    if (!benefit.missing_attributes().empty()) {
      screen.Wrapped(
          kUnderItem,
          absl::StrCat(
              words.Say("to reckon it, collect: ", "गणना के लिए चाहिए: "),
              absl::StrJoin(
                  benefit.missing_attributes(), ", ",
                  [&match](std::string* out, const std::string& name) {
                    out->append(LabelOf(name, match));
                  })));
    }
    for (const auto& tranche : benefit.tranches()) {
      const std::string sum = AmountInWords(tranche, words);
      screen.Wrapped(
          kUnderItem - 2,
          absl::StrCat(Mark(tranche.condition(), layout), " ", tranche.when(),
                       sum.empty() ? "" : ": ", sum));
    }
  }
}

void AppendFunding(const SchemeMatch& match, ScreenText& screen) {
  if (match.funding().empty()) return;
  const Words& words = screen.words();
  screen.Line(kHeading,
              Bold(words.Say("who pays", "कौन देता है"), screen.layout()));
  for (const auto& funding : match.funding()) {
    std::string text = absl::StrCat(
        Mark(funding.condition(), screen.layout()), " ",
        funding.component().empty() ? ""
                                    : absl::StrCat(funding.component(), ": "),
        SharesInWords(funding, words));
    const std::string cap = CapInWords(funding, words);
    if (!cap.empty()) absl::StrAppend(&text, "; ", cap);
    const std::string& condition = funding.description().empty()
                                       ? funding.expression()
                                       : funding.description();
    if (!condition.empty()) {
      absl::StrAppend(&text, words.Say(", if ", ", यदि "),
                      WithoutStop(condition));
    }
    screen.Wrapped(kItem, text);
  }
}

void AppendRelations(const SchemeMatch& match, ScreenText& screen) {
  if (match.relations().empty() && match.relation_findings().empty() &&
      match.variant_of().empty() && match.tops_up().empty()) {
    return;
  }
  const Words& words = screen.words();
  screen.Line(kHeading,
              Bold(words.Say("other schemes", "अन्य योजनाएँ"), screen.layout()));
  if (!match.variant_of().empty()) {
    screen.Wrapped(kItem,
                   absl::StrCat(words.Say("variant of ", "इसका राज्य रूप: "),
                                match.variant_of()));
  }
  if (!match.tops_up().empty()) {
    screen.Wrapped(kItem, absl::StrCat(words.Say("adds to ", "इसमें जोड़ती है: "),
                                       match.tops_up()));
  }
  for (const auto& finding : match.relation_findings()) {
    screen.Wrapped(kItem, RelationFindingInWords(finding, words));
  }
  for (const auto& relation : match.relations()) {
    screen.Wrapped(kItem, RelationInWords(relation, "", words));
  }
}

void AppendBeneficiary(const SchemeMatch& match, ScreenText& screen) {
  const auto& beneficiary = match.beneficiary();
  const Words& words = screen.words();
  const std::string unit = UnitInWords(beneficiary.unit(), words);
  if (unit.empty()) return;
  std::string text =
      absl::StrCat(words.Say("for each ", "प्रत्येक के लिए: "), unit);
  if (beneficiary.has_up_to()) {
    const std::string most = FormatCount(beneficiary.up_to());
    absl::StrAppend(&text,
                    words.Say(absl::StrCat(": up to ", most, " may qualify"),
                              absl::StrCat(": ", most, " तक पात्र हो सकते हैं")));
  }
  if (beneficiary.has_already_received()) {
    const std::string count = FormatCount(beneficiary.already_received());
    absl::StrAppend(&text,
                    words.Say(absl::StrCat("; ", count, " received it already"),
                              absl::StrCat("; ", count, " को पहले मिल चुका है")));
  }
  screen.Wrapped(kHeading, text);
}

void AppendDocuments(const SchemeMatch& match, ScreenText& screen) {
  if (match.documents().empty()) return;
  screen.Line(kHeading,
              Bold(screen.words().Say("documents", "दस्तावेज़"), screen.layout()));
  for (const auto& document : match.documents()) {
    screen.Wrapped(kItem, absl::StrCat(Mark(document.held(), screen.layout()),
                                       " ", document.description()));
  }
}

void AppendApplication(const SchemeMatch& match,
                       const google::type::Date& as_of, ScreenText& screen) {
  const std::string window = AvailabilityInWords(match, as_of, screen.words());
  if (!match.where_to_apply().empty() || !window.empty()) {
    screen.Line(kHeading,
                Bold(screen.words().Say("apply", "आवेदन"), screen.layout()));
  }
  for (const auto& route : match.where_to_apply()) {
    std::vector<std::string> parts = {route.description()};
    if (!route.department().empty()) parts.push_back(route.department());
    if (!route.uri().empty()) parts.push_back(route.uri());
    screen.Wrapped(kItem, absl::StrJoin(parts, " · "));
  }
  const bool obstacle = !ObstacleInWords(match, as_of, screen.words()).empty();
  screen.Wrapped(
      kItem,
      obstacle ? Yellow(absl::StrCat("! ", window), screen.layout()) : window);
}

void AppendEarlierBenefits(const SchemeMatch& match, ScreenText& screen) {
  for (const auto& earlier : match.earlier_benefits()) {
    std::string text =
        ReceivedInWords(DateInWords(earlier.received_on()), screen.words());
    if (earlier.has_units()) {
      absl::StrAppend(&text, ": ",
                      UnitsInWords(earlier.units(), match.beneficiary().unit(),
                                   screen.words()));
    }
    if (earlier.has_amount_paise()) {
      absl::StrAppend(&text, earlier.has_units() ? ", " : ": ",
                      FormatPaise(earlier.amount_paise()));
    }
    if (!earlier.linkage().empty())
      absl::StrAppend(&text, " (", earlier.linkage(), ")");
    screen.Wrapped(kHeading, text);
  }
}

}  // namespace

void AppendDetails(const SchemeMatch& match, const google::type::Date& as_of,
                   ScreenText& screen) {
  const Layout& layout = screen.layout();
  const Words& words = screen.words();
  screen.Wrapped(kHeading, Dim(absl::StrCat(match.scheme_version(), " · ",
                                            match.department_title().empty()
                                                ? match.department()
                                                : match.department_title()),
                               layout));
  screen.Line(kHeading, Bold(words.Say("conditions", "शर्तें"), layout));
  AppendConditions(match, kItem, ConditionView::kForOfficer, screen);
  if (!match.collect().empty()) {
    screen.Line(kHeading,
                Bold(words.Say("to collect", "जानकारी चाहिए"), layout));
    for (const auto& field : match.collect()) {
      screen.Wrapped(
          kItem, absl::StrCat(field.question(), " (", field.attribute(), ")"));
    }
  }
  AppendBenefits(match, screen);
  AppendFunding(match, screen);
  AppendBeneficiary(match, screen);
  AppendRelations(match, screen);
  AppendDocuments(match, screen);
  AppendApplication(match, as_of, screen);
  AppendEarlierBenefits(match, screen);
  screen.Wrapped(
      kHeading,
      Dim(absl::StrCat(words.Say("weakest source: ", "सबसे कम पुष्ट स्रोत: "),
                       words.Of(match.weakest_confidence())),
          layout));
  const std::string review = ReviewInWords(match, words);
  if (!review.empty()) screen.Wrapped(kHeading, Yellow(review, layout));
  if (!match.notes().empty()) {
    screen.Wrapped(
        kHeading, absl::StrCat(words.Say("note: ", "टिप्पणी: "), match.notes()));
  }
  screen.Gap();
}

}  // namespace sangam::sangamctl
