#include "services/sangamctl/scheme_file/scheme_story.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/scheme_file/story_screen.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

// State and dates: "published · from 2026-04-01 · until 2031-03-31".
std::string StandingInWords(const catalog::SchemeVersion& version,
                            const Words& words) {
  std::vector<std::string> parts = {words.Of(version.state())};
  const auto add = [&](const google::type::Date& date,
                       absl::string_view english, absl::string_view hindi) {
    const std::string day = DateInWords(date);
    if (day.empty()) return;
    parts.push_back(words.Say(absl::StrCat(english, " ", day),
                              absl::StrCat(day, " ", hindi)));
  };
  add(version.effective_from(), "from", "से");
  add(version.effective_until(), "until", "तक");
  add(version.closed_on(), "closed on", "को बंद");
  // Told where it differs from what the version itself says.
  const std::string last = DateInWords(version.in_force_until());
  if (last != DateInWords(version.effective_until()) &&
      last != DateInWords(version.closed_on())) {
    add(version.in_force_until(), "really in force until", "तक वास्तव में लागू");
  }
  if (version.never_in_force()) {
    parts.push_back(words.Say("never in force: its place was taken before",
                              "कभी लागू नहीं: इसका स्थान पहले ही लिया गया"));
  }
  return absl::StrJoin(parts, " · ");
}

void TellHead(StoryScreen& screen) {
  const catalog::Scheme& scheme = screen.material().scheme;
  const catalog::SchemeVersion& version = screen.material().version;
  const std::string title = screen.words().Pick(scheme.title());
  screen.Top(absl::StrCat(
      Bold(title.empty() ? version.name() : title, screen.layout()),
      title.empty() ? "" : " · ", title.empty() ? "" : version.name()));
  if (!scheme.department().empty()) {
    screen.Top(absl::StrCat(screen.Say("offered by ", "विभाग: "),
                            screen.Titled(scheme.department())));
  }
  screen.Top(screen.words().Pick(scheme.purpose()));
  for (const auto& [english, hindi, name] :
       {std::tuple{"variant of ", "इसका राज्य रूप: ", scheme.variant_of()},
        std::tuple{"adds to ", "इसमें जोड़ती है: ", scheme.tops_up()},
        std::tuple{"its place was taken by ",
                   "अब इसके स्थान पर: ", scheme.superseded_by()}}) {
    if (name.empty()) continue;
    screen.Top(absl::StrCat(screen.Say(english, hindi), screen.Titled(name)));
  }
  screen.Top(StandingInWords(version, screen.words()));
  if (!version.supersedes().empty()) {
    screen.Top(
        absl::StrCat(screen.Say("takes the place of ", "पहले के स्थान पर: "),
                     absl::StrJoin(version.supersedes(), ", ")));
  }
  if (!version.superseded_by().empty()) {
    screen.Top(
        absl::StrCat(screen.Say("its place was taken by ", "अब इसके स्थान पर: "),
                     absl::StrJoin(version.superseded_by(), ", ")));
  }
}

// For whom the benefit is meant, and how many of them count.
void TellBeneficiary(StoryScreen& screen) {
  const catalog::Beneficiary& beneficiary =
      screen.material().version.beneficiary();
  screen.Item("meant for each ",
              "प्रत्येक के लिए: ", UnitInWords(beneficiary.unit(), screen.words()));
  std::vector<std::string> counts;
  for (const std::string& attribute : beneficiary.count_attributes()) {
    counts.push_back(screen.Labelled(attribute));
  }
  screen.Item(counts.size() > 1 ? "at most as many as the least of: "
                                : "at most as many as: ",
              counts.size() > 1 ? "अधिकतम संख्या, इनमें सबसे कम: " : "अधिकतम संख्या: ",
              absl::StrJoin(counts, ", "));
}

// Whether the relation keeps some from the scheme.
bool Limits(const catalog::SchemeRelation& relation) {
  return relation.kind() == catalog::SCHEME_RELATION_KIND_REQUIRES ||
         relation.kind() == catalog::SCHEME_RELATION_KIND_EXCLUDES;
}

bool IsLimitedByOthers(const catalog::SchemeVersion& version) {
  return std::any_of(version.relations().begin(), version.relations().end(),
                     Limits);
}

void TellConditions(StoryScreen& screen) {
  const catalog::SchemeVersion& version = screen.material().version;
  screen.Heading("WHO CAN APPLY: all of these hold",
                 "कौन आवेदन कर सकता है: ये सभी शर्तें");
  if (version.conditions().empty()) {
    screen.Item(!version.open_to_all() ? screen.Say("no conditions are stated",
                                                    "कोई शर्त उल्लिखित नहीं")
                : IsLimitedByOthers(version)
                    ? screen.Say("everyone, but for what other schemes ask:",
                                 "सभी, पर अन्य योजनाओं की इन शर्तों के साथ:")
                    : screen.Say("everyone", "सभी"));
  }
  for (const auto& condition : version.conditions()) {
    screen.Item(
        absl::StrCat("• ", screen.words().Pick(condition.description())));
    screen.Meaning(condition.expression());
    screen.Sources(condition.citations());
  }
  // They decide as conditions do; their sources stand with the other schemes.
  for (const auto& relation : version.relations()) {
    if (Limits(relation)) screen.Item(RelationItem(relation, screen));
  }
  TellBeneficiary(screen);
}

}  // namespace

std::vector<std::string> ExpressionsOf(const catalog::SchemeVersion& version) {
  std::vector<std::string> all;
  for (const auto& condition : version.conditions()) {
    all.push_back(condition.expression());
  }
  for (const auto& benefit : version.benefits()) {
    all.push_back(benefit.condition());
    for (const std::string& one : ComputedIn(benefit.amount())) {
      all.push_back(one);
    }
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

std::string DrawStory(StoryMaterial material, const Words& words,
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
  StoryScreen screen(material, words, layout);
  TellHead(screen);
  TellConditions(screen);
  TellTerms(screen);
  TellApplication(screen);
  TellHistory(screen);
  return screen.Take();
}

}  // namespace sangam::sangamctl
