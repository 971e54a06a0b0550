// All that a match says of one scheme.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_DETAILS_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_DETAILS_H_

#include "google/type/date.pb.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/match_screen/screen_text.h"

namespace sangam::sangamctl {

// Every condition with its mark (✓ holds, ✗ fails, ? unknown), findings and
// sources; benefits with their formulas; who pays; documents; where and when to
// apply; what was received before; doubts.
void AppendDetails(const matching::v1::SchemeMatch& match,
                   const google::type::Date& as_of, ScreenText& screen);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_MATCH_DETAILS_H_
