#include "services/registry/store/import_chunk.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/changelog/resource_fields.h"
#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "services/registry/domain/federation_sums.h"
#include "services/registry/domain/quality.h"
#include "services/registry/domain/roll_up_facts.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/group_tiers.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/new_rows.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

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

// The fields by which one subject's roll-ups read another.
bool IsReadThrough(const Reference& reference) {
  return reference.field == "parent" || reference.field == "group" ||
         reference.field == "cluster";
}

bool SameIds(const OutsideIds& some, const OutsideIds& others) {
  return absl::c_equal(some, others, [](const auto& a, const auto& b) {
    return a.system() == b.system() && a.value() == b.value();
  });
}

}  // namespace

bool IsListed(const ResourceType& type) {
  return absl::c_any_of(ListedTables(), [&](const ListedTable& table) {
    return table.table == &type.table();
  });
}

bool IsFaultOfRecord(const absl::Status& status) {
  return absl::IsInvalidArgument(status) || absl::IsAlreadyExists(status) ||
         ReasonOf(status) == type::v1::ERROR_REASON_ETAG_MISMATCH;
}

ImportChunk::ImportChunk(WriteTransaction* transaction,
                         const v1::ImportEntitiesRequest& request,
                         std::vector<RecordDraft>* drafts,
                         const NewRecords* before_it, const CallContext& call,
                         v1::ImportEntitiesResponse* response)
    : transaction_(*transaction),
      request_(request),
      before_it_(before_it),
      call_(call),
      response_(*response) {
  rows_.reserve(request.records_size());
  for (int i = 0; i < request.records_size(); ++i) {
    RecordDraft& draft = (*drafts)[i];
    if (!draft.refusal.ok()) {
      Reject(request.records(i), draft.refusal);
      continue;
    }
    rows_.push_back(std::make_unique<Row>());
    rows_.back()->record = &request.records(i);
    rows_.back()->draft = &draft;
  }
}

absl::Status ImportChunk::Store() {
  SANGAM_RETURN_IF_ERROR(AskHolders());
  SANGAM_RETURN_IF_ERROR(
      ForEachRow([this](std::unique_ptr<Row>& row) { return Find(*row); }));
  SANGAM_RETURN_IF_ERROR(AskStored());
  SANGAM_RETURN_IF_ERROR(
      ForEachRow([this](std::unique_ptr<Row>& row) { return Read(row); }));
  SANGAM_RETURN_IF_ERROR(StorePlaces());
  SANGAM_RETURN_IF_ERROR(DropUnreferable());
  SANGAM_RETURN_IF_ERROR(StoreProvisionalPlaces());
  SANGAM_RETURN_IF_ERROR(StoreSubjectsAndLinkages());
  SANGAM_RETURN_IF_ERROR(profiles_.Advance(transaction_));
  response_.set_token(transaction_.token());
  return absl::OkStatus();
}

absl::Status ImportChunk::ForEachRow(
    absl::FunctionRef<absl::Status(std::unique_ptr<Row>&)> work) {
  for (std::unique_ptr<Row>& row : rows_) {
    if (call_.cancelled()) return DeadlineExceededError();
    const absl::Status status = work(row);
    if (status.ok()) continue;
    if (!IsFaultOfRecord(status)) return status;
    // What another record says of the name is then the first.
    const auto said = first_said_.find(row->name);
    if (said != first_said_.end() && said->second.written == row.get()) {
      first_said_.erase(said);
    }
    RejectRow(*row, status);
    row = nullptr;
  }
  std::erase(rows_, nullptr);
  return absl::OkStatus();
}

void ImportChunk::Remember(const Row& row,
                           const google::protobuf::Message& record) {
  const v1::Group* group = AsGroup(record);
  added_.Add(
      row.name,
      group == nullptr ? type::v1::SUBJECT_KIND_UNSPECIFIED : group->kind(),
      OutsideIdsOf(record));
}

void ImportChunk::Forget(const Row& row) {
  // Another record may say that it is the same subject.
  if (!row.claims_name || --claims_[row.name] > 0) return;
  added_.Remove(row.name, OutsideIdsOf(RecordIn(row.record->entity())));
}

