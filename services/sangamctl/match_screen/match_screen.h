// The answer of a match as an officer reads it.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_SCREEN_H_

#include <string>

#include "sangam/matching/v1/matching_service.pb.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

enum class MatchView {
  // One line a scheme.
  kBrief,
  // Made to fit one screen: the first eligible schemes in four lines each, the
  // others in one; what to collect; what is nearly reached.
  kScreen,
  // Everything.
  kDetails,
};

// `response` holds all pages. Text of the services is made safe to print.
std::string DrawMatches(matching::v1::MatchSchemesResponse response,
                        MatchView view, const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_SCREEN_H_
