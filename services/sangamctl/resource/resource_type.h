// The types of resources, and how the contracts name their methods and fields.
#ifndef SANGAM_SERVICES_SANGAMCTL_RESOURCE_RESOURCE_TYPE_H_
#define SANGAM_SERVICES_SANGAMCTL_RESOURCE_RESOURCE_TYPE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace sangam::sangamctl {

enum class Service { kRegistry, kSchemeCatalog, kMatching };

enum class ResourceKind {
  kPlace,
  kDepartment,
  kScheme,
  kSchemeVersion,
  kGroup,
  kEnterprise,
  kCluster,
  kLinkage,
  kPlan,
  kDemand,
  kAttribute,
  kParameter,
  kPlaceSet,
  kReadinessRule,
  kReplicableModel,
  kSurveyProblem,
  kUpgradeProgramme,
  // In files only; see SchemeTestType.
  kSchemeTest,
};

// One type. All live as long as the program.
struct ResourceType {
  ResourceKind kind;
  // The owner.
  Service service;
  // What people type and read: "scheme-versions".
  std::string collection;
  // The stem of method names, one and many: "SchemeVersion", "SchemeVersions".
  std::string method_stem;
  std::string method_stem_plural;
  // The field in requests and replies, one and many: "scheme_version".
  std::string field;
  std::string field_plural;
  // An empty resource.
  const google::protobuf::Message* prototype;
  // The gRPC service that has the methods, in full; empty: the owner's main
  // one.
  std::string grpc_service{};
};

// All types, in the order in which resources refer to each other.
const std::vector<ResourceType>& AllResourceTypes();

// The type of the resource with this name; null if the name fits none.
const ResourceType* TypeOfName(absl::string_view name);

// Tests of schemes, "schemes/.../versions/.../tests/...". Files carry them and
// no service stores them, so they are none of AllResourceTypes().
const ResourceType& SchemeTestType();

// Whether this is the name of a test of a scheme.
bool IsSchemeTestName(absl::string_view name);

// "schemes/a/versions/b" of the name of the version or of a test of it; empty
// for other names.
std::string VersionOfName(absl::string_view name);

// "schemes/a" of the name of a scheme, a version or a test; empty for others.
std::string SchemeOfName(absl::string_view name);

// The type of a collection ("groups", "scheme-versions", "placeSets" or
// "place-sets"); null if there is none.
const ResourceType* TypeOfCollection(absl::string_view collection);

// The names of all collections.
std::vector<std::string> CollectionNames();

// Leaves out what belongs to one version in one store (etag, update_time, who
// wrote and published it, ...), so that the resource can be applied anywhere.
void ClearVersionFields(google::protobuf::Message& resource);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_RESOURCE_RESOURCE_TYPE_H_
