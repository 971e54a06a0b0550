// A condition down to its single tests.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_TREE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_TREE_H_

#include "common/rules/rule.h"
#include "sangam/matching/v1/explanation.pb.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Fills an empty `root` with the tree of the rule. Each test is told as it
// stands, also under a negation, whose node follows from it.
void FillTree(const Rule& rule, const MatchContext& context,
              v1::TreeNode* root);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_TREE_H_
