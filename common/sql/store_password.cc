#include "common/sql/store_password.h"

#include <libpq-fe.h>

#include <memory>

#include "absl/strings/string_view.h"

namespace sangam::sql {

bool HoldsPassword(const StoreAddress& address) {
  if (address.engine() == Engine::kSqlite) return false;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(address.text().c_str(), nullptr), &PQconninfoFree);
  for (const PQconninfoOption* option = options.get();
       option != nullptr && option->keyword != nullptr; ++option) {
    const absl::string_view word = option->keyword;
    if (option->val != nullptr &&
        (word == "password" || word == "sslpassword")) {
      return true;
    }
  }
  return false;
}

}  // namespace sangam::sql
