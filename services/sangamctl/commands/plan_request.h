// What sangamctl plan asks for.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_REQUEST_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_REQUEST_H_

#include <string>

#include "sangam/matching/v1/plan.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Whether a flag asks for another plan than the one that is stored.
bool AsksAnew(const ParsedCommand& command);

// Adds --pin, --exclude, --objective, --as-of, --language and the flags of
// read_at to the request; a pin takes the place of an earlier one of its need.
// Says what is wrong, or nothing.
std::string FillPlanRequest(const ParsedCommand& command,
                            matching::v1::PlanConvergenceRequest& request);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_REQUEST_H_
