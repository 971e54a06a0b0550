#include "services/registry/store/tables.h"

#include "absl/strings/str_cat.h"
#include "common/validation/resource_name.h"

namespace sangam::registry {

const ResourceTable& PlaceTable() {
  static const auto* const kTable = new ResourceTable("places", {"kind"});
  return *kTable;
}

const ResourceTable& GroupTable() {
  static const auto* const kTable = new ResourceTable("groups", {"kind"});
  return *kTable;
}

const ResourceTable& EnterpriseTable() {
  static const auto* const kTable = new ResourceTable("enterprises");
  return *kTable;
}

const ResourceTable& ClusterTable() {
  static const auto* const kTable = new ResourceTable("clusters");
  return *kTable;
}

const ResourceTable& LinkageTable() {
  static const auto* const kTable =
      new ResourceTable("linkages", {"subject", "scheme"});
  return *kTable;
}

const ResourceTable& ProfileTable() {
  static const auto* const kTable = new ResourceTable("profiles");
  return *kTable;
}

const ResourceTable* TableOf(absl::string_view resource_name) {
  const std::string collection = CollectionOf(resource_name);
  for (const ResourceTable* table :
       {&PlaceTable(), &GroupTable(), &EnterpriseTable(), &ClusterTable(),
        &LinkageTable()}) {
    if (table->collection() == collection) return table;
  }
  return nullptr;
}

const std::vector<Migration>& RegistryMigrations() {
  static const auto* const kMigrations = new std::vector<Migration>{
      {1, absl::StrCat(
              PlaceTable().CreateTableSql(), GroupTable().CreateTableSql(),
              EnterpriseTable().CreateTableSql(),
              ClusterTable().CreateTableSql(), LinkageTable().CreateTableSql(),
              ProfileTable().CreateTableSql(), R"sql(
        -- Which resource refers to which, by the field that says so.
        CREATE TABLE reference (
          source TEXT NOT NULL,
          field TEXT NOT NULL,
          target TEXT NOT NULL,
          PRIMARY KEY (source, field, target)
        ) WITHOUT ROWID;
        CREATE INDEX reference_by_target ON reference (target, field, source);
        CREATE TABLE outside_id (
          system TEXT NOT NULL,
          value TEXT NOT NULL,
          subject TEXT NOT NULL,
          PRIMARY KEY (system, value)
        ) WITHOUT ROWID;
        CREATE INDEX outside_id_by_subject ON outside_id (subject);
        -- The revisions at which a place moved: each is a places generation.
        CREATE TABLE place_move (generation INTEGER PRIMARY KEY);
      )sql")},
  };
  return *kMigrations;
}

}  // namespace sangam::registry
