#include "services/sangamctl/find_screen/taker_screen.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/screen_text.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::FindProvidersResponse;
using matching::v1::FindTakersResponse;
using matching::v1::Offer;
using matching::v1::Provider;
using matching::v1::TakerShare;
using matching::v1::UseOutcome;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;
// A screen has no room for more; --output shows all.
constexpr int kMostTakers = 10;

class TakerScreen {
 public:
  TakerScreen(const Offer& offer, const FindTakersResponse& response,
              const Words& words, const Layout& layout)
      : offer_(offer),
        response_(response),
        words_(words),
        screen_(layout, words) {}

  std::string Draw() {
    const int64_t offered =
        offer_.has_amount_paise() ? offer_.amount_paise() : offer_.units();
    screen_.LineWithRight(
        0,
        Bold(offer_.title().empty() ? words_.Say("OFFER", "प्रस्ताव")
                                    : offer_.title(),
             screen_.layout()),
        Amount(offered));
    for (const UseOutcome& use : response_.uses()) DrawUse(use);
    screen_.Gap();
    screen_.LineWithRight(0, words_.Say("shared out", "बाँटा गया"),
                          Amount(response_.assigned()));
    screen_.LineWithRight(0, words_.Say("not shared out", "शेष"),
                          Amount(response_.unassigned()));
    DrawNotServed();
    screen_.Gap();
    screen_.Wrapped(0, Dim(response_.disclaimer(), screen_.layout()));
    return screen_.Take();
  }

 private:
  std::string Amount(int64_t amount) const {
    if (offer_.has_amount_paise()) return FormatPaise(amount);
    return absl::StrCat(FormatCount(amount),
                        amount == 1 ? words_.Say(" unit", " इकाई")
                                    : words_.Say(" units", " इकाइयाँ"));
  }

  std::string TitleOf(const std::string& id) const {
    for (const auto& use : offer_.uses()) {
      if (use.id() == id && !use.description().empty()) {
        return use.description();
      }
    }
    return id;
  }

  void DrawUse(const UseOutcome& use) {
    screen_.Gap();
    screen_.LineWithRight(
        0, Bold(TitleOf(use.use()), screen_.layout()),
        absl::StrCat(Amount(use.assigned()), words_.Say(" of ", " / "),
                     Amount(use.offered())));
    int shown = 0;
    for (const TakerShare& share : response_.shares()) {
      if (share.use() != use.use()) continue;
      if (++shown <= kMostTakers) DrawShare(share);
    }
    if (shown > kMostTakers) {
      screen_.Line(kItem, absl::StrCat(words_.Say("and ", "और "),
                                       FormatCount(shown - kMostTakers),
                                       words_.Say(" more; -o json shows all",
                                                  "; -o json सब दिखाता है")));
    }
    if (use.assigned() == 0 && use.reasons().empty()) {
      screen_.Line(kItem, absl::StrCat("• ", words_.Say("nobody takes of it",
                                                        "कोई नहीं लेता")));
    }
    for (const std::string& reason : use.reasons()) {
      screen_.Wrapped(kItem, absl::StrCat("• ", reason));
    }
  }

  void DrawShare(const TakerShare& share) {
    std::string what = offer_.has_amount_paise() ? FormatPaise(share.paise())
                                                 : Amount(share.units());
    if (!offer_.has_amount_paise() && share.has_paise()) {
      absl::StrAppend(&what, ", ", FormatPaise(share.paise()));
    }
    std::string who = share.subject();
    if (!share.place_title().empty()) {
      absl::StrAppend(&who, ", ", share.place_title());
    }
    if (share.filled()) {
      absl::StrAppend(&who,
                      words_.Say(" (all it can take)", " (जितना ले सकता है)"));
    }
    screen_.LineWithRight(kItem, who, what);
  }

  void DrawNotServed() {
    if (response_.not_served().empty()) return;
    screen_.Gap();
    screen_.Line(
        0, Bold(words_.Say("NOT SERVED", "जिन्हें नहीं मिला"), screen_.layout()));
    for (const auto& one : response_.not_served()) {
      screen_.Wrapped(kItem,
                      absl::StrCat(one.subject(), " (", TitleOf(one.use()),
                                   "): ", one.detail()));
    }
  }

  const Offer& offer_;
  const FindTakersResponse& response_;
  const Words& words_;
  ScreenText screen_;
};

}  // namespace

std::string DrawTakers(const Offer& offer, FindTakersResponse response,
                       const Words& words, const Layout& layout) {
  MakePlain(response);
  Offer safe = offer;
  MakePlain(safe);
  return TakerScreen(safe, response, words, layout).Draw();
}

std::string DrawProviders(FindProvidersResponse response, const Words& words,
                          const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  for (const Provider& provider : response.providers()) {
    screen.LineWithRight(0, Bold(provider.subject(), layout),
                         provider.place_title());
    screen.Wrapped(kUnderItem, absl::StrJoin(provider.reasons(), "; "));
  }
  if (response.providers().empty()) {
    screen.Line(0, words.Say("Nobody within reach is known to offer this.",
                             "आस-पास कोई ज्ञात सेवा-प्रदाता नहीं।"));
  }
  screen.Gap();
  screen.Line(0, absl::StrCat(FormatCount(response.found()),
                              response.found() == 1
                                  ? words.Say(" offers it; of ", " देता है; ")
                                  : words.Say(" offer it; of ", " देते हैं; "),
                              FormatCount(response.may_offer()),
                              response.may_offer() == 1
                                  ? words.Say(" other that is not known",
                                              " अन्य के बारे में ज्ञात नहीं")
                                  : words.Say(" others that is not known",
                                              " अन्य के बारे में ज्ञात नहीं")));
  for (const std::string& service : response.services_without_provider()) {
    screen.Line(
        0, absl::StrCat(words.Say("nobody offers ", "कोई नहीं देता: "), service));
  }
  return screen.Take();
}

}  // namespace sangam::sangamctl
