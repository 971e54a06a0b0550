// What can be said of a version's largest grant before anything is known of the
// subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_GRANT_BOUND_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_GRANT_BOUND_H_

#include <cstdint>

#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// The one benefit of a version whose worth depends on the subject, where it is
// reckoned from one attribute and has no condition.
struct GrantFormula {
  enum class Kind : uint8_t { kNone, kPerUnit, kShareOfCost };

  Kind kind = Kind::kNone;
  // Its index in the dictionary; -1: the dictionary lacks it.
  int attribute = -1;
  // Paise for each unit, or basis points.
  int64_t factor = 0;
  // In paise.
  absl::optional<int64_t> cap;
  // The largest of the other benefits, in paise.
  absl::optional<int64_t> others;
};

// A bound of LargestGrant (benefit_estimate.h), for every subject.
struct GrantBound {
  // At most this, in paise. Absent: none can ever be told.
  absl::optional<int64_t> most;
  // It is always `most`.
  bool is_exact = false;
  GrantFormula formula;
};

// `dictionary` is the one that the version was compiled with.
GrantBound BoundOfGrant(const CompiledVersion& version,
                        const AttributeDictionary& dictionary);

// LargestGrant of a version with this bound, without looking at it where the
// bound says enough.
absl::optional<int64_t> LargestGrantWithin(const GrantBound& bound,
                                           const CompiledVersion& version,
                                           const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_GRANT_BOUND_H_
