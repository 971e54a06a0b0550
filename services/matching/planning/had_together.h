// Whether what a scheme needs first can be had at all, as their own rules ask
// for each other's receipt.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_HAD_TOGETHER_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_HAD_TOGETHER_H_

#include <string>
#include <vector>

#include "services/matching/planning/best_participants.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/required_schemes.h"

namespace sangam::matching {

// The rule for all that a plan asks for: a scheme's conditions hold when it is
// asked for, after all that must be had before it, and go on to hold whatever
// else the applicant receives, but for what must be had after it. So two
// schemes of which one forbids the other are had both only where the other one
// needs the first, be it by way of others; that both could be asked for in a
// clever order is not enough.
//
// Pure. Why these, each with what comes before it, can't all be had for the
// need, in words; empty if they can. Of schemes that forbid only together
// kMostTriedTogether are looked at.
std::string WhyNotTogether(const std::vector<RequiredScheme>& required,
                           const NeedContexts& contexts, int need,
                           BestParticipants& participants);

// Why a scheme's conditions fail once what it needs first is had; empty if they
// don't.
std::string WhySpoilt(const CompiledVersion& version, int participant,
                      const std::vector<RequiredScheme>& required, int need,
                      BestParticipants& participants);

// What is not known to hold of the scheme's conditions for whom it fits best
// once what it needs first is had in this way, of those that WaysBefore tells,
// in words.
std::vector<std::string> UnknownAfter(
    const ParticipantFitness& best, const CompiledVersion& version,
    const std::vector<RequiredScheme>& required, int need,
    BestParticipants& participants);

// How its conditions stand then.
SchemeFitness FitnessAfter(const ParticipantFitness& best,
                           const CompiledVersion& version,
                           const std::vector<RequiredScheme>& required,
                           int need, BestParticipants& participants);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_HAD_TOGETHER_H_
