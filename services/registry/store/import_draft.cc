#include "services/registry/store/import_draft.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/changelog/request_log.h"
#include "common/changelog/resource_fields.h"
#include "common/changelog/resource_type.h"
#include "common/changelog/update_mask.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/identity_number.h"
#include "common/validation/outside_id.h"
#include "common/validation/personal_detail.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/registry/domain/subject_name.h"
#include "services/registry/store/entity_record.h"

namespace sangam::registry {
namespace {

absl::Status CheckSize(const v1::ImportEntitiesRequest& request) {
  Violations violations;
  if (request.records_size() > kMaxImportRecords) {
    violations.Add("records", absl::StrCat("has more than ", kMaxImportRecords,
                                           " elements; send smaller chunks"));
  }
  if (request.ByteSizeLong() > kMaxImportBytes) {
    violations.Add("records",
                   absl::StrCat("take more than ", kMaxImportBytes / 1024,
                                " KiB; send smaller chunks"));
  }
  return violations.ToStatus();
}

// What is wrong with a record whatever the store holds, and must not even be
// compared with it: that it is of nothing, an Aadhaar number, a person's name
// or telephone number, an outside id that is none.
absl::Status RefusalOf(const v1::ImportRecord& record) {
  if (record.entity().record_case() == v1::Entity::RECORD_NOT_SET) {
    return InvalidFieldError("entity", "is required");
  }
  const google::protobuf::Message& sent = RecordIn(record.entity());
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(sent));
  SANGAM_RETURN_IF_ERROR(RefusePersonalDetails(sent));
  Violations violations;
  if (const OutsideIds* ids = OutsideIdsOf(sent)) {
    CheckOutsideIds(violations, "outside_ids", *ids);
  }
  if (record.has_belongs_to()) {
    CheckOutsideId(violations, "belongs_to", record.belongs_to());
  }
  if (!record.place_title().empty() || !record.place_parent().empty()) {
    CheckOptionalText(violations, "place_title", record.place_title(),
                      kTitleLength);
    CheckOptionalName(violations, "place_parent", record.place_parent(),
                      {"places"});
    if (HoldsIdentityNumber(record.place_title()) ||
        HoldsPhoneNumber(record.place_title())) {
      violations.Add("place_title", "holds a number that must not be stored");
    }
  }
  return violations.ToStatus();
}

// That which the record says, or which its first outside id gives.
std::string LikelyName(const google::protobuf::Message& sent,
                       const ResourceType& type) {
  std::string name = TextField(sent, "name");
  if (!name.empty()) return name;
  const OutsideIds* ids = OutsideIdsOf(sent);
  if (ids == nullptr || ids->empty()) return name;
  return NameOfOutsideId(type.table().collection(), (*ids)[0]);
}

}  // namespace

RecordDraft DraftOf(const v1::ImportRecord& record) {
  RecordDraft draft;
  draft.refusal = RefusalOf(record);
  const ResourceType* type = TypeOf(record.entity());
  // What belongs to another, or brings its place along, is settled with them.
  if (!draft.refusal.ok() || type == nullptr || record.has_belongs_to() ||
      !record.place_title().empty()) {
    return draft;
  }
  const google::protobuf::Message& sent = RecordIn(record.entity());
  draft.name = LikelyName(sent, *type);
  if (draft.name.empty()) return draft;
  draft.record = NewVersion(sent);
  SetTextField(draft.record.get(), "name", draft.name);
  draft.body = SerializeDeterministically(*draft.record);
  draft.fault = type->Check(*draft.record);
  draft.references = ReferencesOfRecord(*draft.record);
  return draft;
}

ChunkDraft DraftOf(const v1::ImportEntitiesRequest& request) {
  ChunkDraft draft;
  draft.fault = CheckRequestId(request);
  draft.fault.Update(CheckSize(request));
  if (!draft.fault.ok()) return draft;
  if (!request.request_id().empty()) draft.digest = DigestOfRequest(request);
  draft.records.reserve(request.records_size());
  for (const v1::ImportRecord& record : request.records()) {
    draft.records.push_back(DraftOf(record));
  }
  return draft;
}

}  // namespace sangam::registry
