// Which benefits have first what their own conditions ask to be received.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_ORDER_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_ORDER_H_

#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// A scheme is asked for once, with all its benefits, and who needs a scheme
// first asks for none of them. So what a condition of a benefit asks for can be
// put into an order only where the benefit is its scheme's only one, no other
// scheme asks about that scheme, and no scheme that it leads to has such a
// benefit. Elsewhere the condition must hold by what is had without it. Used by
// one thread; the catalogue outlives it.
class BenefitOrder {
 public:
  BenefitOrder(const CatalogSnapshot& catalog, absl::CivilDay as_of)
      : catalog_(catalog), as_of_(as_of) {}

  bool HasFirstWhatItAsks(const CompiledVersion& version);

 private:
  // Goes through the catalogue once, when it is first needed.
  const std::set<std::string>& AskedAbout();
  bool LeadsToNoSuchBenefit(const CompiledVersion& version) const;

  const CatalogSnapshot& catalog_;
  const absl::CivilDay as_of_;
  absl::optional<std::set<std::string>> asked_about_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_BENEFIT_ORDER_H_
