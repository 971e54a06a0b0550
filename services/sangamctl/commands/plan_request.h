// What sangamctl plan asks for.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_REQUEST_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_REQUEST_H_

#include <string>

#include "sangam/matching/v1/plan.pb.h"
#include "sangam/registry/v1/plan.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Whether a flag asks for another plan than the one that is stored.
bool AsksAnew(const ParsedCommand& command);

// What is wrong with flags beside each other, or nothing: one that would be
// passed over is told, not passed over.
std::string FaultOfPlanFlags(const ParsedCommand& command);

// What --save and --title make of a stored plan that is not made anew: the same
// plan under that name, "plans/b", and title. It has the etag of `stored` if
// the name is the same, and none if it is another.
registry::v1::Plan PlanToKeep(const ParsedCommand& command,
                              const registry::v1::Plan& stored);

// Adds --pin, --exclude, --objective, --as-of, --language and the flags of
// read_at to the request; a pin takes the place of an earlier one of its need.
// Says what is wrong, or nothing.
std::string FillPlanRequest(const ParsedCommand& command,
                            matching::v1::PlanConvergenceRequest& request);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_PLAN_REQUEST_H_
