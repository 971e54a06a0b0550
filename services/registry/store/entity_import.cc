#include "services/registry/store/entity_import.h"

#include "absl/strings/str_cat.h"
#include "common/changelog/request_log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/import_chunk.h"

namespace sangam::registry {

absl::StatusOr<v1::ImportEntitiesResponse> EntityImport::Store(
    const v1::ImportEntitiesRequest& request, ChunkDraft draft,
    const CallContext& call) {
  SANGAM_RETURN_IF_ERROR(draft.fault);
  v1::ImportEntitiesResponse response;
  if (request.validate_only()) {
    SANGAM_RETURN_IF_ERROR(
        changelog_.Rehearse([&](WriteTransaction& transaction) -> absl::Status {
          const std::string token = transaction.token();
          ImportChunk chunk(&transaction, request, &draft.records, &rehearsed_,
                            call, &response);
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
      return AnswerOnce(transaction, request, draft.digest, &response, [&] {
        return ImportChunk(&transaction, request, &draft.records, nullptr, call,
                           &response)
            .Store();
      });
    }));
  }
  response.set_request_id(request.request_id());
  return response;
}

}  // namespace sangam::registry
