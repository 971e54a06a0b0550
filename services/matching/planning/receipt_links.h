// The order of applications by what schemes ask of each other's receipt.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_LINKS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_LINKS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/need_contexts.h"
#include "services/matching/planning/required_schemes.h"

namespace sangam::matching {

// Who asks for a scheme, the first need it is for, the schemes that the same
// applicant gets before it, and the benefits that it is asked for.
struct Application {
  int participant = 0;
  int need = 0;
  std::vector<std::string> had = {};
  std::set<int> benefits = {};
};

// By the id of the step.
using Applications = std::map<std::string, Application>;

// Puts a step after another one, unless that comes after it in turn.
void PutAfterUnlessBefore(const std::string& earlier, const std::string& id,
                          std::vector<type::v1::PlanStep>* steps);

// Puts the application `id` after those for what it needs first, and these in
// the order in which they can be had. `ids`: their steps by scheme. Where
// applications before this one had some put the other way round, which is
// another way to have them, that order stays.
void LinkFirst(const std::vector<RequiredScheme>& required,
               const std::map<std::string, std::string>& ids,
               const std::string& id, Applications* applications,
               std::vector<type::v1::PlanStep>* steps);

// Puts a scheme's step after those of schemes whose receipt by the same
// applicant is taken for granted by its conditions, unless these come after it,
// as where each of two is taken to have had the other before; and before those
// of schemes whose receipt would spoil them.
void LinkReceipts(const CatalogSnapshot& catalog, absl::CivilDay as_of,
                  const NeedContexts& contexts,
                  const Applications& applications,
                  std::vector<type::v1::PlanStep>* steps);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_RECEIPT_LINKS_H_
