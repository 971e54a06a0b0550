// What the outcome of a stored plan must satisfy.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_OUTCOME_RULES_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_OUTCOME_RULES_H_

#include "common/validation/violations.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// Adds a fault, as seen from the plan ("plan.lines[2].party"), for all that can
// be told from outcome and terms: needs, applicants and contributions are those
// of the terms; each need is told once, at the cost of the terms; no sum is
// below zero; kind, party and scheme of a line agree (a grant is of no bank,
// and names its scheme; own money names none); a need has one grant scheme at
// most; the lines of a need sum by kind to what it says, its parts to its cost,
// and the totals to both; own money is no more than what is contributed. An
// outcome without needs and lines is one that came to nothing.
//
// The registry does not see the catalogue. That a scheme exists and gives a
// grant rather than a loan, what its terms, caps and ceilings allow, that it
// fits the applicant, and that no plan is better, are matching's word alone.
void CheckOutcome(Violations& violations, const v1::Plan& plan);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_OUTCOME_RULES_H_
