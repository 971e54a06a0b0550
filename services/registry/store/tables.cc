#include "services/registry/store/tables.h"

#include "absl/strings/str_cat.h"
#include "common/validation/resource_name.h"
#include "services/registry/store/federation_roll_ups.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/list_indexes.h"
#include "services/registry/store/list_migration.h"
#include "services/registry/store/repair_migration.h"
#include "services/registry/store/report_columns.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {

const ResourceTable& PlaceTable() {
  static const auto* const kTable = new ResourceTable(
      "places",
      {ResourceTable::IntegerColumn("kind"), "state", "district", "title"});
  return *kTable;
}

const ResourceTable& GroupTable() {
  static const auto* const kTable =
      new ResourceTable("groups", GroupListColumns());
  return *kTable;
}

const ResourceTable& EnterpriseTable() {
  static const auto* const kTable =
      new ResourceTable("enterprises", EnterpriseListColumns());
  return *kTable;
}

const ResourceTable& ClusterTable() {
  static const auto* const kTable =
      new ResourceTable("clusters", ClusterListColumns());
  return *kTable;
}

const ResourceTable& LinkageTable() {
  static const auto* const kTable =
      new ResourceTable("linkages", LinkageColumns());
  return *kTable;
}

const ResourceTable& PlanTable() {
  static const auto* const kTable = new ResourceTable("plans", {"subject"});
  return *kTable;
}

const ResourceTable& DemandTable() {
  static const auto* const kTable = new ResourceTable(
      "demands",
      {"place", "subject", "cycle", ResourceTable::IntegerColumn("state")});
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
        &LinkageTable(), &PlanTable(), &DemandTable()}) {
    if (table->collection() == collection) return table;
  }
  return nullptr;
}

namespace {

// As the first migration made them; later ones add columns.
std::string FirstTablesSql() {
  const ResourceTable::Column kind = ResourceTable::IntegerColumn("kind");
  return absl::StrCat(
      ResourceTable("places", {kind}).CreateTableSql(),
      ResourceTable("groups", {kind}).CreateTableSql(),
      ResourceTable("enterprises").CreateTableSql(),
      ResourceTable("clusters").CreateTableSql(),
      ResourceTable("linkages", {"subject", "scheme"}).CreateTableSql(),
      ProfileTable().CreateTableSql());
}

}  // namespace

