// Protobuf messages as text for people and programs.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_MESSAGE_WRITER_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_MESSAGE_WRITER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace sangam::sangamctl {

// Protobuf's JSON mapping with the field names of the .proto files, indented,
// ending with a newline.
std::string WriteJson(const google::protobuf::Message& message);

// The same structure as YAML, ending with a newline; ReadMessage reads it back.
// 64-bit numbers are not quoted, since YAML has no limit on them. An empty
// message is "{}".
std::string WriteYaml(const google::protobuf::Message& message);

// The same of two messages: the fields of the first, and the second as one more
// of them by a name that the first does not use.
std::string WriteJsonWith(const google::protobuf::Message& message,
                          absl::string_view name,
                          const google::protobuf::Message& added);
std::string WriteYamlWith(const google::protobuf::Message& message,
                          absl::string_view name,
                          const google::protobuf::Message& added);

// Text as a YAML scalar on one line, quoted where it must be.
std::string YamlScalar(absl::string_view text);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_MESSAGE_WRITER_H_
