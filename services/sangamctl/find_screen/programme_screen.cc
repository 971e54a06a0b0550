#include "services/sangamctl/find_screen/programme_screen.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/find_screen/verdict_words.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::PathProgress;
using matching::v1::TargetProgress;
using matching::v1::TargetScheme;

constexpr int kItem = 2;
constexpr int kUnderItem = 4;

std::string Amount(int64_t value, const TargetProgress& target) {
  return target.unit() == type::v1::ATTRIBUTE_UNIT_PAISE ? FormatPaise(value)
                                                         : FormatCount(value);
}

// "₹5,00,000 of ₹10,00,000 (50 %), on record of 1 of 12 clusters".
std::string ReachedInWords(const TargetProgress& target, const Words& words) {
  if (!target.has_reached()) {
    return absl::StrCat(
        words.Say("nothing is on record of any of the ", "अभी कुछ दर्ज नहीं: "),
        target.clusters(),
        words.Say(" clusters; the target is ", " क्लस्टर; लक्ष्य "),
        Amount(target.at_least(), target));
  }
  return absl::StrCat(Amount(target.reached(), target),
                      words.Say(" of ", " / "),
                      Amount(target.at_least(), target), " (",
                      FormatBasisPoints(target.reached_bps()), "), ",
                      words.Say("on record of ", "दर्ज "), target.known_of(),
                      words.Say(" of ", " / "), target.clusters(),
                      words.Say(" clusters", " क्लस्टर"));
}

void DrawTarget(const TargetProgress& target, const Words& words,
                ScreenText& screen) {
  std::string text = target.description();
  if (target.has_due_on()) {
    absl::StrAppend(&text, " (", words.Say("by ", "तक "),
                    DateInWords(target.due_on()), ")");
  }
  screen.Wrapped(kItem, text);
  screen.Wrapped(kUnderItem, ReachedInWords(target, words));
  for (const auto& citation : target.citations()) {
    screen.Wrapped(kUnderItem,
                   Dim(SourceInWords(citation, words), screen.layout()));
  }
}

std::string SchemeInWords(const TargetScheme& scheme, const Words& words) {
  const std::string title =
      scheme.title().empty() ? scheme.scheme() : scheme.title();
  if (scheme.scheme_version().empty()) {
    return absl::StrCat(title, ": ",
                        words.Say("no version is in force", "अभी लागू नहीं"));
  }
  return absl::StrCat(
      title, ": ", words.Say("for the product aimed at ", "लक्षित उत्पाद के लिए "),
      VerdictInWords(scheme.for_target(), words),
      words.Say(", today ", ", आज "), VerdictInWords(scheme.today(), words));
}

void DrawPath(
    const PathProgress& path,
    const absl::flat_hash_map<std::string, const TargetProgress*>& targets,
    const Words& words, ScreenText& screen) {
  screen.Gap();
  screen.LineWithRight(
      0,
      Bold(path.cluster_title().empty() ? path.cluster() : path.cluster_title(),
           screen.layout()),
      path.cluster());
  if (!path.recorded()) {
    screen.Line(kItem, words.Say("is not in the registry", "पंजी में नहीं है"));
    return;
  }
  screen.Wrapped(
      kItem, absl::StrCat(absl::StrJoin(path.current_products(), ", "), " → ",
                          absl::StrJoin(path.upgraded_products(), ", ")));
  for (const auto& figure : path.figures()) {
    const auto target = targets.find(figure.target());
    if (!figure.has_value() || target == targets.end()) continue;
    screen.Wrapped(kItem,
                   absl::StrCat(target->second->label(), ": ",
                                Amount(figure.value(), *target->second)));
  }
  for (const TargetScheme& scheme : path.schemes()) {
    screen.Wrapped(kUnderItem, SchemeInWords(scheme, words));
  }
}

}  // namespace

std::string DrawProgramme(matching::v1::TrackProgrammeResponse response,
                          const Words& words, const Layout& layout) {
  MakePlain(response);
  ScreenText screen(layout, words);
  screen.Line(0, Bold(response.title(), layout));
  absl::flat_hash_map<std::string, const TargetProgress*> targets;
  for (const TargetProgress& target : response.targets()) {
    targets[target.id()] = &target;
    DrawTarget(target, words, screen);
  }
  for (const PathProgress& path : response.paths()) {
    DrawPath(path, targets, words, screen);
  }
  screen.Gap();
  screen.Wrapped(0, response.notes());
  screen.Wrapped(0, response.disclaimer());
  return screen.Take();
}

}  // namespace sangam::sangamctl
