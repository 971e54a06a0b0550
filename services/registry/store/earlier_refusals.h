// What schemes refused to the subjects of a plan before.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_EARLIER_REFUSALS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_EARLIER_REFUSALS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// A value type.
class EarlierRefusals {
 public:
  EarlierRefusals() = default;

  // The refused linkages of `subjects`. Errors as of a read.
  static absl::StatusOr<EarlierRefusals> Read(
      Snapshot& snapshot, const std::set<std::string>& subjects);

  // Of the same scheme to the same subject, the last one: "linkages/x was
  // REFUSED on 2026-05-01 by DISTRICT_MISSION: no money left"; empty if there
  // is none. Those of other needs of the linkage's own plan are not meant. Fits
  // a step's reason.
  std::string LastBefore(const v1::Linkage& linkage,
                         const std::string& need) const;

 private:
  std::vector<v1::Linkage> refused_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_EARLIER_REFUSALS_H_
