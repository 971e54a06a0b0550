// What the conditions of each version can lack, found once.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ASK_PLAN_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ASK_PLAN_H_

#include <cstdint>
#include <vector>

#include "common/rules/checked_node.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// The conditions of one version, none of which fails, taken apart at their
// ANDs. Points into the version.
struct AskPlan {
  // Indexes of the attributes whose tests are unknown exactly where the
  // attribute is; may name one twice.
  std::vector<uint16_t> attributes;
  // The other parts, which must be evaluated.
  std::vector<const rules::CheckedNode*> parts;
};

AskPlan PlanQuestions(const CompiledVersion& version);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ASK_PLAN_H_
