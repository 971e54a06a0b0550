// Short names of the steps in which schemes are asked for.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_APPLICATION_IDS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_APPLICATION_IDS_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "absl/strings/string_view.h"
#include "services/matching/convergence/plan_search.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Each applicant of a scheme has a step of its own. Names are made of names, so
// that two steps may come to the same: the one that is asked for later is then
// numbered, "apply-x-by-spv-2". The same questions in the same order give the
// same ids. Not thread-safe; the question outlives it.
class ApplicationIds {
 public:
  // Of grants and gap funders that the plan chose, and of what they need first.
  ApplicationIds(const PlanQuestion& question, const PlanOffers& offers,
                 const FoundPlan& found);

  // "apply-x" for "schemes/x"; where several ask for it, those beside the
  // subject are named: "apply-x-by-spv". A benefit that is asked for on its own
  // is named by its id: "apply-x-second". `verb` has one hyphen, at its end.
  std::string IdOf(absl::string_view scheme, int participant,
                   absl::string_view verb = "apply-",
                   absl::string_view benefit = "");

  // Of all that ask for the scheme; of the participant alone if that is one of
  // them.
  std::set<std::string> IdsOf(const std::string& scheme, int participant);

 private:
  // Verb, scheme, applicant by id where it is named, benefit.
  using Key = std::tuple<std::string, std::string, std::string, std::string>;

  const PlanQuestion& question_;
  std::map<Key, std::string> ids_;
  std::set<std::string> given_;
  // By scheme.
  std::map<std::string, std::set<int>, std::less<>> applicants_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_APPLICATION_IDS_H_
