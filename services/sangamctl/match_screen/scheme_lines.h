// One scheme in two or three lines.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_SCHEME_LINES_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_SCHEME_LINES_H_

#include "google/type/date.pb.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/match_screen/screen_text.h"

namespace sangam::sangamctl {

// The number, the title and the name, and on the right what it is worth. Where
// that does not fit, the lesser benefits are only counted; then the title loses
// a little, unless it must be `whole`; then the name goes to a line of its own.
// The name, which a person copies, is never cut.
void AppendTitle(int number, const matching::v1::SchemeMatch& match, bool whole,
                 ScreenText& screen);

// Why it fits and, as far as there is room on the same line, what was received
// before, who pays, who offers it and where to apply.
void AppendReasons(const matching::v1::SchemeMatch& match,
                   const google::type::Date& as_of, ScreenText& screen);

// The same with all of it: where that does not fit on one line, how the worth
// is reckoned stands beside the reasons, and the rest with the documents to
// bring on a line of its own.
void AppendReasonsAndSteps(const matching::v1::SchemeMatch& match,
                           const google::type::Date& as_of, ScreenText& screen);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_SCHEME_LINES_H_
