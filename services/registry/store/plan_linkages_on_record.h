// What a plan has proposed before.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_LINKAGES_ON_RECORD_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_LINKAGES_ON_RECORD_H_

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "absl/status/statusor.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// The names of a plan's linkages by whom and what they are for. A value type.
class LinkagesOnRecord {
 public:
  LinkagesOnRecord() = default;

  // Those that `subjects` have of the plan. Errors as of a read.
  static absl::StatusOr<LinkagesOnRecord> Read(
      Snapshot& snapshot, const std::string& plan,
      const std::set<std::string>& subjects);

  // Of the same subject, scheme and need as `planned`, which is given by
  // LinkagesOf, with its subject.
  std::set<std::string> LikeThis(const v1::Linkage& planned) const;

 private:
  // A subject, a scheme, and a need as evidence refers to it, "plans/x#need".
  using Purpose = std::tuple<std::string, std::string, std::string>;

  std::map<Purpose, std::set<std::string>> names_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_LINKAGES_ON_RECORD_H_