absl::StatusOr<bool> ImportChunk::Exists(const std::string& name) {
  if (added_.Has(name)) return true;
  if (before_it_ != nullptr && before_it_->Has(name)) return true;
  const auto known = existing_.find(name);
  if (known != existing_.end()) return known->second;
  bool there = false;
  if (const ResourceTable* table = TableOf(name)) {
    sql::Statement row = transaction_.database().Prepare(
        absl::StrCat("SELECT 1 FROM \"", table->collection(),
                     "\" WHERE key = ?"),
        name);
    there = row.Next();
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  existing_.emplace(name, there);
  return there;
}

absl::StatusOr<type::v1::SubjectKind> ImportChunk::KindOf(
    const std::string& group) {
  if (added_.Has(group)) return added_.KindOf(group);
  if (before_it_ != nullptr && before_it_->Has(group)) {
    return before_it_->KindOf(group);
  }
  const auto known = kinds_.find(group);
  if (known != kinds_.end()) return known->second;
  SANGAM_ASSIGN_OR_RETURN(const type::v1::SubjectKind kind,
                          StoredKindOf(transaction_, group));
  kinds_.emplace(group, kind);
  return kind;
}

absl::Status ImportChunk::CheckReferences(Row& row, bool* missing) {
  Violations violations;
  for (const Reference& reference : row.references) {
    SANGAM_ASSIGN_OR_RETURN(const bool there, Exists(reference.target));
    if (there) continue;
    if (reference.field == "place" && row.provisional_place &&
        row.provisional_place->name() == reference.target) {
      const std::string& parent = row.provisional_place->development_parent();
      if (parent.empty()) continue;
      // Without it the place would lie nowhere, and nothing would ever mend
      // that.
      SANGAM_ASSIGN_OR_RETURN(const bool parent_there, Exists(parent));
      if (!parent_there) {
        SANGAM_ASSIGN_OR_RETURN(const std::string why,
                                WhyMissing(transaction_, parent));
        violations.Add("place_parent", why);
      }
      continue;
    }
    SANGAM_ASSIGN_OR_RETURN(const std::string why,
                            WhyMissing(transaction_, reference.target));
    violations.Add(reference.field, why);
  }
  *missing = !violations.empty();
  if (*missing) return violations.ToStatus();
  const v1::Group* group = AsGroup(*row.after);
  if (group == nullptr) return absl::OkStatus();
  if (!group->parent().empty()) {
    SANGAM_ASSIGN_OR_RETURN(const auto parent, KindOf(group->parent()));
    SANGAM_RETURN_IF_ERROR(CheckTier(group->kind(), parent));
  }
  for (const std::string& shg : ShgsDrawnOn(*group)) {
    SANGAM_ASSIGN_OR_RETURN(const auto kind, KindOf(shg));
    SANGAM_RETURN_IF_ERROR(CheckDrawnOn(shg, kind));
  }
  const v1::Group* before =
      row.before == nullptr ? nullptr : AsGroup(*row.before);
  if (before == nullptr || before->kind() == group->kind()) {
    return absl::OkStatus();
  }
  return CheckTiersBelow(transaction_, *group);
}

// A record that is dropped may be what another one refers to, so this goes on
// until none is.
absl::Status ImportChunk::DropUnreferable() {
  SANGAM_RETURN_IF_ERROR(AskTargets());
  size_t before = rows_.size() + 1;
  while (rows_.size() < before) {
    before = rows_.size();
    for (std::unique_ptr<Row>& row : rows_) {
      if (call_.cancelled()) return DeadlineExceededError();
      bool missing = false;
      const absl::Status checked = CheckReferences(*row, &missing);
      if (checked.ok()) continue;
      if (!IsFaultOfRecord(checked)) return checked;
      RejectRow(*row, checked, missing);
      row = nullptr;
    }
    std::erase(rows_, nullptr);
  }
  return absl::OkStatus();
}

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
  return profiles_.ReadAbove(transaction_, std::move(federations));
}

