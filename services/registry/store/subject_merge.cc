#include "services/registry/store/subject_merge.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/changelog/request_log.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "common/validation/identity_number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/registry/domain/record_merge.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/profile_changes.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/references.h"
#include "services/registry/store/retired_names.h"
#include "services/registry/store/stored_record.h"
#include "services/registry/store/subject_care_errors.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

absl::Status CheckRequest(const v1::MergeSubjectsRequest& request) {
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  CheckRequiredName(violations, "survivor", request.survivor(),
                    {"groups", "enterprises", "clusters"});
  CheckRequiredName(violations, "duplicate", request.duplicate(),
                    {"groups", "enterprises", "clusters"});
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  if (request.survivor() == request.duplicate()) {
    violations.Add("duplicate", "is the survivor itself");
  } else if (CollectionOf(request.survivor()) !=
             CollectionOf(request.duplicate())) {
    violations.Add("duplicate",
                   absl::StrCat("is no record of the survivor's type, ",
                                CollectionOf(request.survivor())));
  } else {
    violations.AddAll(CheckTakenFields(
        request.take_fields(),
        *TypeNamed(request.survivor())->prototype().GetDescriptor()));
  }
  return violations.ToStatus();
}

// One merge, within its transaction.
class Merge {
 public:
  Merge(WriteTransaction* transaction, const v1::MergeSubjectsRequest& request,
        absl::string_view principal, v1::MergeSubjectsResponse* response)
      : transaction_(*transaction),
        request_(request),
        principal_(principal),
        response_(*response) {}

  absl::Status Run() {
    SANGAM_ASSIGN_OR_RETURN(
        survivor_, Read(request_.survivor(), request_.survivor_etag()));
    SANGAM_ASSIGN_OR_RETURN(
        duplicate_, Read(request_.duplicate(), request_.duplicate_etag()));
    SANGAM_RETURN_IF_ERROR(CheckCanBeOne());
    SANGAM_RETURN_IF_ERROR(MoveReferences());
    SANGAM_RETURN_IF_ERROR(RemoveDuplicate());
    SANGAM_RETURN_IF_ERROR(StoreSurvivor());
    SANGAM_RETURN_IF_ERROR(changes_.Advance(transaction_));
    response_.set_token(transaction_.token());
    return absl::OkStatus();
  }

 private:
  absl::StatusOr<StoredRecord> Read(const std::string& name,
                                    const std::string& etag) {
    SANGAM_ASSIGN_OR_RETURN(auto record, ReadRecord(transaction_, name));
    if (!record) {
      return ExplainMissing(transaction_, name, sangam::NotFoundError(name));
    }
    if (!etag.empty() &&
        etag != EtagOf(transaction_.position().epoch, record->revision)) {
      return EtagMismatchError(name);
    }
    return *std::move(record);
  }

  absl::Status CheckCanBeOne() const {
    const Subject survivor = *SubjectOf(*survivor_.message);
    const Subject duplicate = *SubjectOf(*duplicate_.message);
    if (survivor.kind != duplicate.kind) {
      return InvalidFieldError(
          "duplicate",
          absl::StrCat("is of another kind (", SubjectKindText(duplicate.kind),
                       ") than ", survivor.name, " (",
                       SubjectKindText(survivor.kind), ")"));
    }
    for (const auto& [one, other] : {std::pair{&survivor_, &duplicate},
                                     std::pair{&duplicate_, &survivor}}) {
      for (const Reference& reference : ReferencesOfRecord(*one->message)) {
        if (reference.target != other->name) continue;
        return InvalidFieldError("duplicate",
                                 "belongs to the survivor, or the other way"
                                 " round: they are two");
      }
    }
    return absl::OkStatus();
  }

