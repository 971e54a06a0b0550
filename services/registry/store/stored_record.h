// Records of any type, as they are stored.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_STORED_RECORD_H_
#define SANGAM_SERVICES_REGISTRY_STORE_STORED_RECORD_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "google/protobuf/message.h"
#include "services/registry/store/profile_changes.h"

namespace sangam::registry {

// A record that was read.
struct StoredRecord {
  const ResourceType* type = nullptr;
  int64_t revision = 0;
  // Without etag and update_time.
  std::unique_ptr<google::protobuf::Message> message;
};

// The type of a resource name's collection, or null.
const ResourceType* TypeNamed(absl::string_view resource_name);

// Nothing where there is none of this name, or names have no such form.
absl::StatusOr<absl::optional<StoredRecord>> ReadRecord(Snapshot& snapshot,
                                                        absl::string_view name);

// The names of those that refer to `target` now, by any field, in order; at
// most `most` and one more.
absl::StatusOr<std::vector<std::string>> AllSourcesOf(Snapshot& snapshot,
                                                      absl::string_view target,
                                                      int64_t most);

// Puts `to` in place of `from` in every text of `message` that is `from` and
// nothing else: its references. An empty `to` takes it out of lists, and one
// that a list has already is not added again.
void ReplaceName(absl::string_view from, absl::string_view to,
                 google::protobuf::Message* message);

// Writes a version of a record whose references are stored, with the columns
// by which it is listed.
absl::StatusOr<StoredResource> PutVersion(
    WriteTransaction& transaction, const ResourceType& type,
    const google::protobuf::Message& record);

// Stores `after` in place of `before`, a record with the same outside ids, with
// all that follows. What it says is checked by itself only. Notes the profiles
// that read it now; those that read it before and do so no more are the
// caller's to note.
absl::Status StoreChanged(WriteTransaction& transaction,
                          const StoredRecord& before,
                          const google::protobuf::Message& after,
                          ProfileChanges* changes);

// Notes the profiles of the bodies that a subject belongs to.
void NoteBodiesOf(const google::protobuf::Message& subject,
                  ProfileChanges* changes);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_STORED_RECORD_H_
