// Grants that were sanctioned for needs of the plan itself. A plan that is made
// again while it is carried out keeps them as they are.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_KEPT_GRANTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_KEPT_GRANTS_H_

#include <string>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/plan_offers.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// Marks in question.promised what the plan keeps, and why it does not keep the
// rest of what was sanctioned for its needs: of each need one grant is kept,
// and all gap funding. The terms may say otherwise, by a pin of the need to
// another scheme or to none or by leaving the scheme out; what they don't keep
// counts like what was sanctioned outside the plan.
void KeepSanctioned(const CatalogSnapshot& catalog, PlanQuestion& question);

// Why another grant for the need would fund its head twice: one was sanctioned
// to an applicant whom the terms no longer name. Empty if none was, or if the
// terms pin the need, which is to say otherwise.
std::string WhyFundedBefore(const CatalogSnapshot& catalog,
                            const PlanQuestion& question, int need);

// Puts what is kept in the place of all other offers of its need: the sum that
// was sanctioned, whether or not conditions, window or ceiling would let the
// applicant have it now. Call it once everything else is gathered.
void AddKeptGrants(const CatalogSnapshot& catalog, const PlanQuestion& question,
                   const NeedContexts& contexts, PlanOffers& offers);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_KEPT_GRANTS_H_
