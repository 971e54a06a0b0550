// Which subject holds an outside id, as looked up before.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_OUTSIDE_ID_NAMES_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_OUTSIDE_ID_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "sangam/type/v1/outside_id.pb.h"
#include "services/matching/lookup/lookup_store.h"

namespace sangam::matching {

// Keeps names by outside id in a LookupStore. A name found here is a guess: it
// saves a question to the owner only if the subject's fresh profile proves to
// hold the id. Thread-safe; the store outlives it.
class OutsideIdNames {
 public:
  // A null store keeps nothing.
  explicit OutsideIdNames(LookupStore* store) : store_(store) {}

  absl::optional<std::string> Find(absl::string_view epoch,
                                   const type::v1::OutsideId& id,
                                   LookupBudget& budget) const;
  void Keep(absl::string_view epoch, const type::v1::OutsideId& id,
            absl::string_view subject, LookupBudget& budget) const;

 private:
  LookupStore* const store_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_OUTSIDE_ID_NAMES_H_
