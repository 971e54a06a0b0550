#include "common/sql/store_address.h"

#include <libpq-fe.h>

#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"

namespace sangam::sql {
namespace {

using ConnectionOptions =
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

// Null where libpq can't read the URL. Its own message may quote a password.
ConnectionOptions ParseUrl(const std::string& url) {
  char* problem = nullptr;
  ConnectionOptions options(PQconninfoParse(url.c_str(), &problem),
                            &PQconninfoFree);
  PQfreemem(problem);
  return options;
}

// libpq looks at ports only when it connects, and a server that can't be
// reached is waited for. Several hosts may have a port each, or none.
bool HasPossiblePorts(const ConnectionOptions& options) {
  for (const PQconninfoOption* option = options.get();
       option->keyword != nullptr; ++option) {
    if (absl::string_view(option->keyword) != "port" ||
        option->val == nullptr) {
      continue;
    }
    for (const absl::string_view port : absl::StrSplit(option->val, ',')) {
      int number = 0;
      if (port.empty()) continue;
      if (!absl::SimpleAtoi(port, &number) || number < 1 || number > 65'535) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

absl::StatusOr<StoreAddress> StoreAddress::Postgres(absl::string_view url) {
  StoreAddress address;
  address.engine_ = Engine::kPostgres;
  address.text_ = std::string(url);
  const ConnectionOptions options = ParseUrl(address.text_);
  if (options == nullptr) {
    return InvalidFieldError(
        "store",
        "is not a URL that PostgreSQL reads; write"
        " postgres://user@host:port/database, with signs in a password written"
        " as %40 and the like");
  }
  if (!HasPossiblePorts(options)) {
    return InvalidFieldError("store",
                             "has a port that is no number from 1 to 65535");
  }
  return address;
}

std::string StoreAddress::Description() const {
  if (engine_ == Engine::kSqlite) return absl::StrCat("sqlite:", text_);
  const ConnectionOptions options = ParseUrl(text_);
  absl::flat_hash_map<std::string, std::string> values;
  for (const PQconninfoOption* option = options.get();
       option != nullptr && option->keyword != nullptr; ++option) {
    if (option->val != nullptr) values[option->keyword] = option->val;
  }
  std::string text = "postgres://";
  if (!values["user"].empty()) absl::StrAppend(&text, values["user"], "@");
  absl::StrAppend(&text, values["host"]);
  if (!values["port"].empty()) absl::StrAppend(&text, ":", values["port"]);
  absl::StrAppend(&text, "/", values["dbname"]);
  return text;
}

}  // namespace sangam::sql
