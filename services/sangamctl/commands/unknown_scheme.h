// Schemes that a person asked for and that do not exist.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_UNKNOWN_SCHEME_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_UNKNOWN_SCHEME_H_

#include <string>

#include "sangam/matching/v1/matching_service.pb.h"
#include "services/sangamctl/remote/service_caller.h"

namespace sangam::sangamctl {

// Looks for those schemes of the request about which the answer says nothing.
// What to say of the first one that the catalogue does not know, with the
// nearest name; empty if there is none, or if the catalogue can't be asked:
// matching needs only the matching service.
std::string UnknownSchemeNote(
    const matching::v1::MatchSchemesRequest& request,
    const matching::v1::MatchSchemesResponse& response, ServiceCaller& caller);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_UNKNOWN_SCHEME_H_
