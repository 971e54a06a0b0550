// The request that the flags of "sangamctl match" make.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_MATCH_REQUEST_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_MATCH_REQUEST_H_

#include <string>

#include "sangam/matching/v1/matching_service.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Fills all of `request` but an inline profile. Says what is wrong with the
// command line, or nothing.
std::string FillMatchRequest(const ParsedCommand& command,
                             matching::v1::MatchSchemesRequest& request);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_MATCH_REQUEST_H_
