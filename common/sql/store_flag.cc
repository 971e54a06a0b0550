#include "common/sql/store_flag.h"

#include <filesystem>
#include <string>
#include <system_error>

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

// Of a link, the path that it leads to: SQLite keeps its own files there, and
// what is kept beside them must be the same for all who use the store.
std::string WithoutLink(absl::string_view path) {
  namespace fs = std::filesystem;
  const std::string text(path);
  std::error_code fault;
  if (!fs::is_symlink(text, fault)) return text;
  const fs::path target = fs::read_symlink(text, fault);
  const fs::path found =
      fs::weakly_canonical(fs::path(text).parent_path() / target, fault);
  return fault || found.empty() ? text : found.string();
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
  if (absl::StartsWith(path, "file:")) {
    return InvalidFieldError(
        "store",
        "takes the path of a file and no URI; write sqlite:PATH without"
        " \"file:\" and without options");
  }
  return StoreAddress(WithoutLink(path));
}

}  // namespace sangam::sql
