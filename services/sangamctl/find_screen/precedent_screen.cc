#include "services/sangamctl/find_screen/precedent_screen.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/find_screen/verdict_words.h"
#include "services/sangamctl/match_screen/screen_text.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::CellCount;
using matching::v1::Precedent;
using matching::v1::SchemePrecedents;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;

std::string CountInWords(const CellCount& count, const Words& words) {
  return count.has_count() ? FormatCount(count.count())
                           : words.Say("a few", "कुछ");
}

// "5 groups and clusters received it".
std::string WhoReceivedIt(const SchemePrecedents& scheme, const Words& words) {
  const CellCount& enterprises = scheme.enterprises();
  const bool none = enterprises.has_count() && enterprises.count() == 0;
  std::vector<std::string> who;
  if (scheme.institutions() > 0 || none) {
    who.push_back(
        absl::StrCat(FormatCount(scheme.institutions()),
                     scheme.institutions() == 1
                         ? words.Say(" group or cluster", " समूह या क्लस्टर")
                         : words.Say(" groups and clusters", " समूह और क्लस्टर")));
  }
  if (!none) {
    who.push_back(
        absl::StrCat(CountInWords(enterprises, words),
                     enterprises.has_count() && enterprises.count() == 1
                         ? words.Say(" enterprise", " उद्यम")
                         : words.Say(" enterprises", " उद्यम")));
  }
  return absl::StrCat(absl::StrJoin(who, ", "),
                      words.Say(" received it", " को मिला"));
}

std::string NowInWords(const SchemePrecedents& scheme, const Words& words) {
  if (scheme.version_in_force().empty()) {
    return words.Say("no version is in force", "अभी लागू नहीं");
  }
  return VerdictInWords(scheme.verdict(), words);
}

std::string Named(const std::string& subject, const std::string& place_title) {
  return place_title.empty() ? subject
                             : absl::StrCat(subject, ", ", place_title);
}

// An officer who sees nothing is told what would show more.
std::string LessAlikeHint(const Words& words) {
  return words.Say("--alike POINTS takes in those who are less alike.",
                   "--alike POINTS कम समान को भी दिखाता है।");
}

std::string Day(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

// "₹80,000 sanctioned, ₹50,000 received, ₹30,000 still due".
std::string SumsInWords(const matching::v1::PrecedentBenefit& benefit,
                        const Words& words) {
  std::vector<std::string> parts;
  const auto add = [&](int64_t paise, absl::string_view english,
                       absl::string_view hindi) {
    parts.push_back(
        absl::StrCat(FormatPaise(paise), words.Say(english, hindi)));
  };
  if (benefit.has_sanctioned_paise()) {
    add(benefit.sanctioned_paise(), " sanctioned", " स्वीकृत");
  }
  if (benefit.has_received_paise()) {
    add(benefit.received_paise(), " received", " प्राप्त");
  }
  if (benefit.due_paise() > 0) {
    add(benefit.due_paise(), " still due", " बाकी");
  }
  return parts.empty()
             ? words.Say("the amount is not on record", "राशि दर्ज नहीं है")
             : absl::StrJoin(parts, ", ");
}

// "64 workshed with loom at ₹9,000".
std::string LotInWords(const registry::v1::UnitLot& lot, const Words& words) {
  std::string text =
      absl::StrCat(FormatCount(lot.units()), " ", lot.description());
  if (lot.has_paise_each()) {
    absl::StrAppend(&text, words.Say(" at ", " प्रति "),
                    FormatPaise(lot.paise_each()));
  }
  return text;
}

void DrawInstalments(const matching::v1::PrecedentBenefit& benefit,
                     const Words& words, ScreenText& screen) {
  for (const auto& instalment : benefit.instalments()) {
    std::string text = FormatPaise(instalment.amount_paise());
    if (instalment.has_paid_on()) {
      absl::StrAppend(&text, words.Say(" paid on ", " भुगतान "),
                      Day(instalment.paid_on()));
    } else if (instalment.has_due_on()) {
      absl::StrAppend(&text, words.Say(" due on ", " देय "),
                      Day(instalment.due_on()));
    } else {
      absl::StrAppend(&text, words.Say(" due", " देय"));
    }
    if (!instalment.condition().empty()) {
      absl::StrAppend(&text, ", ", instalment.condition());
    }
    screen.Wrapped(kUnderItem + 2, text);
  }
}

std::string StateInWords(registry::v1::LinkageState state, const Words& words) {
  switch (state) {
    case registry::v1::LINKAGE_STATE_PROPOSED:
      return words.Say("proposed", "प्रस्तावित");
    case registry::v1::LINKAGE_STATE_APPLIED:
      return words.Say("applied", "आवेदन");
    case registry::v1::LINKAGE_STATE_SANCTIONED:
      return words.Say("sanctioned", "स्वीकृत");
    case registry::v1::LINKAGE_STATE_DISBURSED:
      return words.Say("disbursed", "वितरित");
    case registry::v1::LINKAGE_STATE_UTILISED:
      return words.Say("utilised", "उपयोग");
    default:
      return words.Say("received", "प्राप्त");
  }
}

void DrawBenefit(const matching::v1::PrecedentBenefit& benefit,
                 const Words& words, ScreenText& screen) {
  screen.Wrapped(kUnderItem, SumsInWords(benefit, words));
  std::vector<std::string> lots;
  for (const auto& lot : benefit.lots()) {
    lots.push_back(LotInWords(lot, words));
  }
  screen.Wrapped(kUnderItem + 2, absl::StrJoin(lots, "; "));
  DrawInstalments(benefit, words, screen);
  std::vector<std::string> steps;
  for (const auto& step : benefit.steps()) {
    steps.push_back(absl::StrCat(StateInWords(step.state(), words), " ",
                                 Day(step.taken_on())));
  }
  screen.Wrapped(kUnderItem + 2, absl::StrJoin(steps, " → "));
}

void DrawStory(const std::string& scheme, const std::string& subject,
               const matching::v1::TellPrecedentsResponse& stories,
               const Words& words, ScreenText& screen) {
  for (const auto& story : stories.precedents()) {
    if (story.scheme() != scheme || story.subject() != subject) continue;
    for (const auto& benefit : story.benefits()) {
      DrawBenefit(benefit, words, screen);
    }
    return;
  }
}

void DrawExample(const Precedent& precedent, const Words& words,
                 ScreenText& screen) {
  std::string text = Named(precedent.subject(), precedent.place_title());
  if (precedent.has_received_on()) {
    const std::string day = Day(precedent.received_on());
    if (!day.empty()) absl::StrAppend(&text, ", ", day);
  }
  screen.Wrapped(kItem, text);
  screen.Wrapped(kUnderItem, LikenessInWords(precedent.likeness(), words));
}

}  // namespace

