// An import: chunk by chunk, each in a transaction of its own.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/registry/store/import_chunk.h"
#include "services/registry/store/import_draft.h"
#include "services/registry/store/new_records.h"

namespace sangam::registry {

// A chunk as far as it is prepared before its turn to write. It refers to its
// request.
struct PreparedChunk {
  ChunkDraft draft;
  // What the store held of it at a revision; null where that was not asked, and
  // the draft is whole.
  std::unique_ptr<ImportChunk> ahead;
  std::unique_ptr<v1::ImportEntitiesResponse> response;
  int64_t revision = 0;
};

// Serves one caller, who may import in earnest and in dry runs, chunk after
// chunk.
class EntityImport {
 public:
  // What a dry run remembers of the records that it would have added.
  static constexpr size_t kMaxRehearsed = 1'000'000;

  // `changelog` outlives the import.
  explicit EntityImport(Changelog* changelog) : changelog_(*changelog) {}

  // Does what can be done of a chunk before those before it are stored. May run
  // while Store works on another one. `request` outlives what it gives.
  PreparedChunk Prepare(const v1::ImportEntitiesRequest& request) const;

  // Stores a chunk, or tells again what became of it where its request_id was
  // stored within the last seven days. INVALID_ARGUMENT for a chunk that is too
  // large, a request_id that is none or was another chunk's, or a dry run of
  // more than kMaxRehearsed new records; STORE_FAILED; DEADLINE_EXCEEDED soon
  // after the call is cancelled. After an error nothing of the chunk is stored.
  // Used by one thread at a time.
  absl::StatusOr<v1::ImportEntitiesResponse> Store(
      const v1::ImportEntitiesRequest& request, const CallContext& call = {}) {
    return Store(request, Prepare(request), call);
  }
  // The same where `request` is prepared already.
  absl::StatusOr<v1::ImportEntitiesResponse> Store(
      const v1::ImportEntitiesRequest& request, PreparedChunk prepared,
      const CallContext& call);

 private:
  // A chunk without places that was stored.
  struct Stored {
    int64_t revision = 0;
    NewRecords records;
  };

  absl::StatusOr<v1::ImportEntitiesResponse> Rehearse(
      const v1::ImportEntitiesRequest& request, ChunkDraft draft,
      const CallContext& call);
  absl::Status StoreWithin(WriteTransaction& transaction,
                           const v1::ImportEntitiesRequest& request,
                           PreparedChunk& prepared, const CallContext& call,
                           v1::ImportEntitiesResponse* response);
  // Whether what was read for the chunk is so at `revision` too.
  bool StillHolds(const PreparedChunk& prepared, int64_t revision) const;

  Changelog& changelog_;
  NewRecords rehearsed_;
  // The newest, in order.
  std::deque<Stored> stored_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_H_
