// The answer of a match as an officer reads it.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_SCREEN_H_

#include <string>

#include "sangam/matching/v1/matching_service.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

enum class MatchView {
  // One line a scheme.
  kBrief,
  // Made to fit one screen of 50 lines: each eligible scheme in two or three
  // lines, why and where; what to collect; what is nearly reached. Where it
  // does
  // not fit, questions beyond three go, then the third lines of the lowest
  // schemes; never reasons.
  kScreen,
  // Everything.
  kDetails,
};

// `response` holds all pages and is in the language of `words`. Text of the
// services is made safe to print.
std::string DrawMatches(matching::v1::MatchSchemesResponse response,
                        MatchView view, const Words& words,
                        const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_SCREEN_H_
