// Requests of GuidanceService from the flags.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_GUIDANCE_REQUEST_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_GUIDANCE_REQUEST_H_

#include <string>

#include "sangam/matching/v1/guidance_service.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Reads "carts=60000" or "carts=60,000.50": a need and rupees. Says what is
// wrong, or nothing.
std::string ReadNeedCost(const std::string& text,
                         matching::v1::ModelNeedCost* cost);

// Read the command line. Say what is wrong, or nothing.
std::string FillRequest(const ParsedCommand& command,
                        matching::v1::FitModelsRequest& request);
std::string FillRequest(const ParsedCommand& command,
                        matching::v1::SuggestRemediesRequest& request);
std::string FillRequest(const ParsedCommand& command,
                        matching::v1::TrackProgrammeRequest& request);

// The file for `sangamctl plan` of a model's needs: the request, and above it
// which costs are still to be stated.
std::string PlanFileOf(const matching::v1::ModelFit& fit);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_GUIDANCE_REQUEST_H_
