// How the text of files to import is written.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_ENCODING_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_ENCODING_H_

#include "absl/strings/string_view.h"
#include "common/rules/utf8.h"

namespace sangam::sangamctl {

// What is wrong with a text that is not in UTF-8. Such bytes, which a
// spreadsheet writes unless it is told otherwise, can be in no message: one of
// them would keep out all records that it is sent with.
constexpr char kNotUtf8[] =
    "is not UTF-8; save the file as \"CSV UTF-8\", or as text in UTF-8";

inline bool IsUtf8(absl::string_view text) {
  return rules::FirstMalformedByte(text) == text.size();
}

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_ENCODING_H_
