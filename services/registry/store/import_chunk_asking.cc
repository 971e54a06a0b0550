// What an import asks the store for all records of a chunk at once.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/changelog/resource_fields.h"
#include "common/status/macros.h"
#include "services/registry/domain/subject_name.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/import_chunk.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {

absl::Status ImportChunk::AskHolders() {
  std::vector<std::pair<std::string, std::string>> asked;
  // Those that records without a name may get.
  std::set<std::string> names;
  for (const std::unique_ptr<Row>& row : rows_) {
    const v1::ImportRecord& record = *row->record;
    if (record.has_belongs_to()) {
      asked.emplace_back(record.belongs_to().system(),
                         record.belongs_to().value());
    }
    const ResourceType* type = TypeOf(record.entity());
    if (type == nullptr) continue;
    const google::protobuf::Message& sent = RecordIn(record.entity());
    const OutsideIds* own = OutsideIdsOf(sent);
    if (own == nullptr || own->empty()) continue;
    for (const auto& id : *own) asked.emplace_back(id.system(), id.value());
    if (TextField(sent, "name").empty()) {
      names.insert(NameOfOutsideId(type->table().collection(), (*own)[0]));
    }
  }
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  SANGAM_ASSIGN_OR_RETURN(
      const std::vector<std::string> holders,
      HoldersOf(transaction().database(), transaction().revision(), asked));
  held_.reserve(asked.size());
  for (size_t i = 0; i < asked.size(); ++i) {
    held_.emplace(std::move(asked[i]), holders[i]);
  }
  return AskExistence(names);
}

absl::Status ImportChunk::AskStored() {
  std::map<const ResourceType*, std::vector<Row*>> by_type;
  for (const std::unique_ptr<Row>& row : rows_) {
    const auto known = existing_.find(row->name);
    if (known != existing_.end() && !known->second) continue;
    by_type[row->type].push_back(row.get());
  }
  for (const auto& [type, rows] : by_type) {
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const Row* row : rows) names.push_back(row->name);
    SANGAM_ASSIGN_OR_RETURN(auto stored,
                            type->table().GetEach(transaction(), names));
    for (size_t i = 0; i < rows.size(); ++i) {
      rows[i]->stored = std::move(stored[i]);
    }
  }
  return absl::OkStatus();
}

absl::Status ImportChunk::AskTargets() {
  std::set<std::string> names;
  for (const std::unique_ptr<Row>& row : rows_) {
    for (const Reference& reference : row->references) {
      names.insert(reference.target);
    }
    if (!row->provisional_place) continue;
    names.insert(row->provisional_place->name());
    names.insert(row->provisional_place->development_parent());
  }
  return AskExistence(names);
}

absl::Status ImportChunk::AskAreas() {
  std::set<std::string> places;
  for (const std::unique_ptr<Row>& row : rows_) {
    if (IsListed(*row->type)) places.insert(TextField(*row->after, "place"));
  }
  const std::vector<std::string> asked(places.begin(), places.end());
  SANGAM_ASSIGN_OR_RETURN(const std::vector<PlaceArea> areas,
                          StoredAreasOf(transaction(), asked));
  for (size_t i = 0; i < asked.size(); ++i) {
    areas_.try_emplace(asked[i], areas[i].finest());
  }
  return absl::OkStatus();
}

bool ImportChunk::IsKnown(const std::string& name) const {
  return added_.Has(name) || existing_.contains(name) ||
         (before_it_ != nullptr && before_it_->Has(name));
}

absl::Status ImportChunk::AskExistence(const std::set<std::string>& names) {
  std::map<const ResourceTable*, std::vector<std::vector<sql::Value>>> by_table;
  for (const std::string& name : names) {
    const ResourceTable* table = TableOf(name);
    if (table == nullptr || IsKnown(name)) continue;
    by_table[table].push_back({name});
    existing_.emplace(name, false);
    if (table == &GroupTable()) {
      kinds_.emplace(name, type::v1::SUBJECT_KIND_UNSPECIFIED);
    }
  }
  for (const auto& [table, asked] : by_table) {
    const bool groups = table == &GroupTable();
    SANGAM_RETURN_IF_ERROR(transaction().database().ReadEach(
        absl::StrCat("SELECT key", groups ? ", kind" : "", " FROM \"",
                     table->collection(), "\" WHERE key = ?"),
        asked, [&](size_t, const sql::Statement& row) {
          const std::string name = row.Text(0);
          existing_[name] = true;
          if (groups) {
            kinds_[name] = static_cast<type::v1::SubjectKind>(row.Int(1));
          }
        }));
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
