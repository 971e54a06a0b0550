// What must be had before a scheme, and before that in turn.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// A scheme that must be had first. Points into the catalogue.
struct RequiredScheme {
  // "schemes/...".
  std::string name;
  const CompiledVersion* version = nullptr;
  // Whom it fits best; of equals the one that needs it.
  int participant = 0;
  // What it goes by of what counts as received.
  SanctionedSchemes rests_on = {};
};

// A value type.
struct RequiredSchemes {
  // Each once, in an order in which they can be had.
  std::vector<RequiredScheme> schemes;
  // Days until the last of them is there, as far as is known.
  int64_t days = 0;
  // What is taken for granted of them, in words.
  std::vector<std::string> assumptions;
  // Why they can't all be had, in words; empty if they can.
  std::string why_not;
};

// Pure. Follows what schemes need first as deep as it goes, from what `fitness`
// says that `scheme` needs for the need if the participant applies. Schemes
// that need each other in a circle can't be had.
RequiredSchemes RequiredBefore(const CatalogSnapshot& catalog,
                               const PlanQuestion& question,
                               const NeedContexts& contexts,
                               const std::string& scheme,
                               const ParticipantFitness& fitness, int need);

// Those that the participant gets, by name.
std::vector<std::string> HadFirst(const std::vector<RequiredScheme>& required,
                                  int participant);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_
