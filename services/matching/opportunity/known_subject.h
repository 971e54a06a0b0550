// One subject among all that are in memory.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_KNOWN_SUBJECT_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_KNOWN_SUBJECT_H_

#include <string>

#include "absl/status/statusor.h"
#include "common/server/call_context.h"
#include "services/matching/coverage/coverage_basis.h"

namespace sangam::matching {

// A subject as those in memory hold it.
struct KnownSubject {
  std::string name;
  // As far as rules can read it.
  type::v1::Profile profile;
};

// The subject that goes by `name`: the one of that name, or that which it was
// merged into, under its own name. `reader` has read `basis`. Errors:
// NOT_FOUND; those of CoverageBasisReader::SurvivorOf.
absl::StatusOr<KnownSubject> FindKnownSubject(const std::string& name,
                                              const CoverageBasis& basis,
                                              const CoverageBasisReader& reader,
                                              const CallContext& call);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_KNOWN_SUBJECT_H_
