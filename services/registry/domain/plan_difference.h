// Where a linkage does not say what its plan says.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_DIFFERENCE_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_DIFFERENCE_H_

#include <string>

#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// In one sentence, empty where they agree: "it is of ₹8, for 20 units and
// APPLIED, the plan's of ₹6, for 33 units". Compared are the sum, the units of
// its lots, and what each party pays where the plan says who does; words that
// people added are theirs.
std::string DifferenceFromPlan(const v1::Linkage& recorded,
                               const v1::Linkage& planned);

// "REFUSED on 2026-05-01 by DISTRICT_MISSION: no money left", of a linkage in
// that state.
std::string RefusalInWords(const v1::Linkage& linkage);

// Why nothing comes of a linkage that was refused, in one sentence: "it is
// REFUSED on 2026-05-01 by DISTRICT_MISSION: no money left"; empty where it was
// not. Also of one that is only proposed, and that the subject does not want.
std::string WhyRefused(const v1::Linkage& linkage);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_PLAN_DIFFERENCE_H_
