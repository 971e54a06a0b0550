// The verdict on one version by the reference evaluator: slow, obvious, and
// what every other executor must agree with.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_REFERENCE_VERDICT_H_
#define SANGAM_SERVICES_MATCHING_INDEX_REFERENCE_VERDICT_H_

#include "absl/types/optional.h"
#include "common/rules/nearness.h"
#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// A verdict and, for a near miss, what stands in the way. Points into the
// version.
struct VersionVerdict {
  v1::Verdict verdict = v1::VERDICT_NEEDS_INFORMATION;
  absl::optional<rules::Obstacle> obstacle;
};

// All conditions joined by AND. A version with a defect needs information,
// whatever the subject. Of several obstacles the first in the order of the
// conditions is given.
VersionVerdict Decide(const CompiledVersion& version,
                      const SubjectView& subject,
                      const ReferenceData& reference);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_REFERENCE_VERDICT_H_
