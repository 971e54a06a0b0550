#include "services/registry/store/enrolment.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "common/changelog/request_log.h"
#include "common/changelog/resource_type.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/domain/completeness.h"
#include "services/registry/domain/subject_name.h"
#include "services/registry/store/import_chunk.h"
#include "services/registry/store/import_draft.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kField[] = "enterprise";

// The paths of what is set; of the profile each fact by itself.
void AddPaths(const Message& message, const std::string& prefix,
              google::protobuf::FieldMask* mask) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string path = absl::StrCat(prefix, field->name());
    if (field->message_type() == type::v1::Profile::descriptor()) {
      AddPaths(message.GetReflection()->GetMessage(message, field),
               absl::StrCat(path, "."), mask);
    } else {
      mask->add_paths(path);
    }
  }
}

// The enterprise that the request means, if it is there already.
absl::StatusOr<absl::optional<StoredResource>> FindStored(
    WriteTransaction& transaction, const v1::Enterprise& enterprise) {
  std::string name = enterprise.name();
  for (const type::v1::OutsideId& id : enterprise.outside_ids()) {
    if (!name.empty()) break;
    SANGAM_ASSIGN_OR_RETURN(
        name, HolderOf(transaction.database(), transaction.revision(), id));
  }
  if (name.empty() && enterprise.outside_ids_size() > 0) {
    name = NameOfOutsideId("enterprises", enterprise.outside_ids(0));
  }
  return EnterpriseTable().Get(transaction, name);
}

v1::AffiliationState StateAfter(const v1::EnrolEnterpriseRequest& request,
                                const v1::Enterprise& before) {
  if (request.affiliate()) return v1::AFFILIATION_STATE_AFFILIATED;
  return before.affiliation() == v1::AFFILIATION_STATE_UNSPECIFIED
             ? v1::AFFILIATION_STATE_DRAFT
             : before.affiliation();
}

absl::Status ErrorOf(const v1::RejectedRecord& rejected,
                     const std::string& name) {
  if (rejected.reason() == type::v1::ERROR_REASON_ETAG_MISMATCH) {
    return EtagMismatchError(name);
  }
  std::vector<FieldViolation> violations;
  for (const v1::RejectedField& field : rejected.fields()) {
    // What stands beside the record in an import stands beside it here, too.
    const bool beside = absl::StartsWith(field.field(), "belongs_to") ||
                        field.field() == "place_title" ||
                        field.field() == "place_parent";
    violations.push_back(
        {beside ? field.field() : absl::StrCat(kField, ".", field.field()),
         field.description()});
  }
  return InvalidFieldsError(violations, rejected.reason());
}

absl::Status EnrolIn(WriteTransaction& transaction,
                     const v1::EnrolEnterpriseRequest& request,
                     const CallContext& call,
                     v1::EnrolEnterpriseResponse* response) {
  SANGAM_ASSIGN_OR_RETURN(const auto stored,
                          FindStored(transaction, request.enterprise()));
  v1::Enterprise before;
  if (stored && !before.ParseFromString(stored->body)) {
    return InternalFault("a stored resource can't be read");
  }
  v1::ImportEntitiesRequest chunk;
  v1::ImportRecord& record = *chunk.add_records();
  v1::Enterprise& given = *record.mutable_entity()->mutable_enterprise();
  given = request.enterprise();
  // Who is named is meant, by whichever of its ids.
  if (stored) given.set_name(stored->key);
  given.set_affiliation(StateAfter(request, before));
  if (request.has_belongs_to()) {
    *record.mutable_belongs_to() = request.belongs_to();
  }
  record.set_place_title(request.place_title());
  record.set_place_parent(request.place_parent());
  AddPaths(given, "", chunk.mutable_update_mask());
  std::vector<RecordDraft> drafts;
  drafts.push_back(DraftOf(record));
  v1::ImportEntitiesResponse told;
  SANGAM_RETURN_IF_ERROR(
      ImportChunk(chunk, &drafts, nullptr, &told).Store(&transaction, call));
  if (told.rejected_size() > 0) return ErrorOf(told.rejected(0), given.name());

  SANGAM_ASSIGN_OR_RETURN(const auto now,
                          FindStored(transaction, request.enterprise()));
  if (!now) return InternalFault("what was enrolled is not there");
  SANGAM_RETURN_IF_ERROR(ReadStored(*now, transaction.position().epoch,
                                    response->mutable_enterprise()));
  response->set_outcome(told.created() > 0 ? type::v1::WRITE_OUTCOME_CREATED
                        : told.updated() > 0
                            ? type::v1::WRITE_OUTCOME_UPDATED
                            : type::v1::WRITE_OUTCOME_UNCHANGED);
  const Completeness completeness = CompletenessOf(response->enterprise());
  response->set_completeness_bps(completeness.known_bps);
  for (const std::string& path : completeness.missing) {
    response->add_missing_facts(path);
  }
  if (told.flagged_size() > 0) {
    *response->mutable_flags() = told.flagged(0).flags();
  }
  response->set_token(transaction.token());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::EnrolEnterpriseResponse> Enrol(
    Changelog* changelog, const v1::EnrolEnterpriseRequest& request,
    const CallContext& call) {
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  if (!request.has_enterprise()) {
    return InvalidFieldError(kField, "is required");
  }
  if (request.enterprise().affiliation() != v1::AFFILIATION_STATE_UNSPECIFIED) {
    return InvalidFieldError("enterprise.affiliation",
                             "is left out here; say affiliate");
  }
  v1::EnrolEnterpriseResponse response;
  if (request.validate_only()) {
    const auto rehearse = [&](WriteTransaction& transaction) -> absl::Status {
      const std::string token = transaction.token();
      SANGAM_RETURN_IF_ERROR(EnrolIn(transaction, request, call, &response));
      response.set_token(token);
      // An etag that was never given out could come true by another's write.
      response.mutable_enterprise()->clear_etag();
      response.mutable_enterprise()->clear_update_time();
      return absl::OkStatus();
    };
    SANGAM_RETURN_IF_ERROR(changelog->Rehearse(rehearse, call.cancelled));
    return response;
  }
  const auto enrol = [&](WriteTransaction& transaction) {
    return AnswerOnce(transaction, request, &response, [&] {
      return EnrolIn(transaction, request, call, &response);
    });
  };
  SANGAM_RETURN_IF_ERROR(changelog->Write(enrol, call.cancelled));
  return response;
}

}  // namespace sangam::registry
