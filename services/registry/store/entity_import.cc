#include "services/registry/store/entity_import.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "common/changelog/request_log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/identity_number.h"
#include "common/validation/outside_id.h"
#include "common/validation/personal_detail.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/import_chunk.h"

namespace sangam::registry {
namespace {

absl::Status CheckSize(const v1::ImportEntitiesRequest& request) {
  Violations violations;
  if (request.records_size() > EntityImport::kMaxRecords) {
    violations.Add("records",
                   absl::StrCat("has more than ", EntityImport::kMaxRecords,
                                " elements; send smaller chunks"));
  }
  if (request.ByteSizeLong() > EntityImport::kMaxBytes) {
    violations.Add("records", absl::StrCat("take more than ",
                                           EntityImport::kMaxBytes / 1024,
                                           " KiB; send smaller chunks"));
  }
  return violations.ToStatus();
}

}  // namespace

absl::Status RefusalOf(const v1::ImportRecord& record) {
  if (record.entity().record_case() == v1::Entity::RECORD_NOT_SET) {
    return absl::OkStatus();
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

absl::StatusOr<v1::ImportEntitiesResponse> EntityImport::Store(
    const v1::ImportEntitiesRequest& request, const CallContext& call) {
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  SANGAM_RETURN_IF_ERROR(CheckSize(request));
  // Before it takes its turn to write.
  std::vector<absl::Status> refusals;
  refusals.reserve(request.records_size());
  for (const v1::ImportRecord& record : request.records()) {
    refusals.push_back(RefusalOf(record));
  }
  v1::ImportEntitiesResponse response;
  if (request.validate_only()) {
    SANGAM_RETURN_IF_ERROR(
        changelog_.Rehearse([&](WriteTransaction& transaction) -> absl::Status {
          const std::string token = transaction.token();
          ImportChunk chunk(&transaction, request, refusals, &rehearsed_, call,
                            &response);
          SANGAM_RETURN_IF_ERROR(chunk.Store());
          response.set_token(token);
          rehearsed_.AddAll(chunk.added());
          return absl::OkStatus();
        }));
    if (rehearsed_.size() > kMaxRehearsed) {
      return InvalidFieldError(
          "validate_only", absl::StrCat("a dry run can have ", kMaxRehearsed,
                                        " new records; divide it"));
    }
  } else {
    SANGAM_RETURN_IF_ERROR(changelog_.Write([&](WriteTransaction& transaction) {
      return AnswerOnce(transaction, request, &response, [&] {
        return ImportChunk(&transaction, request, refusals, nullptr, call,
                           &response)
            .Store();
      });
    }));
  }
  response.set_request_id(request.request_id());
  return response;
}

}  // namespace sangam::registry
