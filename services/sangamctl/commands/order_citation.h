// The order that a step of a version rests on, as the command line gives it.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_ORDER_CITATION_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_ORDER_CITATION_H_

#include <string>

#include "google/protobuf/repeated_field.h"
#include "sangam/type/v1/citation.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Adds the order of --order-title, --order-section, --order-url, --order-says
// and --order-confidence, if any of them is given. Says what is wrong, or
// nothing.
std::string ReadOrder(
    const ParsedCommand& command,
    google::protobuf::RepeatedPtrField<type::v1::Citation>& citations);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_ORDER_CITATION_H_
