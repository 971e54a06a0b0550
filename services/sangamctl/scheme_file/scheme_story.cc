#include "services/sangamctl/scheme_file/scheme_story.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;
constexpr int kMeaning = 6;

// Tells one version; lives as long as that takes.
class SchemeStory {
 public:
  SchemeStory(const StoryMaterial& material, const StoryWords& words,
              const Layout& layout)
      : material_(material),
        scheme_(material.scheme),
        version_(material.version),
        words_(words),
        screen_(layout) {}

  std::string Draw() {
    DrawHead();
    DrawConditions();
    DrawBenefits();
    DrawFunding();
    DrawRelations();
    DrawApplication();
    DrawHistory();
    return screen_.Take();
  }

 private:
  std::string Say(absl::string_view english, absl::string_view hindi) const {
    return words_.Say(english, hindi);
  }

  // "Title (name)", or the name alone.
  std::string Titled(const std::string& name) const {
    const auto found = material_.titles.find(name);
    return found == material_.titles.end() || found->second.empty()
               ? name
               : absl::StrCat(found->second, " (", name, ")");
  }

  void Heading(absl::string_view english, absl::string_view hindi) {
    screen_.Gap();
    screen_.Line(0, Bold(Say(english, hindi), screen_.layout()));
  }

  // What the expression means, a line for each part.
  void Meaning(const std::string& expression) {
    if (expression.empty()) return;
    const auto found = material_.meanings.find(expression);
    if (found == material_.meanings.end() || found->second.empty()) {
      screen_.Wrapped(kMeaning, Dim(expression, screen_.layout()));
      return;
    }
    for (const std::string& line : found->second) {
      const absl::string_view text = absl::StripLeadingAsciiWhitespace(line);
      screen_.Wrapped(kMeaning + static_cast<int>(line.size() - text.size()),
                      Dim(text, screen_.layout()));
    }
  }

  void Sources(
      const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations) {
    for (const auto& citation : citations) {
      screen_.Wrapped(kUnderItem,
                      Dim(SourceInWords(citation), screen_.layout()));
    }
  }

  void DrawHead() {
    const std::string title = words_.Pick(scheme_.title());
    screen_.Wrapped(
        0,
        absl::StrCat(
            Bold(title.empty() ? version_.name() : title, screen_.layout()),
            title.empty() ? "" : " · ", title.empty() ? "" : version_.name()));
    if (!scheme_.department().empty()) {
      screen_.Wrapped(0, absl::StrCat(Say("offered by ", "विभाग: "),
                                      Titled(scheme_.department())));
    }
    screen_.Wrapped(0, words_.Pick(scheme_.purpose()));
    for (const auto& [english, hindi, name] :
         {std::tuple{"variant of ", "इसका राज्य रूप: ", scheme_.variant_of()},
          std::tuple{"adds to ", "इसमें जोड़ती है: ", scheme_.tops_up()},
          std::tuple{"its place was taken by ",
                     "अब इसके स्थान पर: ", scheme_.superseded_by()}}) {
      if (name.empty()) continue;
      screen_.Wrapped(0, absl::StrCat(Say(english, hindi), Titled(name)));
    }
    std::vector<std::string> parts = {StateInWords()};
    const std::string from = DateInWords(version_.effective_from());
    const std::string until = DateInWords(version_.effective_until());
    if (!from.empty()) {
      parts.push_back(
          Say(absl::StrCat("from ", from), absl::StrCat(from, " से")));
    }
    if (!until.empty()) {
      parts.push_back(
          Say(absl::StrCat("until ", until), absl::StrCat(until, " तक")));
    }
    const std::string closed = DateInWords(version_.closed_on());
    if (!closed.empty()) {
      parts.push_back(Say(absl::StrCat("closed on ", closed),
                          absl::StrCat(closed, " को बंद")));
    }
    screen_.Wrapped(0, absl::StrJoin(parts, " · "));
    if (!version_.supersedes().empty()) {
      screen_.Wrapped(
          0, absl::StrCat(Say("takes the place of ", "पहले के स्थान पर: "),
                          absl::StrJoin(version_.supersedes(), ", ")));
    }
  }

  std::string StateInWords() const {
    switch (version_.state()) {
      case catalog::SCHEME_VERSION_STATE_DRAFT:
        return Say("draft", "मसौदा");
      case catalog::SCHEME_VERSION_STATE_SUBMITTED:
        return Say("submitted", "अनुमोदन हेतु प्रस्तुत");
      case catalog::SCHEME_VERSION_STATE_PUBLISHED:
        return Say("published", "प्रकाशित");
      case catalog::SCHEME_VERSION_STATE_SUSPENDED:
        return Say("suspended", "स्थगित");
      case catalog::SCHEME_VERSION_STATE_CLOSED:
        return Say("closed", "बंद");
      default:
        return Say("draft", "मसौदा");
    }
  }

