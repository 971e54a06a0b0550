// How near the failed conditions of a version are to holding.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_VERSION_NEARNESS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_VERSION_NEARNESS_H_

#include "common/rules/nearness.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// Of all conditions joined by AND. Points into the version, which has no
// defect.
rules::Nearness NearnessOf(const CompiledVersion& version,
                           const SubjectView& subject,
                           const ReferenceData& reference);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_VERSION_NEARNESS_H_
