#include "common/sql/database.h"

#include "common/sql/postgres_database.h"
#include "common/sql/sqlite_database.h"

namespace sangam::sql {

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    const StoreAddress& address, Access access) {
  if (address.engine() == Engine::kPostgres) {
    return PostgresDatabase::Open(address, access);
  }
  return SqliteDatabase::Open(address.text(), access);
}

}  // namespace sangam::sql