  void DrawConditions() {
    Heading("WHO CAN APPLY: all of these hold",
            "कौन आवेदन कर सकता है: ये सभी शर्तें");
    if (version_.conditions().empty()) {
      screen_.Wrapped(kItem, Say("everyone", "सभी"));
    }
    for (const auto& condition : version_.conditions()) {
      screen_.Wrapped(kItem,
                      absl::StrCat("• ", words_.Pick(condition.description())));
      Meaning(condition.expression());
      Sources(condition.citations());
    }
    const std::string unit = UnitInWords(version_.beneficiary().unit());
    if (!unit.empty()) {
      screen_.Wrapped(
          kItem, absl::StrCat(Say("meant for each ", "प्रत्येक के लिए: "), unit));
    }
  }

  void DrawBenefits() {
    if (version_.benefits().empty()) return;
    Heading("WHAT IT GIVES", "क्या मिलता है");
    for (const auto& benefit : version_.benefits()) {
      const std::string told = words_.Pick(benefit.description_by_language());
      screen_.Wrapped(
          kItem, absl::StrCat("• ", BenefitKindInWords(benefit.kind()), ": ",
                              told.empty() ? benefit.description() : told));
      const std::string amount =
          AmountInWords(benefit.amount(), material_.attributes, words_);
      if (!amount.empty()) {
        screen_.Wrapped(kUnderItem,
                        absl::StrCat(Say("sum: ", "राशि: "), amount));
      }
      if (benefit.amount().has_computed()) {
        Meaning(benefit.amount().computed().expression());
      }
      Only(benefit.condition(), benefit.condition_description());
      for (const auto& tranche : benefit.tranches()) {
        screen_.Wrapped(kUnderItem,
                        absl::StrCat(FormatBasisPoints(tranche.share_bps()),
                                     ": ", words_.Pick(tranche.when())));
        Meaning(tranche.condition());
      }
      Sources(benefit.citations());
    }
  }

  // What must hold for a part of the terms.
  void Only(const std::string& expression,
            const type::v1::LocalizedText& description) {
    if (expression.empty()) return;
    const std::string told = words_.Pick(description);
    screen_.Wrapped(kUnderItem,
                    told.empty()
                        ? Say("only if:", "केवल यदि:")
                        : absl::StrCat(Say("only if: ", "केवल यदि: "), told));
    Meaning(expression);
  }

  void DrawFunding() {
    if (version_.funding().empty()) return;
    Heading("WHO PAYS: of each part the first case that holds",
            "कौन देता है: हर भाग में पहली लागू स्थिति");
    for (const auto& rule : version_.funding()) {
      // The match screen tells shares and caps of an estimate in words.
      matching::v1::FundingEstimate estimate;
      *estimate.mutable_shares() = rule.shares();
      if (rule.has_cap_paise()) estimate.set_cap_paise(rule.cap_paise());
      estimate.set_capped_party(rule.capped_party());
      std::string text = absl::StrCat(
          "• ",
          rule.component().empty() ? "" : absl::StrCat(rule.component(), ": "),
          SharesInWords(estimate));
      const std::string cap = CapInWords(estimate);
      if (!cap.empty()) absl::StrAppend(&text, "; ", cap);
      screen_.Wrapped(kItem, text);
      Only(rule.condition(), rule.description());
      Sources(rule.citations());
    }
  }

  void DrawRelations() {
    if (version_.relations().empty()) return;
    Heading("OTHER SCHEMES", "अन्य योजनाएँ");
    for (const auto& relation : version_.relations()) {
      catalog::SchemeRelation told = relation;
      // One text, so that it is told in the language asked for.
      const std::string description = words_.Pick(relation.description());
      told.mutable_description()->clear_text();
      if (!description.empty()) {
        (*told.mutable_description()->mutable_text())["en"] = description;
      }
      const auto title = material_.titles.find(relation.scheme());
      screen_.Wrapped(
          kItem, absl::StrCat(
                     "• ", RelationInWords(told, title == material_.titles.end()
                                                     ? ""
                                                     : title->second)));
      Sources(relation.citations());
    }
  }

