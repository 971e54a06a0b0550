// Who of a plan fits schemes best, each found out once.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_BEST_PARTICIPANTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_BEST_PARTICIPANTS_H_

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/offered_scheme.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// How conditions stand after receipts, in words.
struct StandingAfter {
  // The first that fails then, though it did not before, or receipts could have
  // mended it; empty if none does. What only the receipts of others would mend
  // counts as mended.
  std::string failing;
  // Those that are not known to hold then.
  std::vector<std::string> unknown;
};

// What schemes need first leads to the same schemes time and again. Used by one
// thread; question, contexts and versions outlive it.
class BestParticipants {
 public:
  BestParticipants(const PlanQuestion& question, const NeedContexts& contexts)
      : question_(question), contexts_(contexts) {}

  // See BestParticipant.
  const ParticipantFitness& For(const CompiledVersion& version, int need,
                                int preferred = 0);

  // How the version's conditions stand for the participant once it has received
  // these schemes, "schemes/...", and others the rest, which its own conditions
  // don't see.
  const StandingAfter& After(const std::vector<std::string>& had,
                             const std::vector<std::string>& rest,
                             const CompiledVersion& version, int need,
                             int participant);

 private:
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  // By version, need and participant.
  std::map<std::tuple<const CompiledVersion*, int, int>, ParticipantFitness>
      best_;
  // By that and by what was had, and the rest, of what the version asks for;
  // whether others had anything.
  std::map<std::tuple<const CompiledVersion*, int, int, bool,
                      std::vector<std::string>, std::vector<std::string>>,
           StandingAfter>
      after_;
  std::map<const CompiledVersion*, std::set<std::string>> asked_by_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_BEST_PARTICIPANTS_H_
