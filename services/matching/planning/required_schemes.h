// What must be had before a scheme, and before that in turn.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

class BestParticipants;

// A scheme that must be had first. Points into the catalogue.
struct RequiredScheme {
  // "schemes/...".
  std::string name;
  const CompiledVersion* version = nullptr;
  // Whom it fits best; of equals the one that needs it.
  int participant = 0;
  // What it goes by of what counts as received.
  SanctionedSchemes rests_on = {};
  // What must be had before it, and before that in turn, by name.
  std::set<std::string> after = {};
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

// So many ways in which a scheme's prerequisites can be had are told.
inline constexpr size_t kMostWays = 8;

struct WaysFound {
  // Never empty.
  std::vector<RequiredSchemes> ways;
  // Whether there may be others within the terms.
  bool left_out = false;
};

// Pure. Follows what schemes need first as deep as it goes, from what `fitness`
// says that the version needs for the need if the participant applies, in all
// ways in which that can be had; where it can't, the one way says why. Schemes
// that need each other in a circle can't be had, nor can those of which
// WhyNotTogether or WhySpoilt tells.
//
// Each scheme is had in one way. The first 64 combinations of ways within the
// terms are looked at, and of those that can be had kMostWays are told, each
// once: first those with the fewest schemes that pay no need of the plan, of
// equals the soonest, then the one with the fewest schemes. Where the terms
// stand in the way, by an exclusion or as they use nothing unknown, as many
// that they bar follow if there is room.
WaysFound WaysBefore(const CatalogSnapshot& catalog,
                     const PlanQuestion& question, const NeedContexts& contexts,
                     const CompiledVersion& version,
                     const ParticipantFitness& fitness, int need,
                     BestParticipants& participants);

// Those that the participant gets, by name.
std::vector<std::string> HadFirst(const std::vector<RequiredScheme>& required,
                                  int participant);

// Each by name, with what comes before it.
using ReceiptTurns = std::map<std::string, std::set<std::string>>;
ReceiptTurns TurnsOf(const std::vector<RequiredScheme>& required);

// The first of them that the terms exclude for the need; empty if they exclude
// none.
std::string ExcludedOf(const std::vector<RequiredScheme>& required,
                       const type::v1::PlanTerms& terms,
                       const std::string& need);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_REQUIRED_SCHEMES_H_
