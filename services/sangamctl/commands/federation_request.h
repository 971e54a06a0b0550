// Requests about federations, from the command line.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_FEDERATION_REQUEST_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_FEDERATION_REQUEST_H_

#include <string>

#include "sangam/matching/v1/federation.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Each says what is wrong with the command line, or nothing.
std::string FillFederationRequest(
    const ParsedCommand& command,
    matching::v1::AssessFederationRequest& request);
std::string FillFederationsRequest(
    const ParsedCommand& command,
    matching::v1::AssessFederationsRequest& request);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_FEDERATION_REQUEST_H_
