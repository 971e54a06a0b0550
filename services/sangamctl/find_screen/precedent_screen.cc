#include "services/sangamctl/find_screen/precedent_screen.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
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

std::string VerdictInWords(matching::v1::Verdict verdict, const Words& words) {
  switch (verdict) {
    case matching::v1::VERDICT_ELIGIBLE:
      return words.Say("eligible", "पात्र");
    case matching::v1::VERDICT_NEEDS_INFORMATION:
      return words.Say("needs information", "जानकारी चाहिए");
    case matching::v1::VERDICT_NEAR_MISS:
      return words.Say("near miss", "लगभग पात्र");
    case matching::v1::VERDICT_INELIGIBLE:
      return words.Say("not eligible", "अपात्र");
    default:
      return words.Say("no verdict", "कोई निर्णय नहीं");
  }
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

void DrawExample(const Precedent& precedent, const Words& words,
                 ScreenText& screen) {
  std::string text = Named(precedent.subject(), precedent.place_title());
  if (precedent.has_received_on()) {
    const auto day = ToCivilDay(precedent.received_on(), "received_on");
    if (day.ok()) absl::StrAppend(&text, ", ", FormatDay(*day));
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
                           const Words& words, const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  for (const SchemePrecedents& scheme : response.schemes()) {
    screen.Gap();
    screen.LineWithRight(
        0,
        Bold(scheme.scheme_title().empty() ? scheme.scheme()
                                           : scheme.scheme_title(),
             layout),
        NowInWords(scheme, words));
    std::string counts =
        absl::StrCat(FormatCount(scheme.institutions()),
                     words.Say(" groups and clusters, ", " समूह और क्लस्टर, "),
                     CountInWords(scheme.enterprises(), words),
                     words.Say(" enterprises received it", " उद्यमों को मिला"));
    if (scheme.received_by_model()) {
      absl::StrAppend(&counts, words.Say("; so did this one", "; इसे भी"));
    }
    screen.Wrapped(kItem, counts);
    for (const Precedent& precedent : scheme.examples()) {
      DrawExample(precedent, words, screen);
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
