#include "services/sangamctl/match_screen/scheme_lines.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/sangamctl/match_screen/benefit_words.h"
#include "services/sangamctl/match_screen/reason_words.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::SchemeMatch;

constexpr int kIndent = 4;
constexpr int kGap = 2;
// A way to apply that is cut shorter than this says nothing.
constexpr int kLeastRoute = 24;
constexpr int kLeastTitle = 36;
constexpr int kLeastWorth = 36;
constexpr char kDot[] = " · ";
constexpr char kArrow[] = "→ ";

std::string Joined(std::vector<std::string> parts) {
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return absl::StrJoin(parts, kDot);
}

// "who → where".
std::string WithRoutes(const std::string& who, const std::string& routes) {
  if (routes.empty()) return who;
  return absl::StrCat(who, who.empty() ? "" : " ", kArrow, routes);
}

// As many whole ways to apply as fit; of the first, what fits if it says
// enough.
std::string RoutesWithin(const SchemeMatch& match, int room) {
  std::vector<std::string> routes = RoutesInWords(match);
  if (routes.empty()) return "";
  while (routes.size() > 1 &&
         DisplayWidth(absl::StrJoin(routes, "; ")) > room) {
    routes.pop_back();
  }
  if (routes.size() > 1 || DisplayWidth(routes[0]) <= room) {
    return absl::StrJoin(routes, "; ");
  }
  return room < kLeastRoute ? "" : CutToWidth(routes[0], room);
}

std::string DepartmentOf(const SchemeMatch& match) {
  return match.department_title().empty() ? match.department()
                                          : match.department_title();
}

std::string DocumentsInWords(const SchemeMatch& match, const Words& words) {
  std::vector<std::string> missing;
  for (const auto& document : match.documents()) {
    if (document.held() != matching::v1::OUTCOME_MET) {
      missing.push_back(WithoutStop(document.description()));
    }
  }
  return missing.empty() ? ""
                         : absl::StrCat(words.Say("bring: ", "साथ लाएँ: "),
                                        absl::StrJoin(missing, "; "));
}

// Why it fits; first of all, why one can't apply now all the same.
std::string ReasonsLine(const SchemeMatch& match,
                        const google::type::Date& as_of,
                        const ScreenText& screen) {
  const Layout& layout = screen.layout();
  const Words& words = screen.words();
  const std::string obstacle = ObstacleInWords(match, as_of, words);
  // No tick where nothing can be had now.
  return absl::StrCat(
      obstacle.empty() ? Green("✓", layout) : Yellow("!", layout), " ",
      Joined({obstacle.empty() ? "" : Yellow(obstacle, layout),
              ReasonsInWords(match, words)}));
}

// The window, unless the reasons start with it.
std::string OpenWindow(const SchemeMatch& match,
                       const google::type::Date& as_of, const Words& words) {
  return ObstacleInWords(match, as_of, words).empty()
             ? WindowInWords(match, as_of, words)
             : "";
}

// What was received before, when, who pays, who offers it and where to apply.
std::string AllSteps(const SchemeMatch& match, const google::type::Date& as_of,
                     const Words& words) {
  return WithRoutes(
      Joined({EarlierInWords(match, words), OpenWindow(match, as_of, words),
              FundingInWords(match, words), DepartmentOf(match)}),
      absl::StrJoin(RoutesInWords(match), "; "));
}

// As much as fits into `room` columns: the department goes first, then what was
// received before, then the lesser ways to apply.
std::string StepsWithin(const SchemeMatch& match,
                        const google::type::Date& as_of, int room,
                        const Words& words) {
  const std::string payers = FundingInWords(match, words);
  std::string who = Joined(
      {EarlierInWords(match, words), OpenWindow(match, as_of, words), payers});
  std::string all = AllSteps(match, as_of, words);
  if (DisplayWidth(all) <= room) return all;
  if (DisplayWidth(who) > room) who = payers;
  if (DisplayWidth(who) > room) who.clear();
  const int left = room - DisplayWidth(WithRoutes(who, " ")) + 1;
  return WithRoutes(who, RoutesWithin(match, left));
}

}  // namespace

void AppendTitle(int number, const SchemeMatch& match, bool whole,
                 ScreenText& screen) {
  const Layout& layout = screen.layout();
  const std::string title =
      match.title().empty() ? match.scheme() : match.title();
  const std::string name = match.title().empty() ? "" : match.scheme();
  const std::string head = absl::StrCat(
      PadLeft(absl::StrCat(number), kIndent - 1), " ", Bold(title, layout));
  const int room =
      layout.width - DisplayWidth(head) - DisplayWidth(name) - 2 * kGap;
  const std::string worth = BenefitsWithin(match, room, screen.words());
  if (room >= 0 && (!worth.empty() || match.benefits().empty())) {
    screen.LineWithRight(0, absl::StrCat(head, "  ", Dim(name, layout)), worth);
    return;
  }
  // A title that loses a little beats a line more.
  const int spare =
      layout.width - kIndent - kLeastTitle - DisplayWidth(name) - 2 * kGap;
  const std::string least =
      BenefitsWithin(match, std::min(spare, kLeastWorth), screen.words());
  if (!whole && spare >= 0 && (!least.empty() || match.benefits().empty())) {
    const int title_room = layout.width - kIndent - DisplayWidth(name) -
                           2 * kGap - DisplayWidth(least);
    screen.LineWithRight(
        0,
        absl::StrCat(PadLeft(absl::StrCat(number), kIndent - 1), " ",
                     Bold(CutToWidth(title, title_room), layout), "  ",
                     Dim(name, layout)),
        least);
    return;
  }
  screen.Wrapped(number < 10    ? 2
                 : number < 100 ? 1
                                : 0,
                 absl::StrCat(number, " ", Bold(title, layout)));
  screen.LineWithRight(
      kIndent, Dim(name, layout),
      BenefitsWithin(match, layout.width - kIndent - DisplayWidth(name) - kGap,
                     screen.words()));
}

void AppendReasons(const SchemeMatch& match, const google::type::Date& as_of,
                   ScreenText& screen) {
  const std::string reasons = ReasonsLine(match, as_of, screen);
  const int room =
      screen.layout().width - kIndent - DisplayWidth(reasons) - kGap;
  const std::string steps = StepsWithin(match, as_of, room, screen.words());
  if (steps.empty()) {
    screen.Wrapped(kIndent, reasons);
  } else {
    screen.LineWithRight(kIndent, reasons, steps);
  }
}

void AppendReasonsAndSteps(const SchemeMatch& match,
                           const google::type::Date& as_of,
                           ScreenText& screen) {
  const std::string reasons = ReasonsLine(match, as_of, screen);
  const std::string steps = AllSteps(match, as_of, screen.words());
  const std::string reckoning = ReckoningInWords(match);
  const int room =
      screen.layout().width - kIndent - DisplayWidth(reasons) - kGap;
  if (reckoning.empty() && DisplayWidth(steps) <= room) {
    screen.LineWithRight(kIndent, reasons, steps);
    return;
  }
  if (DisplayWidth(reckoning) <= room) {
    screen.LineWithRight(kIndent, reasons, Dim(reckoning, screen.layout()));
  } else {
    screen.Wrapped(kIndent, reasons);
  }
  screen.Line(kIndent,
              Joined({steps, DocumentsInWords(match, screen.words())}));
}

}  // namespace sangam::sangamctl
