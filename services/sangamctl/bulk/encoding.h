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

// The same of a whole file, which a spreadsheet's "Unicode text" is.
constexpr char kUtf16[] =
    "the file is UTF-16; save it as \"CSV UTF-8\", or as text in UTF-8";

// Which a file in UTF-8 may begin with.
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// By the mark that a file in UTF-16 begins with: 0xFE and 0xFF, which UTF-8
// has nowhere.
inline bool BeginsAsUtf16(absl::string_view beginning) {
  const absl::string_view mark = beginning.substr(0, 2);
  return mark == "\xFF\xFE" || mark == "\xFE\xFF";
}

inline bool IsUtf8(absl::string_view text) {
  return rules::FirstMalformedByte(text) == text.size();
}

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_ENCODING_H_
