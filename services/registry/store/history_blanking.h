// Takes what records said out of all that the store keeps.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_HISTORY_BLANKING_H_
#define SANGAM_SERVICES_REGISTRY_STORE_HISTORY_BLANKING_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"

namespace sangam::registry {

// Removes the record `name`, if it is there, and makes every version of it in
// the history one that says no more than that nothing is there; so past states
// and resumed watchers see nothing but that it is gone. Its references, its
// outside ids, its profile and the kept answers to requests that hold it go
// too. Gives how many versions were blanked. References to it are the caller's
// to end.
absl::StatusOr<int64_t> BlankRecord(WriteTransaction& transaction,
                                    absl::string_view name);

// Forgets the sums that past states keep of all bodies that `subject` ever
// belonged to, also through others; from then on they are summed up from what
// is left, when they are asked for. To be called before the subject is blanked,
// which takes away to whom it belonged. Does nothing for what is in no sum.
absl::Status ForgetPastSums(WriteTransaction& transaction,
                            absl::string_view subject);

// Whether any version of `name` was ever stored and is not forgotten.
absl::StatusOr<bool> WasEverStored(Snapshot& snapshot, absl::string_view name);

// What the newest version of `name` said before it was removed, if it was;
// empty where there is none.
absl::StatusOr<std::string> LastBodyOf(Snapshot& snapshot,
                                       absl::string_view name);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_HISTORY_BLANKING_H_
