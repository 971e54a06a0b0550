// What a federation comes to, on one screen.
#ifndef SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_ROLL_UP_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_ROLL_UP_SCREEN_H_

#include <string>

#include "sangam/registry/v1/federation_roll_up_service.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// A body with each of its sums and of how many SHGs it is known, then a line
// for each of those directly under it. `response` holds all pages; its texts
// are made safe to print.
std::string DrawRollUps(registry::v1::ListFederationRollUpsResponse response,
                        const Words& words, const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FEDERATION_SCREEN_ROLL_UP_SCREEN_H_
