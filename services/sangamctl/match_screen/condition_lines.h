// Conditions with their marks and reasons.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_CONDITION_LINES_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_CONDITION_LINES_H_

#include <string>

#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/match_screen/screen_text.h"

namespace sangam::sangamctl {

enum class ConditionView {
  // With the sources of each.
  kForOfficer,
  // With the id of each, as it stands in the file.
  kForAuthor,
};

// ✓ holds, ✗ fails, ? unknown.
std::string Mark(matching::v1::Outcome outcome, const Layout& layout);

// Every condition and under it what its comparisons found.
void AppendConditions(const matching::v1::SchemeMatch& match, int indent,
                      ConditionView view, ScreenText& screen);

// "✗ number of members: needs at least 10, has 9: 1 more".
std::string FindingInWords(const matching::v1::Finding& finding,
                           const Layout& layout, const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_CONDITION_LINES_H_
