// Which database holds a store.
#ifndef SANGAM_COMMON_SQL_STORE_ADDRESS_H_
#define SANGAM_COMMON_SQL_STORE_ADDRESS_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sangam::sql {

enum class Engine { kSqlite, kPostgres };

// A SQLite file, or a PostgreSQL database. A value type.
class StoreAddress {
 public:
  StoreAddress() = default;
  // The SQLite file at `path`. Implicit, because a path says all there is.
  // NOLINTNEXTLINE(google-explicit-constructor)
  StoreAddress(std::string path) : text_(std::move(path)) {}

  // `url` is what libpq reads: postgres://user@host:port/database?option=value.
  // INVALID_ARGUMENT on field "store" if it can't be read; the message never
  // quotes it, because it may hold a password.
  static absl::StatusOr<StoreAddress> Postgres(absl::string_view url);

  Engine engine() const { return engine_; }
  // The path or the URL. May hold a password: never log it.
  const std::string& text() const { return text_; }
  // For logs: the path, or the URL's user, host, port and database alone.
  std::string Description() const;

 private:
  Engine engine_ = Engine::kSqlite;
  std::string text_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_STORE_ADDRESS_H_
