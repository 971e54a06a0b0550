// What must be had before a scheme, and before that in turn.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_question.h"
#include "services/matching/planning/scheme_fitness.h"

namespace sangam::matching {

// A value type.
struct RequiredSchemes {
  // "schemes/...", each once, in an order in which they can be had.
  std::vector<std::string> names;
  // Days until the last of them is there, as far as is known.
  int64_t days = 0;
  // What is taken for granted of them, in words.
  std::vector<std::string> assumptions;
  // Why they can't all be had, in words; empty if they can.
  std::string why_not;
};

// Pure. Follows REQUIRES relations as deep as they go, from what `fitness` says
// that `scheme` needs for the need. Schemes that need each other in a circle
// can't be had.
RequiredSchemes RequiredBefore(const CatalogSnapshot& catalog,
                               const PlanQuestion& question,
                               const NeedContexts& contexts,
                               const std::string& scheme,
                               const SchemeFitness& fitness, int need);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_
