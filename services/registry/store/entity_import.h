// An import: chunk by chunk, each in a transaction of its own.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/registry/store/import_draft.h"
#include "services/registry/store/new_records.h"

namespace sangam::registry {

// Serves one caller, who may import in earnest and in dry runs, chunk after
// chunk. Used by one thread at a time.
class EntityImport {
 public:
  // What a dry run remembers of the records that it would have added.
  static constexpr size_t kMaxRehearsed = 1'000'000;

  // `changelog` outlives the import.
  explicit EntityImport(Changelog* changelog) : changelog_(*changelog) {}

  // Stores a chunk, or tells again what became of it where its request_id was
  // stored within the last seven days. INVALID_ARGUMENT for a chunk that is too
  // large, a request_id that is none or was another chunk's, or a dry run of
  // more than kMaxRehearsed new records; STORE_FAILED; DEADLINE_EXCEEDED soon
  // after the call is cancelled. After an error nothing of the chunk is stored.
  absl::StatusOr<v1::ImportEntitiesResponse> Store(
      const v1::ImportEntitiesRequest& request, const CallContext& call = {}) {
    return Store(request, DraftOf(request), call);
  }
  // The same where the draft of `request` is made already.
  absl::StatusOr<v1::ImportEntitiesResponse> Store(
      const v1::ImportEntitiesRequest& request, ChunkDraft draft,
      const CallContext& call);

 private:
  Changelog& changelog_;
  NewRecords rehearsed_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ENTITY_IMPORT_H_
