// What plans read of a version.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/scheme_file/story_screen.h"
#include "services/sangamctl/scheme_file/story_words.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

std::string CeilingInWords(const catalog::Amount& ceiling,
                           const StoryScreen& screen) {
  return absl::StrCat(
      screen.Say("in all, over every head of cost, at most: ",
                 "सभी मदों पर मिलाकर अधिकतम: "),
      AmountInWords(ceiling, screen.material().attributes, screen.words()));
}

void TellCeiling(const catalog::SchemeVersion& version, StoryScreen& screen) {
  if (!version.has_grant_ceiling()) return;
  screen.Item(
      absl::StrCat("• ", CeilingInWords(version.grant_ceiling(), screen)));
  for (const std::string& expression : ComputedIn(version.grant_ceiling())) {
    screen.Meaning(expression);
  }
}

void TellGapFunding(const catalog::GapFunding& gap, StoryScreen& screen) {
  std::string text = screen.Say("• pays part of what other schemes leave",
                                "• अन्य योजनाओं के शेष का भाग देती है");
  if (gap.any_cost_head()) {
    absl::StrAppend(&text,
                    screen.Say(", of any head of cost", ", किसी भी मद में"));
  }
  if (!gap.cost_heads().empty()) {
    absl::StrAppend(&text, screen.Say(", of these heads: ", ", इन मदों में: "),
                    absl::StrJoin(gap.cost_heads(), ", "));
  }
  if (gap.has_cap_per_head_paise()) {
    absl::StrAppend(&text,
                    screen.Say(", at most for each: ", ", प्रत्येक में अधिकतम: "),
                    FormatPaise(gap.cap_per_head_paise()));
  }
  if (gap.may_stand_for_own_money()) {
    absl::StrAppend(
        &text, screen.Say("; counts as own money", "; अपना अंश माना जाता है"));
  }
  screen.Item(text);
  screen.Sources(gap.citations());
}

void TellLeadTime(const catalog::LeadTime& lead, StoryScreen& screen) {
  screen.Item(absl::StrCat(
      screen.Say("• from application to money: ", "• आवेदन से राशि तक: "),
      lead.days(), screen.Say(" days", " दिन")));
  screen.Sources(lead.citations());
}

}  // namespace

void TellForPlans(const catalog::Benefit& benefit, StoryScreen& screen) {
  if (!benefit.cost_heads().empty()) {
    screen.UnderItem(absl::StrCat(screen.Say("pays the heads: ", "मदें: "),
                                  absl::StrJoin(benefit.cost_heads(), ", ")));
  }
  if (benefit.has_grant_ceiling()) {
    screen.UnderItem(CeilingInWords(benefit.grant_ceiling(), screen));
    for (const std::string& expression : ComputedIn(benefit.grant_ceiling())) {
      screen.Meaning(expression);
    }
  }
  if (!benefit.follows_benefits().empty()) {
    screen.UnderItem(
        absl::StrCat(screen.Say("comes after: ", "इनके बाद: "),
                     absl::StrJoin(benefit.follows_benefits(), ", ")));
  }
  if (!benefit.cost_component().empty()) {
    screen.UnderItem(absl::StrCat(
        screen.Say("paid as the part of the cost: ", "लागत का भाग: "),
        benefit.cost_component()));
  }
}

void TellForPlans(const catalog::FundingRule& rule, StoryScreen& screen) {
  if (!rule.has_min_own_share_bps()) return;
  screen.UnderItem(absl::StrCat(screen.Say("own money and things: at least ",
                                           "अपना धन और सामग्री: कम से कम "),
                                FormatBasisPoints(rule.min_own_share_bps())));
}

void TellPlanTerms(StoryScreen& screen) {
  const catalog::SchemeVersion& version = screen.material().version;
  if (!version.has_grant_ceiling() && !version.has_gap_funding() &&
      !version.has_lead_time()) {
    return;
  }
  screen.Heading("IN A PLAN", "योजना में");
  TellCeiling(version, screen);
  if (version.has_gap_funding()) TellGapFunding(version.gap_funding(), screen);
  if (version.has_lead_time()) TellLeadTime(version.lead_time(), screen);
}

}  // namespace sangam::sangamctl
