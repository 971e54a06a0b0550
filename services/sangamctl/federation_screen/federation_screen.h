// Readiness as an officer reads it.
#ifndef SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_FEDERATION_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_FEDERATION_SCREEN_H_

#include <string>

#include "sangam/matching/v1/federation.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// One body: each rule with its norms, what is short, which of those under it
// are nearest and what each lacks, and where it is written. `response` is in
// the language of `words`; its texts are made safe to print.
std::string DrawAssessment(matching::v1::AssessFederationResponse response,
                           const Words& words, const Layout& layout);

// Many bodies, one line for each rule, then how many came to what. `response`
// holds all messages of the stream.
std::string DrawAssessments(matching::v1::AssessFederationsResponse response,
                            const Words& words, const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_FEDERATION_SCREEN_H_
