// What a field path of a service points at.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_FIELD_PATH_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_FIELD_PATH_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace sangam::sangamctl {

// A field as people know it.
struct PointedField {
  // The path with ids instead of numbers, where elements of lists have ids:
  // "conditions[group-size].expression".
  std::string shown;
  // The value, if it is a text.
  std::string text;
};

// Follows `path` ("conditions[2].expression") into `message`. What can't be
// followed is shown as it is.
PointedField FollowPath(const google::protobuf::Message& message,
                        absl::string_view path);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_FIELD_PATH_H_
