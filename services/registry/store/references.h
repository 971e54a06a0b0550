// Which resource refers to which, and which did when.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REFERENCES_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REFERENCES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "common/sql/database.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/registry/v1/demand.pb.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/place.pb.h"
#include "sangam/registry/v1/plan.pb.h"

namespace sangam::registry {

// One reference from a resource, by the name of the field that holds it.
struct Reference {
  std::string field;
  std::string target;

  bool operator==(const Reference&) const = default;
};

// All references within the registry that a resource holds.
std::vector<Reference> ReferencesOf(const v1::Place& place);
std::vector<Reference> ReferencesOf(const v1::Group& group);
std::vector<Reference> ReferencesOf(const v1::Enterprise& enterprise);
std::vector<Reference> ReferencesOf(const v1::Cluster& cluster);
std::vector<Reference> ReferencesOf(const v1::Linkage& linkage);
// The subject and those who apply, as far as they are given by name.
std::vector<Reference> ReferencesOf(const v1::Plan& plan);
std::vector<Reference> ReferencesOf(const v1::Demand& demand);

// What is wrong with a reference to `target`, which is not there: into which
// subject it was merged, if it was.
absl::StatusOr<std::string> WhyMissing(Snapshot& snapshot,
                                       absl::string_view target);

// INVALID_ARGUMENT on each field whose target is not there.
absl::Status CheckTargetsExist(Snapshot& snapshot,
                               const std::vector<Reference>& references);

// Stores that from `revision` on, which is the newest, `source` has these
// references and no others. What it had before is kept for past states.
absl::Status ReplaceReferences(sql::Database& database, int64_t revision,
                               absl::string_view source,
                               const std::vector<Reference>& references);

// The same for a source that is new.
absl::Status AddReferences(sql::Database& database, int64_t revision,
                           absl::string_view source,
                           const std::vector<Reference>& references);

// The names of those that refer to `target` by `field`, in order; of a past
// snapshot, those that did then.
absl::StatusOr<std::vector<std::string>> SourcesOf(Snapshot& snapshot,
                                                   absl::string_view target,
                                                   absl::string_view field);

// The same for each of `asked`, a target and a field, in their order.
absl::StatusOr<std::vector<std::vector<std::string>>> SourcesOfEach(
    Snapshot& snapshot,
    const std::vector<std::pair<std::string, std::string>>& asked);

// RESOURCE_IN_USE if anything but itself refers to `target`.
absl::Status CheckNotInUse(Snapshot& snapshot, absl::string_view target);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REFERENCES_H_
