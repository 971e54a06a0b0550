// One subject among all that are in memory.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_KNOWN_SUBJECT_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_KNOWN_SUBJECT_H_

#include <string>

#include "absl/types/optional.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {

// The profile of a subject, as far as rules can read it; nothing if it is not
// there.
absl::optional<type::v1::Profile> FindProfile(const ColumnsView& columns,
                                              const std::string& subject);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_KNOWN_SUBJECT_H_
