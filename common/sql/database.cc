#include "common/sql/database.h"

#include "common/sql/postgres_database.h"
#include "common/sql/sqlite_database.h"
#include "common/status/macros.h"

namespace sangam::sql {

absl::StatusOr<std::unique_ptr<Database>> Database::Open(
    const StoreAddress& address, Access access) {
  if (address.engine() == Engine::kPostgres) {
    return PostgresDatabase::Open(address, access);
  }
  return SqliteDatabase::Open(address.text(), access);
}

absl::Status Database::ReadEach(
    absl::string_view text, absl::Span<const std::vector<Value>> asked,
    absl::FunctionRef<void(size_t, const Statement&)> receive) {
  for (size_t i = 0; i < asked.size(); ++i) {
    Statement rows = Prepare(text);
    for (const Value& value : asked[i]) rows.BindValue(value);
    while (rows.Next()) receive(i, rows);
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  return absl::OkStatus();
}

}  // namespace sangam::sql
