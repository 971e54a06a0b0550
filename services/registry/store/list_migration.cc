#include "services/registry/store/list_migration.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/report_columns.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Rows that are read before they are written.
constexpr int64_t kRowsAtOnce = 1'000;
constexpr int64_t kRowsBetweenReports = 100'000;

// The finest area of each place.
using Areas = absl::flat_hash_map<std::string, std::string>;

absl::StatusOr<Areas> ReadAreas(sql::Database& database) {
  Areas areas;
  sql::Statement rows = database.PrepareLong(
      "SELECT key, CASE WHEN district <> '' THEN district ELSE state END"
      " FROM places");
  while (rows.Next()) areas.emplace(rows.Text(0), rows.Text(1));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return areas;
}

std::string UpdateSql(const std::string& table,
                      const std::vector<ResourceTable::Column>& columns) {
  return absl::StrCat(
      "UPDATE \"", table, "\" SET ",
      absl::StrJoin(columns, ", ",
                    [](std::string* text, const ResourceTable::Column& column) {
                      absl::StrAppend(text, column.name, " = ?");
                    }),
      " WHERE key = ?");
}

// The values of the columns of one record.
template <typename Record>
using ValuesOf = absl::FunctionRef<std::vector<sql::Value>(const Record&)>;

template <typename Record>
absl::Status Fill(sql::Database& database, const std::string& table,
                  const std::vector<ResourceTable::Column>& columns,
                  const MigrationProgress& progress, ValuesOf<Record> values) {
  const std::string read =
      absl::StrCat("SELECT key, body FROM \"", table,
                   "\" WHERE key > ? ORDER BY key LIMIT ?");
  const std::string update = UpdateSql(table, columns);
  std::string after;
  int64_t done = 0;
  while (true) {
    std::vector<std::pair<std::string, std::string>> page;
    sql::Statement rows = database.Prepare(read, after, kRowsAtOnce);
    while (rows.Next()) page.emplace_back(rows.Text(0), rows.Bytes(1));
    SANGAM_RETURN_IF_ERROR(rows.status());
    for (const auto& [key, body] : page) {
      Record record;
      if (!record.ParseFromString(body)) {
        return InternalFault(absl::StrCat(key, " can't be read"));
      }
      sql::Statement row = database.Prepare(update);
      for (const sql::Value& value : values(record)) row.BindValue(value);
      row.Bind(key);
      SANGAM_RETURN_IF_ERROR(row.Run());
    }
    done += static_cast<int64_t>(page.size());
    const bool ended = static_cast<int64_t>(page.size()) < kRowsAtOnce;
    if (progress && (ended || done % kRowsBetweenReports == 0)) {
      progress(absl::StrCat("columns of ", table), done);
    }
    if (ended) return absl::OkStatus();
    after = page.back().first;
  }
}

template <typename Subject>
absl::Status FillSubjects(sql::Database& database, const ResourceTable& table,
                          const Areas& areas,
                          const MigrationProgress& progress) {
  return Fill<Subject>(database, table.collection(), table.columns(), progress,
                       [&](const Subject& subject) {
                         std::vector<sql::Value> values =
                             ListColumnValues(subject);
                         const auto area = areas.find(subject.place());
                         if (area != areas.end())
                           values[kAreaColumn] = area->second;
                         return values;
                       });
}

absl::Status MakeIndexes(sql::Database& database) {
  for (const auto& [table, class_column] : ListedTables()) {
    const std::string& name = table->collection();
    const std::string partition =
        class_column.empty() ? "area" : absl::StrCat("area, ", class_column);
    for (const char* order :
         {"", "title, ", "members, ", "update_time_micros, "}) {
      const std::string column(
          order[0] == '\0' ? absl::string_view("key")
                           : absl::string_view(order).substr(
                                 0, absl::string_view(order).find(',')));
      SANGAM_RETURN_IF_ERROR(database.Execute(
          absl::StrCat("CREATE INDEX ", name, "_by_area_and_", column, " ON \"",
                       name, "\" (", partition, ", ", order, "key);")));
    }
    SANGAM_RETURN_IF_ERROR(database.Execute(absl::StrCat(
        "INSERT INTO list_partition (collection, area, record_class)"
        " SELECT DISTINCT '",
        name, "', area, ", class_column.empty() ? "0" : class_column,
        " FROM \"", name, "\";")));
  }
  return absl::OkStatus();
}

}  // namespace

std::string ListColumnsSql() {
  std::string script = R"sql(
    ALTER TABLE places ADD COLUMN state TEXT NOT NULL DEFAULT '';
    ALTER TABLE places ADD COLUMN district TEXT NOT NULL DEFAULT '';
    ALTER TABLE places ADD COLUMN title TEXT NOT NULL DEFAULT '';
    ALTER TABLE linkages ADD COLUMN department TEXT NOT NULL DEFAULT '';
    ALTER TABLE linkages ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE linkages ADD COLUMN received_on TEXT NOT NULL DEFAULT '';
    ALTER TABLE linkages ADD COLUMN amount_paise INTEGER;
    ALTER TABLE enterprises ADD COLUMN affiliation INTEGER NOT NULL DEFAULT 0;
    -- Nothing read it.
    DROP INDEX groups_by_kind;
    -- Areas in which a collection has or had records of a class.
    CREATE TABLE list_partition (
      collection TEXT NOT NULL,
      area TEXT NOT NULL,
      record_class INTEGER NOT NULL,
      PRIMARY KEY (collection, area, record_class)
    ) WITHOUT ROWID;
  )sql";
  for (const char* table : {"\"groups\"", "enterprises", "clusters"}) {
    for (const char* column :
         {"area TEXT NOT NULL DEFAULT ''", "place TEXT NOT NULL DEFAULT ''",
          "title TEXT NOT NULL DEFAULT ''",
          "members INTEGER NOT NULL DEFAULT -1",
          "formed_on TEXT NOT NULL DEFAULT ''"}) {
      absl::StrAppend(&script, "ALTER TABLE ", table, " ADD COLUMN ", column,
                      ";\n");
    }
  }
  return script;
}

absl::Status FillListColumns(sql::Database& database,
                             const MigrationProgress& progress) {
  SANGAM_RETURN_IF_ERROR(FillPlaceAreas(database));
  SANGAM_RETURN_IF_ERROR(
      Fill<v1::Place>(database, PlaceTable().collection(), {"title"}, progress,
                      [](const v1::Place& place) {
                        return std::vector<sql::Value>{place.title()};
                      }));
  SANGAM_RETURN_IF_ERROR(Fill<v1::Linkage>(
      database, LinkageTable().collection(), LinkageTable().columns(), progress,
      [](const v1::Linkage& linkage) { return LinkageColumnValues(linkage); }));
  SANGAM_ASSIGN_OR_RETURN(const Areas areas, ReadAreas(database));
  SANGAM_RETURN_IF_ERROR(
      FillSubjects<v1::Group>(database, GroupTable(), areas, progress));
  SANGAM_RETURN_IF_ERROR(FillSubjects<v1::Enterprise>(
      database, EnterpriseTable(), areas, progress));
  SANGAM_RETURN_IF_ERROR(
      FillSubjects<v1::Cluster>(database, ClusterTable(), areas, progress));
  return MakeIndexes(database);
}

}  // namespace sangam::registry