std::string LikenessInWords(const matching::v1::Likeness& likeness,
                            const Words& words) {
  std::vector<std::string> parts;
  const auto add = [&](int points, absl::string_view english,
                       absl::string_view hindi) {
    if (points > 0) {
      parts.push_back(absl::StrCat(words.Say(english, hindi), " ", points));
    }
  };
  add(likeness.kind(), "kind", "प्रकार");
  add(likeness.sectors(), "sectors", "क्षेत्र");
  add(likeness.trades(), "trades and problems", "शिल्प और समस्याएँ");
  add(likeness.size(), "size", "आकार");
  add(likeness.place(), "place", "स्थान");
  return absl::StrCat(likeness.points(),
                      words.Say(" of 100 alike", " / 100 समान"),
                      parts.empty() ? "" : ": ", absl::StrJoin(parts, ", "));
}

std::string DrawPrecedents(matching::v1::FindPrecedentsResponse response,
                           matching::v1::TellPrecedentsResponse stories,
                           const Words& words, const Layout& layout) {
  MakePlain(response);
  MakePlain(stories);
  ScreenText screen(layout, words);
  for (const SchemePrecedents& scheme : response.schemes()) {
    screen.Gap();
    screen.LineWithRight(
        0,
        Bold(scheme.scheme_title().empty() ? scheme.scheme()
                                           : scheme.scheme_title(),
             layout),
        NowInWords(scheme, words));
    std::string counts = WhoReceivedIt(scheme, words);
    if (scheme.received_by_model()) {
      absl::StrAppend(&counts, words.Say("; so did this one", "; इसे भी"));
    }
    screen.Wrapped(kItem, counts);
    for (const Precedent& precedent : scheme.examples()) {
      DrawExample(precedent, words, screen);
      DrawStory(scheme.scheme(), precedent.subject(), stories, words, screen);
    }
  }
  if (response.schemes().empty()) {
    screen.Line(0, words.Say("Nobody like this one is known to have received"
                             " anything.",
                             "इस जैसे किसी को कुछ मिला हो, यह दर्ज नहीं।"));
    screen.Line(0, LessAlikeHint(words));
  }
  screen.Gap();
  screen.Line(0, absl::StrCat(FormatCount(response.alike()),
                              words.Say(" are alike", " समान हैं")));
  return screen.Take();
}

std::string DrawUnserved(matching::v1::FindUnservedResponse response,
                         const Words& words, const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  for (const auto& subject : response.subjects()) {
    screen.LineWithRight(
        0, Bold(Named(subject.subject(), subject.place_title()), layout),
        VerdictInWords(subject.verdict(), words));
    screen.Wrapped(kUnderItem, LikenessInWords(subject.likeness(), words));
  }
  if (response.subjects().empty()) {
    screen.Line(0, words.Say("Nobody alike is left who could use it.",
                             "ऐसा कोई नहीं बचा जो इसका उपयोग कर सके।"));
    screen.Line(0, LessAlikeHint(words));
  }
  screen.Gap();
  screen.Line(0, absl::StrCat(FormatCount(response.found()),
                              words.Say(" could use it and have not, ",
                                        " उपयोग कर सकते हैं और नहीं किया, "),
                              FormatCount(response.outside_district()),
                              words.Say(" of them in other districts; ",
                                        " अन्य ज़िलों में; "),
                              CountInWords(response.received(), words),
                              words.Say(" have", " कर चुके")));
  return screen.Take();
}

}  // namespace sangam::sangamctl