  absl::Status MoveReferences() {
    const std::string& from = request_.duplicate();
    SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> sources,
                            AllSourcesOf(transaction_, from, kMostReferences));
    if (static_cast<int64_t>(sources.size()) > kMostReferences) {
      return TooManyReferencesError(from, kMostReferences);
    }
    for (const std::string& source : sources) {
      SANGAM_ASSIGN_OR_RETURN(const auto before,
                              ReadRecord(transaction_, source));
      if (!before) return InternalFault("a reference is of nothing");
      const std::unique_ptr<Message> after(before->message->New());
      after->CopyFrom(*before->message);
      ReplaceName(from, request_.survivor(), after.get());
      SANGAM_RETURN_IF_ERROR(
          StoreChanged(transaction_, *before, *after, &changes_));
      along_.linkages |= absl::StartsWith(source, "linkages/");
      along_.members |= SubjectOf(*after).has_value();
      response_.add_moved(source);
    }
    return absl::OkStatus();
  }

  // Its ids are free from then on.
  absl::Status RemoveDuplicate() {
    const std::string& name = request_.duplicate();
    sql::Database& database = transaction_.database();
    const int64_t revision = transaction_.revision();
    SANGAM_RETURN_IF_ERROR(
        ReplaceOutsideIds(database, revision, name, OutsideIds()));
    SANGAM_RETURN_IF_ERROR(
        changes_.RollUp(transaction_, duplicate_.message.get(), nullptr));
    SANGAM_RETURN_IF_ERROR(ReplaceReferences(database, revision, name, {}));
    SANGAM_RETURN_IF_ERROR(duplicate_.type->table().Delete(transaction_, name));
    SANGAM_RETURN_IF_ERROR(RemoveProfile(transaction_, name));
    NoteBodiesOf(*duplicate_.message, &changes_);
    return AddMergedName(transaction_, name, request_.survivor(), principal_);
  }

  absl::Status StoreSurvivor() {
    const std::string& name = request_.survivor();
    const MergedRecord merged =
        MergeRecords(*survivor_.message, *duplicate_.message,
                     request_.take_fields(), along_);
    SANGAM_RETURN_IF_ERROR(
        PrefixFields(survivor_.type->Check(*merged.record), "survivor"));
    SANGAM_RETURN_IF_ERROR(changes_.RollUp(
        transaction_, survivor_.message.get(), merged.record.get()));
    SANGAM_RETURN_IF_ERROR(ReplaceOutsideIds(transaction_.database(),
                                             transaction_.revision(), name,
                                             *OutsideIdsOf(*merged.record)));
    SANGAM_RETURN_IF_ERROR(
        ReplaceReferences(transaction_.database(), transaction_.revision(),
                          name, ReferencesOfRecord(*merged.record)));
    // Above it by what it said before, and by what it says now.
    NoteBodiesOf(*survivor_.message, &changes_);
    changes_.Note(name);
    SANGAM_ASSIGN_OR_RETURN(
        const StoredResource row,
        PutVersion(transaction_, *survivor_.type, *merged.record));
    for (const type::v1::OutsideId& id : merged.moved_outside_ids) {
      *response_.add_moved_outside_ids() = id;
    }
    for (const std::string& field : merged.filled_fields) {
      response_.add_filled_fields(field);
    }
    for (const v1::FactConflict& conflict : merged.conflicts) {
      *response_.add_conflicts() = conflict;
    }
    return ReadStored(
        row, transaction_.position().epoch,
        MutableRecordIn(*survivor_.type, response_.mutable_survivor()));
  }

  WriteTransaction& transaction_;
  const v1::MergeSubjectsRequest& request_;
  const absl::string_view principal_;
  v1::MergeSubjectsResponse& response_;
  StoredRecord survivor_;
  StoredRecord duplicate_;
  MergedAlong along_;
  ProfileChanges changes_;
};

}  // namespace

absl::StatusOr<v1::MergeSubjectsResponse> MergeSubjects(
    Changelog* changelog, const v1::MergeSubjectsRequest& request,
    absl::string_view principal, const std::function<bool()>& cancelled) {
  SANGAM_RETURN_IF_ERROR(CheckRequest(request));
  v1::MergeSubjectsResponse response;
  const auto merge = [&](WriteTransaction& transaction) {
    return Merge(&transaction, request, principal, &response).Run();
  };
  if (!request.validate_only()) {
    const auto answer = [&](WriteTransaction& transaction) {
      return AnswerOnce(transaction, request, &response,
                        [&] { return merge(transaction); });
    };
    SANGAM_RETURN_IF_ERROR(changelog->Write(answer, cancelled));
    return response;
  }
  const auto rehearse = [&](WriteTransaction& transaction) -> absl::Status {
    const std::string token = transaction.token();
    SANGAM_RETURN_IF_ERROR(merge(transaction));
    response.set_token(token);
    // An etag that was never given out could come true by another's write.
    ClearOutputFields(MutableRecordIn(*TypeNamed(request.survivor()),
                                      response.mutable_survivor()));
    return absl::OkStatus();
  };
  SANGAM_RETURN_IF_ERROR(changelog->Rehearse(rehearse, cancelled));
  return response;
}

}  // namespace sangam::registry
