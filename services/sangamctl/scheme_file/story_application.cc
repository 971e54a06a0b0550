#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/scheme_file/story_screen.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

void TellSuspension(const catalog::Suspension& suspension,
                    StoryScreen& screen) {
  const std::string until = DateInWords(suspension.suspended_until());
  screen.Item(absl::StrCat(
      screen.Say("suspended from ", "स्थगित, आरंभ: "),
      DateInWords(suspension.suspended_from()),
      until.empty() ? "" : absl::StrCat(screen.Say(" until ", ", अंत: "), until),
      "; ", screen.words().Of(suspension.cause())));
  screen.Sources(suspension.citations());
}

void TellRoute(const catalog::ApplicationRoute& route, StoryScreen& screen) {
  std::vector<std::string> parts = {route.description()};
  if (!route.department().empty()) {
    parts.push_back(screen.Titled(route.department()));
  }
  if (!route.uri().empty()) parts.push_back(route.uri());
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  screen.Item(absl::StrCat("• ", absl::StrJoin(parts, " · ")));
}

void TellDocument(const catalog::DocumentRequirement& document,
                  StoryScreen& screen) {
  screen.Item(
      absl::StrCat(screen.Say("bring: ", "साथ लाएँ: "), document.description()));
  if (document.held_attribute().empty()) return;
  screen.UnderItem(absl::StrCat(screen.Say("on record as: ", "अभिलेख में: "),
                                screen.Labelled(document.held_attribute())));
}

}  // namespace

void TellApplication(StoryScreen& screen) {
  const catalog::SchemeVersion& version = screen.material().version;
  screen.Heading("HOW TO APPLY", "आवेदन कैसे करें");
  const std::string opens = DateInWords(version.window().opens_on());
  const std::string closes = DateInWords(version.window().closes_on());
  if (opens.empty() && closes.empty()) {
    screen.Item(screen.Say("no dates are known", "कोई तिथि ज्ञात नहीं"));
  }
  screen.Item("from ", "आरंभ: ", opens);
  screen.Item("until ", "अंतिम तिथि: ", closes);
  for (const auto& suspension : version.suspensions()) {
    TellSuspension(suspension, screen);
  }
  for (const auto& route : version.where_to_apply()) TellRoute(route, screen);
  for (const auto& document : version.documents()) {
    TellDocument(document, screen);
  }
}

}  // namespace sangam::sangamctl
