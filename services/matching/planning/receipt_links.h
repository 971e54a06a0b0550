// The order of applications by what schemes ask of each other's receipt.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_LINKS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_LINKS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/need_contexts.h"

namespace sangam::matching {

// Who asks for a scheme, and the first need it is for.
struct Application {
  int participant = 0;
  int need = 0;
};

// By the id of the step.
using Applications = std::map<std::string, Application>;

// Puts a scheme's step after those of schemes that its conditions need to have
// been received by the same applicant, unless these come after it, as where
// each of two is taken to have had the other before; and before those of
// schemes whose receipt would spoil them.
void LinkReceipts(const CatalogSnapshot& catalog, absl::CivilDay as_of,
                  const NeedContexts& contexts,
                  const Applications& applications,
                  std::vector<type::v1::PlanStep>* steps);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_LINKS_H_
