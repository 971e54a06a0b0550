// Who can take an offer, and who near here can help.
#ifndef SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_TAKER_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_TAKER_SCREEN_H_

#include <string>

#include "sangam/matching/v1/opportunity_service.pb.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// `response` is all messages of a stream as one. Text of the services is made
// safe to print.
std::string DrawTakers(const matching::v1::Offer& offer,
                       matching::v1::FindTakersResponse response,
                       const Words& words, const Layout& layout);
std::string DrawProviders(matching::v1::FindProvidersResponse response,
                          const Words& words, const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_FIND_SCREEN_TAKER_SCREEN_H_