absl::Status ImportChunk::StoreSubjectsAndLinkages() {
  SANGAM_RETURN_IF_ERROR(ReadSumsAbove());
  SANGAM_RETURN_IF_ERROR(AskAreas());
  for (const std::unique_ptr<Row>& row : rows_) {
    if (call_.cancelled()) return DeadlineExceededError();
    NoteProfiles(*row);
    SANGAM_RETURN_IF_ERROR(
        profiles_.RollUp(transaction_, row->before.get(), row->after.get()));
  }
  // Table by table: the few trees that each writes into stay near.
  for (const auto store :
       {&ImportChunk::StoreIds, &ImportChunk::StoreReferences,
        &ImportChunk::StoreRow}) {
    for (const std::unique_ptr<Row>& row : rows_) {
      if (call_.cancelled()) return DeadlineExceededError();
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
  sql::Database& database = transaction_.database();
  const int64_t revision = transaction_.revision();
  if (row.before == nullptr) {
    return AddOutsideIds(database, revision, row.name, *ids);
  }
  if (SameIds(*ids, *OutsideIdsOf(*row.before))) return absl::OkStatus();
  return ReplaceOutsideIds(database, revision, row.name, *ids);
}

absl::Status ImportChunk::StoreReferences(const Row& row) {
  sql::Database& database = transaction_.database();
  const int64_t revision = transaction_.revision();
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
    return AddRow(transaction_, row.type->table(), row.name, row.body, columns);
  }
  return row.type->table()
      .Put(transaction_, row.name, row.body, columns)
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
                            StoredAreaOf(transaction_, place));
    area->second = stored.finest();
  }
  columns[kAreaColumn] = area->second;
  const std::string& collection = row.type->table().collection();
  const int64_t record_class = ClassOfRecord(*row.after);
  if (partitions_.emplace(collection, area->second, record_class).second) {
    SANGAM_RETURN_IF_ERROR(NoteListPartition(transaction_, collection,
                                             area->second, record_class));
  }
  return columns;
}

void ImportChunk::NoteProfiles(const Row& row) {
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
    if (IsReadThrough(reference)) above.push_back(reference.target);
  }
  profiles_.Note(row.name, std::move(above));
  if (row.before == nullptr) return;
  for (const Reference& reference : ReferencesOfRecord(*row.before)) {
    if (IsReadThrough(reference)) profiles_.Note(reference.target);
  }
}

void ImportChunk::Count(const Row& row) {
  if (row.before == nullptr) {
    response_.set_created(response_.created() + 1);
  } else {
    response_.set_updated(response_.updated() + 1);
  }
  response_.set_unchanged(response_.unchanged() +
                          static_cast<int64_t>(row.copies.size()));
}

void ImportChunk::Flag(const Row& row) {
  const absl::optional<Subject> subject = SubjectOf(*row.after);
  if (!subject) return;
  const v1::Group* group = AsGroup(*row.after);
  const auto flags =
      QualityFlagsOf(*subject, group != nullptr && !group->parent().empty(),
                     IndiaDay(transaction_.now()));
  if (flags.empty()) return;
  v1::FlaggedRecord* flagged = response_.add_flagged();
  flagged->set_row(row.record->row());
  flagged->set_name(row.name);
  for (const v1::QualityFlag flag : flags) flagged->add_flags(flag);
}

void ImportChunk::RejectRow(const Row& row, const absl::Status& fault,
                            bool reference_missing) {
  Reject(*row.record, fault, reference_missing);
  for (const v1::ImportRecord* copy : row.copies) {
    Reject(*copy, fault, reference_missing);
  }
  if (row.before == nullptr) Forget(row);
}

void ImportChunk::Reject(const v1::ImportRecord& record,
                         const absl::Status& fault, bool reference_missing) {
  v1::RejectedRecord* rejected = response_.add_rejected();
  rejected->set_row(record.row());
  rejected->set_reason(ReasonOf(fault));
  rejected->set_reference_missing(reference_missing);
  for (const FieldViolation& violation : FieldViolationsOf(fault)) {
    v1::RejectedField* field = rejected->add_fields();
    field->set_field(violation.field);
    field->set_description(violation.description);
  }
  if (rejected->fields_size() == 0) {
    v1::RejectedField* field = rejected->add_fields();
    if (rejected->reason() == type::v1::ERROR_REASON_ETAG_MISMATCH) {
      field->set_field("etag");
    }
    field->set_description(std::string(fault.message()));
  }
}

}  // namespace sangam::registry
