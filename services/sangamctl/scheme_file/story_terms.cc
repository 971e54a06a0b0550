#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/match_screen/benefit_detail.h"
#include "services/sangamctl/match_screen/relation_words.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/scheme_file/story_screen.h"
#include "services/sangamctl/scheme_file/story_words.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

void TellTranche(const catalog::Tranche& tranche, StoryScreen& screen) {
  std::string text = absl::StrCat(FormatBasisPoints(tranche.share_bps()), ": ",
                                  screen.words().Pick(tranche.when()));
  if (tranche.has_months_after()) {
    const int months = tranche.months_after();
    absl::StrAppend(
        &text,
        screen.Say(absl::StrCat(" (at least ", months,
                                months == 1 ? " month" : " months",
                                " after the one before, or the sanction)"),
                   absl::StrCat(" (पिछली किस्त या स्वीकृति के कम से कम ", months,
                                " माह बाद)")));
  }
  screen.UnderItem(text);
  screen.Meaning(tranche.condition());
}

void TellBenefit(const catalog::Benefit& benefit, StoryScreen& screen) {
  const Words& words = screen.words();
  const std::string told = words.Pick(benefit.description_by_language());
  screen.Item(absl::StrCat("• ", words.Of(benefit.kind()), ": ",
                           told.empty() ? benefit.description() : told));
  const std::string amount =
      AmountInWords(benefit.amount(), screen.material().attributes, words);
  if (!amount.empty()) {
    screen.UnderItem(absl::StrCat(screen.Say("sum: ", "राशि: "), amount));
  }
  for (const std::string& expression : ComputedIn(benefit.amount())) {
    screen.Meaning(expression);
  }
  screen.UnderItem(BenefitDetailInWords(
      benefit, words,
      [&screen](const std::string& name) { return screen.Titled(name); }));
  screen.Only(benefit.condition(), benefit.condition_description());
  for (const auto& tranche : benefit.tranches()) TellTranche(tranche, screen);
  TellForPlans(benefit, screen);
  screen.Sources(benefit.citations());
}

// The benefit that a rule is about, or the part of the cost.
std::string ComponentInWords(const std::string& component,
                             const StoryScreen& screen) {
  for (const auto& benefit : screen.material().version.benefits()) {
    if (component.empty() || benefit.id() != component) continue;
    const std::string told =
        screen.words().Pick(benefit.description_by_language());
    return WithoutStop(told.empty() ? benefit.description() : told);
  }
  return component;
}

void TellFunding(const catalog::FundingRule& rule, StoryScreen& screen) {
  // The match screen tells shares and caps of an estimate in words.
  matching::v1::FundingEstimate estimate;
  *estimate.mutable_shares() = rule.shares();
  if (rule.has_cap_paise()) estimate.set_cap_paise(rule.cap_paise());
  estimate.set_capped_party(rule.capped_party());
  const std::string component = ComponentInWords(rule.component(), screen);
  const std::string cap = CapInWords(estimate, screen.words());
  screen.Item(absl::StrCat("• ", component, component.empty() ? "" : ": ",
                           SharesInWords(estimate, screen.words()),
                           cap.empty() ? "" : "; ", cap));
  screen.Only(rule.condition(), rule.description());
  TellForPlans(rule, screen);
  screen.Sources(rule.citations());
}

}  // namespace

std::string RelationItem(const catalog::SchemeRelation& relation,
                         const StoryScreen& screen) {
  const auto title = screen.material().titles.find(relation.scheme());
  return absl::StrCat(
      "• ", RelationInWords(
                relation,
                title == screen.material().titles.end() ? "" : title->second,
                screen.words()));
}

void TellTerms(StoryScreen& screen) {
  const catalog::SchemeVersion& version = screen.material().version;
  if (!version.benefits().empty()) {
    screen.Heading("WHAT IT GIVES", "क्या मिलता है");
  }
  for (const auto& benefit : version.benefits()) TellBenefit(benefit, screen);
  if (!version.funding().empty() || !version.cost_components().empty()) {
    screen.Heading("WHO PAYS: of each part the first case that holds",
                   "कौन देता है: हर भाग में पहली लागू स्थिति");
  }
  screen.Item("parts of the cost: ", "लागत के भाग: ",
              absl::StrJoin(version.cost_components(), ", "));
  for (const auto& rule : version.funding()) TellFunding(rule, screen);
  TellPlanTerms(screen);
  if (!version.relations().empty()) {
    screen.Heading("OTHER SCHEMES", "अन्य योजनाएँ");
  }
  for (const auto& relation : version.relations()) {
    screen.Item(RelationItem(relation, screen));
    screen.Sources(relation.citations());
  }
}

}  // namespace sangam::sangamctl
