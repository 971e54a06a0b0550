#include "services/registry/store/import_chunk.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "services/registry/domain/quality.h"
#include "services/registry/domain/roll_up_facts.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/group_tiers.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

const v1::Group* AsGroup(const google::protobuf::Message& record) {
  return record.GetDescriptor() == v1::Group::descriptor()
             ? static_cast<const v1::Group*>(&record)
             : nullptr;
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

ImportChunk::ImportChunk(const v1::ImportEntitiesRequest& request,
                         std::vector<RecordDraft>* drafts,
                         const NewRecords* before_it,
                         v1::ImportEntitiesResponse* response)
    : request_(request), before_it_(before_it), response_(*response) {
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

absl::Status ImportChunk::ReadAhead(WriteTransaction* reading) {
  transaction_ = reading;
  SANGAM_RETURN_IF_ERROR(ReadRecords());
  SANGAM_RETURN_IF_ERROR(DropUnreferable());
  SANGAM_RETURN_IF_ERROR(AskAreas());
  SANGAM_RETURN_IF_ERROR(NoteProfiles());
  transaction_ = nullptr;
  read_ahead_ = true;
  return absl::OkStatus();
}

absl::Status ImportChunk::Store(WriteTransaction* transaction,
                                const CallContext& call) {
  transaction_ = transaction;
  call_ = &call;
  if (!read_ahead_) {
    SANGAM_RETURN_IF_ERROR(ReadRecords());
    SANGAM_RETURN_IF_ERROR(StorePlaces());
    SANGAM_RETURN_IF_ERROR(DropUnreferable());
    SANGAM_RETURN_IF_ERROR(StoreProvisionalPlaces());
    SANGAM_RETURN_IF_ERROR(AskAreas());
    SANGAM_RETURN_IF_ERROR(NoteProfiles());
  }
  SANGAM_RETURN_IF_ERROR(StoreSubjectsAndLinkages());
  SANGAM_RETURN_IF_ERROR(profiles_.Advance(*transaction));
  response_.set_token(transaction->token());
  return absl::OkStatus();
}

absl::Status ImportChunk::ReadRecords() {
  SANGAM_RETURN_IF_ERROR(AskHolders());
  SANGAM_RETURN_IF_ERROR(
      ForEachRow([this](std::unique_ptr<Row>& row) { return Find(*row); }));
  SANGAM_RETURN_IF_ERROR(AskStored());
  return ForEachRow([this](std::unique_ptr<Row>& row) { return Read(row); });
}

bool ImportChunk::HoldsBeside(const NewRecords& stored) const {
  if (asked_below_) return false;
  const auto is_stored = [&](const auto& name) {
    return stored.Has(name.first);
  };
  return absl::c_none_of(claims_, is_stored) &&
         !profiles_.NotesAnyOf(
             [&](absl::string_view name) { return stored.Has(name); }) &&
         absl::c_none_of(existing_, is_stored) &&
         absl::c_none_of(held_, [&](const auto& held) {
           const auto& [id, holder] = held;
           return stored.HasId(id.first, id.second) ||
                  (!holder.empty() && stored.Has(holder));
         });
}

absl::Status ImportChunk::ForEachRow(
    absl::FunctionRef<absl::Status(std::unique_ptr<Row>&)> work) {
  for (std::unique_ptr<Row>& row : rows_) {
    if (cancelled()) return DeadlineExceededError();
    absl::Status status = work(row);
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
    sql::Statement row = transaction().database().Prepare(
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
                          StoredKindOf(transaction(), group));
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
                                WhyMissing(transaction(), parent));
        violations.Add("place_parent", why);
      }
      continue;
    }
    SANGAM_ASSIGN_OR_RETURN(const std::string why,
                            WhyMissing(transaction(), reference.target));
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
  asked_below_ = true;
  return CheckTiersBelow(transaction(), *group, written_);
}

// A record that is dropped may be what another one refers to, so this goes on
// until none is.
absl::Status ImportChunk::DropUnreferable() {
  // Of several that had one name, those at fault may have been the last.
  if (response_.rejected_size() > 0) {
    for (const std::unique_ptr<Row>& row : rows_) Remember(*row, *row->after);
  }
  SANGAM_RETURN_IF_ERROR(AskTargets());
  size_t before = rows_.size() + 1;
  while (rows_.size() < before) {
    before = rows_.size();
    written_.clear();
    for (const std::unique_ptr<Row>& row : rows_) written_.insert(row->name);
    for (std::unique_ptr<Row>& row : rows_) {
      if (cancelled()) return DeadlineExceededError();
      bool missing = false;
      absl::Status checked = CheckReferences(*row, &missing);
      if (checked.ok()) continue;
      if (!IsFaultOfRecord(checked)) return checked;
      RejectRow(*row, checked, missing);
      row = nullptr;
    }
    std::erase(rows_, nullptr);
  }
  return absl::OkStatus();
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
                     IndiaDay(transaction().now()));
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
  Forget(row);
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
