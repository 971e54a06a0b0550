// Names that were merged into others, or erased, and so are never given again.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_RETIRED_NAMES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_RETIRED_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"

namespace sangam::registry {

// Who goes under `name` in the snapshot's state, through as many merges as
// there were by then; empty where it was not merged.
absl::StatusOr<std::string> SurvivorOf(Snapshot& snapshot,
                                       absl::string_view name);

// Whether the record is there in the snapshot's state.
absl::StatusOr<bool> IsThere(Snapshot& snapshot, absl::string_view name);

// All names that were merged into `survivor`, directly and through others.
absl::StatusOr<std::vector<std::string>> NamesMergedInto(
    Snapshot& snapshot, absl::string_view survivor);

// Writes down that from this transaction on `name` means `survivor`. `by` is
// the account that merged them; may be empty.
absl::Status AddMergedName(WriteTransaction& transaction,
                           absl::string_view name, absl::string_view survivor,
                           absl::string_view by);

// What is kept of an erasure.
struct Erasure {
  // The subject that was to be erased; the name may be one of its linkages.
  std::string subject;
  absl::Time time;
  std::string by;
  std::string ground;
  // Empty where none was needed.
  std::string overriding_order;
};

// The erasure in which `name` went; nothing where it was not erased.
absl::StatusOr<absl::optional<Erasure>> ErasureOf(Snapshot& snapshot,
                                                  absl::string_view name);

// Writes it down for one name, which is no second name of another from then on.
absl::Status AddErasedName(WriteTransaction& transaction,
                           absl::string_view name, const Erasure& erasure);

// RESOURCE_EXISTS if `name` was merged or erased.
absl::Status CheckNotRetired(Snapshot& snapshot, absl::string_view name);

// A NOT_FOUND of `name`, told with where it went if it was merged, and whether
// that is there; any other status as it is.
absl::Status ExplainMissing(Snapshot& snapshot, absl::string_view name,
                            const absl::Status& status);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_RETIRED_NAMES_H_
