#include "common/sql/store_flag.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"

namespace sangam::sql {
namespace {

constexpr char kForms[] = "write sqlite:PATH or postgres://user@host/database";

absl::StatusOr<StoreAddress> ParsePostgres(absl::string_view text) {
  absl::string_view rest = text;
  absl::ConsumePrefix(&rest, "postgresql:");
  absl::ConsumePrefix(&rest, "postgres:");
  // "postgres:URL" as well as a URL alone.
  if (absl::StartsWith(rest, "postgres:") ||
      absl::StartsWith(rest, "postgresql:")) {
    return StoreAddress::Postgres(rest);
  }
  if (!absl::StartsWith(rest, "//")) {
    return InvalidFieldError("store", absl::StrCat("has no URL; ", kForms));
  }
  return StoreAddress::Postgres(absl::StrCat("postgresql:", rest));
}

}  // namespace

absl::StatusOr<StoreAddress> ParseStoreFlag(absl::string_view text) {
  if (text.empty()) {
    return InvalidFieldError("store", absl::StrCat("is required; ", kForms));
  }
  if (absl::StartsWith(text, "postgres:") ||
      absl::StartsWith(text, "postgresql:")) {
    return ParsePostgres(text);
  }
  absl::string_view path = text;
  if (!absl::ConsumePrefix(&path, "sqlite:")) {
    // What stands before the first colon can't be a password.
    return InvalidFieldError(
        "store",
        absl::StrCat("\"", text.substr(0, text.find(':')),
                     "\" is not a store that this binary knows; ", kForms));
  }
  if (path.empty()) {
    return InvalidFieldError("store", absl::StrCat("has no path; ", kForms));
  }
  // Every connection would see a database of its own.
  if (absl::StartsWith(path, ":memory:")) {
    return InvalidFieldError("store", "a store needs a file to be durable");
  }
  return StoreAddress(std::string(path));
}

}  // namespace sangam::sql