std::vector<Migration> RegistryMigrations(const MigrationProgress& progress) {
  return {
      {1, absl::StrCat(FirstTablesSql(), R"sql(
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
      // What a past profile reads beside the resources holds from a revision up
      // to, and without, another one. to_revision comes early in the keys, so
      // that what holds no more costs the present nothing.
      {2, R"sql(
        DROP TABLE reference;
        CREATE TABLE reference (
          source TEXT NOT NULL,
          field TEXT NOT NULL,
          target TEXT NOT NULL,
          from_revision INTEGER NOT NULL,
          to_revision INTEGER NOT NULL,
          PRIMARY KEY (source, to_revision, field, target)
        ) WITHOUT ROWID;
        CREATE INDEX reference_by_target
          ON reference (target, field, to_revision, from_revision, source);
        DROP TABLE outside_id;
        CREATE TABLE outside_id (
          system TEXT NOT NULL,
          value TEXT NOT NULL,
          subject TEXT NOT NULL,
          from_revision INTEGER NOT NULL,
          to_revision INTEGER NOT NULL,
          PRIMARY KEY (system, value, to_revision)
        ) WITHOUT ROWID;
        CREATE INDEX outside_id_by_subject ON outside_id (subject, to_revision);
      )sql",
       &RebuildValidities},
      {3, PlanTable().CreateTableSql()},
      {4, DemandTable().CreateTableSql()},
      // What lists filter and sort by. Filled before it is indexed.
      {5, ListColumnsSql(),
       [progress](sql::Database& database) {
         return FillListColumns(database, progress);
       }},
      {6,
       ReportingViewsSql(sql::Engine::kSqlite),
       {},
       ReportingViewsSql(sql::Engine::kPostgres)},
      {7, absl::StrCat(R"sql(
        -- Names that mean another subject since a merge.
        CREATE TABLE merged_name (
          name TEXT PRIMARY KEY,
          survivor TEXT NOT NULL,
          revision INTEGER NOT NULL,
          merged_at_micros INTEGER NOT NULL,
          merged_by TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX merged_name_by_survivor ON merged_name (survivor);
        -- The audit of erasures: what was erased, with which subject, when, by
        -- whom and why.
        CREATE TABLE erased_name (
          name TEXT PRIMARY KEY,
          subject TEXT NOT NULL,
          revision INTEGER NOT NULL,
          erased_at_micros INTEGER NOT NULL,
          erased_by TEXT NOT NULL,
          ground TEXT NOT NULL,
          overriding_order TEXT NOT NULL
        ) WITHOUT ROWID;
        -- For finding ids that are written in different forms.
        CREATE INDEX outside_id_by_key ON outside_id (system, ()sql",
                       kOutsideIdKeySql, R"sql(), subject)
          WHERE to_revision = 9223372036854775807;
        -- For forgetting what held until then.
        CREATE INDEX reference_by_end ON reference (to_revision)
          WHERE to_revision < 9223372036854775807;
        CREATE INDEX outside_id_by_end ON outside_id (to_revision)
          WHERE to_revision < 9223372036854775807;
      )sql")},
      // The sums of federations, in the bodies of their rows in profiles.
      {8, "",
       [progress](sql::Database& database) {
         return CorrectFederationTotals(database, progress);
       }},
      // Lists of all, and of one class wherever it is, by an order.
      {9, "",
       [progress](sql::Database& database) {
         return MakeListIndexes(database, progress);
       }},
      {10, "", &RepairMergedAndErased},
      // The key's columns first, or else SQLite 3.40 reports in an integrity
      // check that the others are NULL. A server has no such fault.
      {11,
       absl::StrCat(R"sql(
        CREATE TABLE outside_id_kept AS SELECT * FROM outside_id;
        DROP TABLE outside_id;
        CREATE TABLE outside_id (
          system TEXT NOT NULL,
          value TEXT NOT NULL,
          to_revision INTEGER NOT NULL,
          subject TEXT NOT NULL,
          from_revision INTEGER NOT NULL,
          PRIMARY KEY (system, value, to_revision)
        ) WITHOUT ROWID;
        INSERT INTO outside_id
          (system, value, to_revision, subject, from_revision)
          SELECT system, value, to_revision, subject, from_revision
          FROM outside_id_kept ORDER BY system, value, to_revision;
        DROP TABLE outside_id_kept;
        CREATE INDEX outside_id_by_subject ON outside_id (subject, to_revision);
        CREATE INDEX outside_id_by_key ON outside_id (system, ()sql",
                    kOutsideIdKeySql, R"sql(), subject)
          WHERE to_revision = 9223372036854775807;
        CREATE INDEX outside_id_by_end ON outside_id (to_revision)
          WHERE to_revision < 9223372036854775807;
        CREATE TABLE reference_kept AS SELECT * FROM reference;
        DROP TABLE reference;
        CREATE TABLE reference (
          source TEXT NOT NULL,
          to_revision INTEGER NOT NULL,
          field TEXT NOT NULL,
          target TEXT NOT NULL,
          from_revision INTEGER NOT NULL,
          PRIMARY KEY (source, to_revision, field, target)
        ) WITHOUT ROWID;
        INSERT INTO reference
          (source, to_revision, field, target, from_revision)
          SELECT source, to_revision, field, target, from_revision
          FROM reference_kept ORDER BY source, to_revision, field, target;
        DROP TABLE reference_kept;
        CREATE INDEX reference_by_target
          ON reference (target, field, to_revision, from_revision, source);
        CREATE INDEX reference_by_end ON reference (to_revision)
          WHERE to_revision < 9223372036854775807;
      )sql"),
       {},
       "SELECT 1;"},
      {12, "",
       [progress](sql::Database& database) {
         return RepairFederationTotals(database, progress);
       }},
  };
}

}  // namespace sangam::registry
