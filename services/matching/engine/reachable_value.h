// The nearest value of one attribute that takes a near miss over the line.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_REACHABLE_VALUE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_REACHABLE_VALUE_H_

#include <string>

#include "absl/types/optional.h"
#include "common/rules/distance.h"
#include "common/rules/nearness.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// What a change of one attribute can do for a version that it stands in the way
// of, everything else being as it is.
struct WayOut {
  enum class Kind {
    kOpen,     // some value meets all conditions
    kNotTold,  // it can't be told, as for lists and much that is computed
    kNone      // no value does: `members >= 10 && members <= 5`
  };
  Kind kind = Kind::kNotTold;
  // The hardest of the tests that the nearest such value makes come to what is
  // wanted. Where there is no such value, the one asked about.
  const rules::Predicate* test = nullptr;
  bool negated = false;
  // To that value, in the unit of what the test measures, where another one
  // that is no further would meet the test by itself.
  absl::optional<rules::Distance> further;
  // What is required, in words, where values of no number would meet the test
  // by itself and not all conditions. Else empty.
  std::string required;
};

// The version has no defect, and Decide or NearnessOf found the obstacle.
WayOut WayOutOf(const CompiledVersion& version, const rules::Obstacle& obstacle,
                const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_REACHABLE_VALUE_H_
