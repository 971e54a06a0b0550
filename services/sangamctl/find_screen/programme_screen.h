// How far the clusters of an upgrade programme have come.
#ifndef SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_PROGRAMME_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_PROGRAMME_SCREEN_H_

#include <string>

#include "sangam/matching/v1/guidance_service.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// Text of the services is made safe to print.
std::string DrawProgramme(matching::v1::TrackProgrammeResponse response,
                          const Words& words, const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_PROGRAMME_SCREEN_H_
