#include "services/matching/index/version_nearness.h"

namespace sangam::matching {

rules::Nearness NearnessOf(const CompiledVersion& version,
                           const SubjectView& subject,
                           const ReferenceData& reference) {
  rules::Nearness nearness;
  nearness.holds = true;
  for (const OptionalRule& rule : version.conditions) {
    nearness = rules::Both(nearness,
                           rules::NearnessOf(rule->root(), subject, reference));
  }
  return nearness;
}

}  // namespace sangam::matching
