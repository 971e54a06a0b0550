// What applying files came to.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_REPORT_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_REPORT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/sangamctl/command_line/settings.h"
#include "services/sangamctl/exit_code.h"
#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {

// One thing to say of a resource, such as what a service did not accept.
struct ApplyFailure {
  std::string file;
  TextPosition position;
  std::string resource;
  // "profile.members: must not be negative"
  std::string message;
  // The line of the file at the position; empty where it is not known.
  std::string line = {};
};

struct ApplyReport {
  size_t created = 0;
  size_t updated = 0;
  size_t unchanged = 0;
  // Resources that a service refused.
  size_t failed = 0;
  // Resources that were not tried, since a service was gone or Ctrl-C was hit.
  size_t left = 0;
  // Some were at fault before anything was stored, so nothing was.
  bool refused_before = false;
  // Tests of schemes, which are not stored.
  size_t tests = 0;
  // The names of what is stored now as its document says, new or as before.
  std::vector<std::string> accepted;
  // The names of versions that are stored, but as drafts: the next step of each
  // was refused.
  std::vector<std::string> drafts;
  std::vector<ApplyFailure> failures;
  // What is left to do for resources that were accepted.
  std::vector<ApplyFailure> notes;
  // The state that holds all writes.
  std::string token;
  ExitCode exit_code = kExitOk;
};

// The failures in a refusal of `resource`, one for each offending field, at the
// place where the field was written.
std::vector<ApplyFailure> FailuresOf(const Resource& resource,
                                     const absl::Status& status,
                                     const std::string& explanation);

// One line for people ("12 created, 3 updated, ..."), or JSON or YAML.
std::string DrawReport(const ApplyReport& report, OutputFormat format);

// Where some were refused: what is stored all the same, what is not, and how to
// go on; empty where none was.
std::string ExplainRefusals(const ApplyReport& report);

// "groups/a.yaml:3:5: groups/a: profile.members: ...".
std::string DrawFailure(const ApplyFailure& failure);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_APPLY_REPORT_H_
