// What a plan has proposed before.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_PLAN_LINKAGES_ON_RECORD_H_
#define SANGAM_SERVICES_REGISTRY_STORE_PLAN_LINKAGES_ON_RECORD_H_

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_table.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

struct RecordedLinkage {
  bool IsRefused() const {
    return linkage.state() == v1::LINKAGE_STATE_REFUSED;
  }

  StoredResource row;
  v1::Linkage linkage;
};

// Empty if there is none of this name. Errors as of a read.
absl::StatusOr<absl::optional<RecordedLinkage>> FindLinkage(
    Snapshot& snapshot, const std::string& name);

// The names of a plan's linkages by whom and what they are for. A value type.
class LinkagesOnRecord {
 public:
  LinkagesOnRecord() = default;

  // Those that `subjects` have of the plan. Errors as of a read.
  static absl::StatusOr<LinkagesOnRecord> Read(
      Snapshot& snapshot, const std::string& plan,
      const std::set<std::string>& subjects);

  // What stands for `planned`, which is given by LinkagesOf, with its subject:
  // what got furthest of `named`, which has its name, and of those for the same
  // subject, scheme and need but for the names of `taken`; if all were refused,
  // what changed last. Empty if there is none. One of another subject that is
  // `named` and not refused stands, too. Errors as of a read.
  absl::StatusOr<absl::optional<RecordedLinkage>> Furthest(
      Snapshot& snapshot, const v1::Linkage& planned,
      absl::optional<RecordedLinkage> named,
      const std::set<std::string>& taken) const;

 private:
  std::set<std::string> LikeThis(const v1::Linkage& planned) const;

  // A subject, a scheme, and a need as evidence refers to it, "plans/x#need".
  using Purpose = std::tuple<std::string, std::string, std::string>;

  std::map<Purpose, std::set<std::string>> names_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_PLAN_LINKAGES_ON_RECORD_H_