  void DrawApplication() {
    Heading("HOW TO APPLY", "आवेदन कैसे करें");
    const std::string opens = DateInWords(version_.window().opens_on());
    const std::string closes = DateInWords(version_.window().closes_on());
    if (opens.empty() && closes.empty()) {
      screen_.Wrapped(kItem, Say("no dates are known", "कोई तिथि ज्ञात नहीं"));
    }
    if (!opens.empty()) {
      screen_.Wrapped(kItem, absl::StrCat(Say("from ", "आरंभ: "), opens));
    }
    if (!closes.empty()) {
      screen_.Wrapped(kItem,
                      absl::StrCat(Say("until ", "अंतिम तिथि: "), closes));
    }
    for (const auto& suspension : version_.suspensions()) {
      const std::string until = DateInWords(suspension.suspended_until());
      screen_.Wrapped(
          kItem,
          absl::StrCat(
              Say("suspended from ", "स्थगित, आरंभ: "),
              DateInWords(suspension.suspended_from()),
              until.empty() ? ""
                            : absl::StrCat(Say(" until ", ", अंत: "), until),
              suspension.cause() == catalog::SUSPENSION_CAUSE_BUDGET_EXHAUSTED
                  ? Say("; the money of the period is spent",
                        "; अवधि की राशि समाप्त")
                  : ""));
    }
    for (const auto& route : version_.where_to_apply()) {
      std::vector<std::string> parts = {route.description()};
      if (!route.department().empty()) {
        parts.push_back(Titled(route.department()));
      }
      if (!route.uri().empty()) parts.push_back(route.uri());
      parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
      screen_.Wrapped(kItem, absl::StrCat("• ", absl::StrJoin(parts, " · ")));
    }
    for (const auto& document : version_.documents()) {
      screen_.Wrapped(kItem, absl::StrCat(Say("bring: ", "साथ लाएँ: "),
                                          document.description()));
    }
  }

  void DrawHistory() {
    Heading("ABOUT THIS TEXT", "इस पाठ के बारे में");
    if (!version_.authors().empty()) {
      screen_.Wrapped(kItem,
                      absl::StrCat(Say("written by ", "लेखक: "),
                                   absl::StrJoin(version_.authors(), ", ")));
    }
    for (const auto& [english, hindi, value] :
         {std::tuple{"submitted by ", "प्रस्तुतकर्ता: ", version_.submitted_by()},
          std::tuple{"published by ", "प्रकाशक: ", version_.published_by()},
          std::tuple{"compared with its sources on ",
                     "स्रोतों से मिलान: ", DateInWords(version_.verified_on())},
          std::tuple{"to be compared again by ",
                     "पुनः मिलान की तिथि: ", DateInWords(version_.review_by())},
          std::tuple{"review: ", "समीक्षा: ", version_.review_note()},
          std::tuple{"note: ", "टिप्पणी: ", version_.notes()}}) {
      if (value.empty()) continue;
      screen_.Wrapped(kItem, absl::StrCat(Say(english, hindi), value));
    }
    if (version_.authors().empty() && version_.published_by().empty()) {
      screen_.Wrapped(kItem, Say("not stored, or stored without an account",
                                 "संग्रहीत नहीं, या बिना खाते के"));
    }
    for (const auto& citation : version_.citations()) {
      screen_.Wrapped(kItem, Dim(SourceInWords(citation), screen_.layout()));
    }
  }

  const StoryMaterial& material_;
  const catalog::Scheme& scheme_;
  const catalog::SchemeVersion& version_;
  const StoryWords& words_;
  ScreenText screen_;
};

}  // namespace

std::vector<std::string> ExpressionsOf(const catalog::SchemeVersion& version) {
  std::vector<std::string> all;
  for (const auto& condition : version.conditions()) {
    all.push_back(condition.expression());
  }
  for (const auto& benefit : version.benefits()) {
    all.push_back(benefit.condition());
    all.push_back(benefit.amount().computed().expression());
    for (const auto& tranche : benefit.tranches()) {
      all.push_back(tranche.condition());
    }
  }
  for (const auto& rule : version.funding()) all.push_back(rule.condition());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  all.erase(std::remove(all.begin(), all.end(), ""), all.end());
  return all;
}

std::string DrawStory(StoryMaterial material, const StoryWords& words,
                      const Layout& layout) {
  // Expressions are the keys of their meanings, so both are made plain alike.
  std::map<std::string, std::vector<std::string>> meanings;
  for (auto& [expression, lines] : material.meanings) {
    for (std::string& line : lines) line = PlainText(line);
    meanings[PlainText(expression)] = std::move(lines);
  }
  material.meanings = std::move(meanings);
  for (auto& [name, title] : material.titles) title = PlainText(title);
  for (auto& [name, word] : material.attributes) {
    word.label = PlainText(word.label);
  }
  MakePlain(material.scheme);
  MakePlain(material.version);
  return SchemeStory(material, words, layout).Draw();
}

}  // namespace sangam::sangamctl
