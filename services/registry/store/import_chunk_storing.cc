// How the subjects and linkages of an import are written.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/domain/federation_sums.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/import_chunk.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/new_rows.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/resource_types.h"

namespace sangam::registry {
namespace {

const v1::Group* AsGroup(const google::protobuf::Message& record) {
  return record.GetDescriptor() == v1::Group::descriptor()
             ? static_cast<const v1::Group*>(&record)
             : nullptr;
}

int64_t ClassOfRecord(const google::protobuf::Message& record) {
  if (const v1::Group* group = AsGroup(record)) return ClassOf(*group);
  return record.GetDescriptor() == v1::Enterprise::descriptor()
             ? ClassOf(static_cast<const v1::Enterprise&>(record))
             : 0;
}

bool SameIds(const OutsideIds& some, const OutsideIds& others) {
  return absl::c_equal(some, others, [](const auto& a, const auto& b) {
    return a.system() == b.system() && a.value() == b.value();
  });
}

}  // namespace

absl::Status ImportChunk::ReadSumsAbove() {
  std::set<std::string> federations;
  for (const std::unique_ptr<Row>& row : rows_) {
    for (const auto* version : {row->before.get(), row->after.get()}) {
      const v1::Group* group = version == nullptr ? nullptr : AsGroup(*version);
      if (group == nullptr) continue;
      if (IsFederation(group->kind())) federations.insert(group->name());
      if (!group->parent().empty()) federations.insert(group->parent());
    }
  }
  return profiles_.ReadAbove(transaction(), std::move(federations));
}

absl::Status ImportChunk::StoreSubjectsAndLinkages() {
  SANGAM_RETURN_IF_ERROR(ReadSumsAbove());
  for (const std::unique_ptr<Row>& row : rows_) {
    if (cancelled()) return DeadlineExceededError();
    SANGAM_RETURN_IF_ERROR(
        profiles_.RollUp(transaction(), row->before.get(), row->after.get()));
  }
  // The last question: what follows runs up to the commit without a wait.
  SANGAM_RETURN_IF_ERROR(profiles_.ReadBodies(transaction()));
  // Table by table: the few trees that each writes into stay near.
  for (const auto store :
       {&ImportChunk::StoreIds, &ImportChunk::StoreReferences,
        &ImportChunk::StoreRow}) {
    for (const std::unique_ptr<Row>& row : rows_) {
      if (cancelled()) return DeadlineExceededError();
      SANGAM_RETURN_IF_ERROR((this->*store)(*row));
    }
  }
  for (const std::unique_ptr<Row>& row : rows_) {
    Count(*row);
    Flag(*row);
  }
  return absl::OkStatus();
}

absl::Status ImportChunk::StoreIds(const Row& row) {
  const OutsideIds* ids = OutsideIdsOf(*row.after);
  if (ids == nullptr) return absl::OkStatus();
  sql::Database& database = transaction().database();
  const int64_t revision = transaction().revision();
  if (row.before == nullptr) {
    return AddOutsideIds(database, revision, row.name, *ids);
  }
  if (SameIds(*ids, *OutsideIdsOf(*row.before))) return absl::OkStatus();
  return ReplaceOutsideIds(database, revision, row.name, *ids);
}

absl::Status ImportChunk::StoreReferences(const Row& row) {
  sql::Database& database = transaction().database();
  const int64_t revision = transaction().revision();
  if (row.before == nullptr) {
    return AddReferences(database, revision, row.name, row.references);
  }
  if (row.references == ReferencesOfRecord(*row.before)) {
    return absl::OkStatus();
  }
  return ReplaceReferences(database, revision, row.name, row.references);
}

absl::Status ImportChunk::StoreRow(const Row& row) {
  SANGAM_ASSIGN_OR_RETURN(const std::vector<sql::Value> columns,
                          ColumnsOf(row));
  if (row.before == nullptr) {
    return AddRow(transaction(), row.type->table(), row.name, row.body,
                  columns);
  }
  return row.type->table()
      .Put(transaction(), row.name, row.body, columns)
      .status();
}

// Most records of a chunk lie in few places, which are looked up once.
absl::StatusOr<std::vector<sql::Value>> ImportChunk::ColumnsOf(const Row& row) {
  std::vector<sql::Value> columns = row.type->Columns(*row.after);
  if (!IsListed(*row.type)) return columns;
  const std::string place = TextField(*row.after, "place");
  const auto [area, fresh] = areas_.try_emplace(place);
  if (fresh) {
    SANGAM_ASSIGN_OR_RETURN(const PlaceArea stored,
                            StoredAreaOf(transaction(), place));
    area->second = stored.finest();
  }
  columns[kAreaColumn] = area->second;
  const std::string& collection = row.type->table().collection();
  const int64_t record_class = ClassOfRecord(*row.after);
  if (partitions_.emplace(collection, area->second, record_class).second) {
    SANGAM_RETURN_IF_ERROR(NoteListPartition(transaction(), collection,
                                             area->second, record_class));
  }
  return columns;
}

absl::Status ImportChunk::NoteProfiles() {
  for (const std::unique_ptr<Row>& row : rows_) NoteProfilesOf(*row);
  for (const auto& [group, kind] : kinds_) {
    if (kind == type::v1::SUBJECT_KIND_SHG) profiles_.NoteWithoutSums(group);
  }
  return profiles_.Rise(transaction());
}

void ImportChunk::NoteProfilesOf(const Row& row) {
  // A linkage changes the profile of its subject, and of none above it.
  if (row.type == &LinkageType()) {
    for (const auto* version : {row.before.get(), row.after.get()}) {
      if (version != nullptr) {
        profiles_.NoteAlone(
            static_cast<const v1::Linkage*>(version)->subject());
      }
    }
    return;
  }
  std::vector<std::string> above;
  for (const Reference& reference : row.references) {
    if (IsReadThrough(reference.field)) above.push_back(reference.target);
  }
  profiles_.Note(row.name, std::move(above));
  if (row.before == nullptr) return;
  for (const Reference& reference : ReferencesOfRecord(*row.before)) {
    if (IsReadThrough(reference.field)) profiles_.Note(reference.target);
  }
}

}  // namespace sangam::registry
