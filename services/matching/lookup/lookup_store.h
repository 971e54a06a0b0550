// Where looked-up values are kept for the next time.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_LOOKUP_STORE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_LOOKUP_STORE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"

namespace sangam::matching {

class OwnerPatience;

// What one lookup may spend. Used by one thread.
struct LookupBudget {
  // The time that it may still spend on the store, over all its calls.
  absl::Duration left = absl::Milliseconds(25);
  // Whether the owner is asked where the store has nothing. Outlives the
  // lookup; null: it is.
  OwnerPatience* patience = nullptr;
};

// A store of values by key that may forget, fail, hang or lie at any time: what
// it returns has to be proved by whoever asked. Thread-safe.
class LookupStore {
 public:
  virtual ~LookupStore() = default;

  // The value, or nullopt where there is none or the store can't be asked
  // within the budget. Takes the time that it needs out of `budget`.
  virtual absl::optional<std::string> Get(absl::string_view key,
                                          LookupBudget& budget) = 0;

  // Keeps `value` for about `time_to_live`, or does nothing. Takes the time
  // that it needs out of `budget`.
  virtual void Put(absl::string_view key, absl::string_view value,
                   absl::Duration time_to_live, LookupBudget& budget) = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_LOOKUP_STORE_H_
