// Subjects as people name them.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_SUBJECT_NAME_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_SUBJECT_NAME_H_

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {

// Puts "groups/..." into `request` as the subject's name and "UDYAM:..." as its
// outside id. Says what is wrong with `subject`, or nothing.
template <typename Request>
std::string SetSubject(const std::string& subject, Request& request) {
  const size_t colon = subject.find(':');
  const size_t slash = subject.find('/');
  if (colon != std::string::npos && colon < slash) {
    if (colon == 0 || colon + 1 == subject.size()) {
      return absl::StrCat("\"", subject, "\" lacks a part; write SYSTEM:VALUE");
    }
    request.mutable_outside_id()->set_system(
        absl::AsciiStrToUpper(subject.substr(0, colon)));
    request.mutable_outside_id()->set_value(subject.substr(colon + 1));
    return "";
  }
  if (slash == std::string::npos) {
    return absl::StrCat(
        "\"", subject,
        "\" names no subject; write groups/..., enterprises/...,"
        " clusters/... or SYSTEM:VALUE");
  }
  request.set_name(subject);
  return "";
}

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_SUBJECT_NAME_H_
