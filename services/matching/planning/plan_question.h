// What a plan is asked for, once it is well formed.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PLAN_QUESTION_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PLAN_QUESTION_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/rules/place_chain.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/planning/need_size.h"
#include "services/matching/planning/promised_grants.h"

namespace sangam::matching {

// Who may apply. Points to what outlives the question.
struct PlanParticipant {
  // Empty for the subject itself.
  std::string id;
  const MatchSubject* subject = nullptr;
  const PlaceDirectory* places = nullptr;
};

// A value type; the terms outlive it.
struct PlanQuestion {
  const type::v1::PlanTerms& terms;
  // The subject first.
  std::vector<PlanParticipant> participants;
  absl::CivilDay as_of;
  std::string language_code;
  // When to stop looking for a better plan.
  absl::Time until = absl::InfiniteFuture();
  // Whether nobody waits for the plan any more.
  std::function<bool()> cancelled = [] { return false; };
  // What schemes promised the participants before the plan, as linkages tell.
  std::vector<PromisedGrant> promised = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PLAN_QUESTION_H_
