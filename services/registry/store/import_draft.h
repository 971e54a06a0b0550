// What is worked out of a chunk of an import by itself, before its turn to
// write.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_IMPORT_DRAFT_H_
#define SANGAM_SERVICES_REGISTRY_STORE_IMPORT_DRAFT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/import.pb.h"
#include "services/registry/store/references.h"

namespace sangam::registry {

// A record as it will be stored if nothing is stored of it yet, and if it has
// the name that it seems to have: that which it says, or that of its first
// outside id. Most records of an import are so; of the others this is not used.
struct RecordDraft {
  // What is wrong with it whatever the store holds; OK where nothing was found.
  absl::Status refusal;
  // Empty where there is no draft.
  std::string name;
  std::unique_ptr<google::protobuf::Message> record;
  // `record` serialized, its own faults, and what it refers to.
  std::string body;
  absl::Status fault;
  std::vector<Reference> references;
};

struct ChunkDraft {
  // Why the chunk is refused whole: too large, or a request_id that is none.
  absl::Status fault;
  // As AnswerOnce takes it.
  std::string digest;
  // Of each record of the request, in their order.
  std::vector<RecordDraft> records;
};

// A chunk is one transaction, so it keeps other writers waiting no longer than
// so many records take.
inline constexpr int kMaxImportRecords = 1'000;
inline constexpr size_t kMaxImportBytes = size_t{512} * 1024;

RecordDraft DraftOf(const v1::ImportRecord& record);
ChunkDraft DraftOf(const v1::ImportEntitiesRequest& request);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_IMPORT_DRAFT_H_
