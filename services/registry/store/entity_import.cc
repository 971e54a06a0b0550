#include "services/registry/store/entity_import.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/request_log.h"
#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::registry {
namespace {

// One is prepared while another one is stored.
constexpr size_t kMostStored = 2;

// Places are checked one after the other, each against those written before it.
bool HasPlaces(const v1::ImportEntitiesRequest& request) {
  return absl::c_any_of(request.records(), [](const v1::ImportRecord& record) {
    return record.entity().has_place() || !record.place_title().empty();
  });
}

}  // namespace

PreparedChunk EntityImport::Prepare(
    const v1::ImportEntitiesRequest& request) const {
  PreparedChunk prepared;
  prepared.draft = DraftOf(request);
  if (!prepared.draft.fault.ok() || request.validate_only() ||
      HasPlaces(request)) {
    return prepared;
  }
  prepared.response = std::make_unique<v1::ImportEntitiesResponse>();
  prepared.ahead = std::make_unique<ImportChunk>(
      request, &prepared.draft.records, nullptr, prepared.response.get());
  const absl::Status read = changelog_.Read([&](Snapshot& snapshot) {
    WriteTransaction reading(snapshot.database(), snapshot.position(),
                             changelog_.clock().Now());
    prepared.revision = snapshot.position().revision;
    return prepared.ahead->ReadAhead(&reading);
  });
  // Whatever it was, the chunk's turn will show it.
  if (!read.ok()) {
    prepared.ahead = nullptr;
    prepared.draft = DraftOf(request);
  }
  return prepared;
}

absl::StatusOr<v1::ImportEntitiesResponse> EntityImport::Store(
    const v1::ImportEntitiesRequest& request, PreparedChunk prepared,
    const CallContext& call) {
  SANGAM_RETURN_IF_ERROR(prepared.draft.fault);
  if (request.validate_only()) {
    return Rehearse(request, std::move(prepared.draft), call);
  }
  v1::ImportEntitiesResponse response;
  const size_t stored_before = stored_.size();
  const auto store = [&](WriteTransaction& transaction) -> absl::Status {
    // Gone while it waited for its turn.
    if (call.cancelled()) return DeadlineExceededError();
    SANGAM_RETURN_IF_ERROR(
        AnswerOnce(transaction, request, prepared.draft.digest, &response, [&] {
          return StoreWithin(transaction, request, prepared, call, &response);
        }));
    // The last occasion: a commit is not broken off.
    return call.cancelled() ? DeadlineExceededError() : absl::OkStatus();
  };
  absl::Status written = changelog_.Write(store, call.cancelled);
  if (!written.ok()) {
    stored_.resize(stored_before);
    return written;
  }
  while (stored_.size() > kMostStored) stored_.pop_front();
  response.set_request_id(request.request_id());
  return response;
}

absl::Status EntityImport::StoreWithin(WriteTransaction& transaction,
                                       const v1::ImportEntitiesRequest& request,
                                       PreparedChunk& prepared,
                                       const CallContext& call,
                                       v1::ImportEntitiesResponse* response) {
  if (!StillHolds(prepared, transaction.position().revision)) {
    if (prepared.ahead != nullptr) prepared.draft = DraftOf(request);
    prepared.response = std::make_unique<v1::ImportEntitiesResponse>();
    prepared.ahead = std::make_unique<ImportChunk>(
        request, &prepared.draft.records, nullptr, prepared.response.get());
  }
  SANGAM_RETURN_IF_ERROR(prepared.ahead->Store(&transaction, call));
  if (transaction.changed() && !HasPlaces(request)) {
    stored_.push_back({transaction.revision(), prepared.ahead->added()});
  }
  response->Swap(prepared.response.get());
  return absl::OkStatus();
}

bool EntityImport::StillHolds(const PreparedChunk& prepared,
                              int64_t revision) const {
  if (prepared.ahead == nullptr) return false;
  // What others wrote meanwhile may be anything.
  int64_t known = prepared.revision;
  for (const Stored& stored : stored_) {
    if (stored.revision != known + 1) continue;
    if (!prepared.ahead->HoldsBeside(stored.records)) return false;
    known = stored.revision;
  }
  return known == revision;
}

absl::StatusOr<v1::ImportEntitiesResponse> EntityImport::Rehearse(
    const v1::ImportEntitiesRequest& request, ChunkDraft draft,
    const CallContext& call) {
  v1::ImportEntitiesResponse response;
  const auto rehearse = [&](WriteTransaction& transaction) -> absl::Status {
    const std::string token = transaction.token();
    ImportChunk chunk(request, &draft.records, &rehearsed_, &response);
    SANGAM_RETURN_IF_ERROR(chunk.Store(&transaction, call));
    response.set_token(token);
    rehearsed_.AddAll(chunk.added());
    return absl::OkStatus();
  };
  SANGAM_RETURN_IF_ERROR(changelog_.Rehearse(rehearse, call.cancelled));
  if (rehearsed_.size() > kMaxRehearsed) {
    return InvalidFieldError("validate_only",
                             absl::StrCat("a dry run can have ", kMaxRehearsed,
                                          " new records; divide it"));
  }
  response.set_request_id(request.request_id());
  return response;
}

}  // namespace sangam::registry
