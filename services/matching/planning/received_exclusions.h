// What an applicant received that excludes other schemes.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_RECEIVED_EXCLUSIONS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_RECEIVED_EXCLUSIONS_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// A value type.
struct ReceivedExclusion {
  // The scheme that excludes, "schemes/...".
  std::string by;
  // " within 24 months", as far as it looks back; empty: ever.
  std::string within;
  // False: it was received on a day that is not known, so it may have been
  // within that time.
  bool is_certain = false;
};

// By the scheme that is excluded.
using ReceivedExclusions =
    std::map<std::string, std::vector<ReceivedExclusion>, std::less<>>;

// By the relations that are in force on the day. Pure.
ReceivedExclusions ExclusionsReceived(const CatalogSnapshot& catalog,
                                      absl::CivilDay as_of,
                                      const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_RECEIVED_EXCLUSIONS_H_
