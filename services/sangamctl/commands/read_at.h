// Which state of the services the flags ask for.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_READ_AT_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_READ_AT_H_

#include <string>

#include "google/type/date.pb.h"
#include "sangam/type/v1/consistency.pb.h"
#include "services/sangamctl/command_line/command_parser.h"

namespace sangam::sangamctl {

// Reads --token, --exact-token and --known-at, at most one of which may be
// given. --known-at is an instant ("2026-04-01T10:30:00Z", with any offset), or
// a day, which stands for its last moment in India. Says what is wrong, or
// nothing.
std::string FillReadAt(const ParsedCommand& command, type::v1::ReadAt& read_at);

// Reads a flag whose value is a day. Says what is wrong, or nothing.
std::string FillDay(const ParsedCommand& command, const std::string& flag,
                    google::type::Date& date);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_READ_AT_H_
