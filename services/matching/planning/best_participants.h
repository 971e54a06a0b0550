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

// What schemes need first leads to the same schemes time and again. Used by one
// thread; question, contexts and versions outlive it.
class BestParticipants {
 public:
  BestParticipants(const PlanQuestion& question, const NeedContexts& contexts)
      : question_(question), contexts_(contexts) {}

  // See BestParticipant.
  const ParticipantFitness& For(const CompiledVersion& version, int need,
                                int preferred = 0);

  // The first condition that would hold less surely for the participant once
  // these schemes, "schemes/...", are had, in words; empty if none would. With
  // `all` these are all that is had, so that none may fail that could hold by
  // receipts.
  const std::string& FailingAfter(const std::vector<std::string>& had, bool all,
                                  const CompiledVersion& version, int need,
                                  int participant);

 private:
  const PlanQuestion& question_;
  const NeedContexts& contexts_;
  // By version, need and participant.
  std::map<std::tuple<const CompiledVersion*, int, int>, ParticipantFitness>
      best_;
  // By that and by what was had of what the version asks for.
  std::map<std::tuple<const CompiledVersion*, int, int, bool,
                      std::vector<std::string>>,
           std::string>
      failing_;
  std::map<const CompiledVersion*, std::set<std::string>> asked_by_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_BEST_PARTICIPANTS_H_
