#include "common/sql/store_flag.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"

namespace sangam::sql {

absl::StatusOr<std::string> ParseStoreFlag(absl::string_view text) {
  if (text.empty()) {
    return InvalidFieldError("store", "is required; write sqlite:PATH");
  }
  absl::string_view path = text;
  if (!absl::ConsumePrefix(&path, "sqlite:")) {
    return InvalidFieldError("store",
                             absl::StrCat("\"", text,
                                          "\" is not a store that this binary"
                                          " knows; write sqlite:PATH"));
  }
  if (path.empty()) {
    return InvalidFieldError("store", "has no path; write sqlite:PATH");
  }
  // Every connection would see a database of its own.
  if (absl::StartsWith(path, ":memory:")) {
    return InvalidFieldError("store", "a store needs a file to be durable");
  }
  return std::string(path);
}

}  // namespace sangam::sql
