#include "services/sangamctl/resource/resource_type.h"

#include "absl/strings/str_split.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/place.pb.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::sangamctl {
namespace {

template <typename Message>
const google::protobuf::Message* Empty() {
  return &Message::default_instance();
}

}  // namespace

const std::vector<ResourceType>& AllResourceTypes() {
  static const auto& types = *new std::vector<ResourceType>{
      {ResourceKind::kPlace, Service::kRegistry, "places", "Place", "Places",
       "place", "places", Empty<registry::v1::Place>()},
      {ResourceKind::kDepartment, Service::kSchemeCatalog, "departments",
       "Department", "Departments", "department", "departments",
       Empty<scheme_catalog::v1::Department>()},
      {ResourceKind::kScheme, Service::kSchemeCatalog, "schemes", "Scheme",
       "Schemes", "scheme", "schemes", Empty<scheme_catalog::v1::Scheme>()},
      {ResourceKind::kSchemeVersion, Service::kSchemeCatalog, "scheme-versions",
       "SchemeVersion", "SchemeVersions", "scheme_version", "scheme_versions",
       Empty<scheme_catalog::v1::SchemeVersion>()},
      {ResourceKind::kGroup, Service::kRegistry, "groups", "Group", "Groups",
       "group", "groups", Empty<registry::v1::Group>()},
      {ResourceKind::kEnterprise, Service::kRegistry, "enterprises",
       "Enterprise", "Enterprises", "enterprise", "enterprises",
       Empty<registry::v1::Enterprise>()},
      {ResourceKind::kCluster, Service::kRegistry, "clusters", "Cluster",
       "Clusters", "cluster", "clusters", Empty<registry::v1::Cluster>()},
      {ResourceKind::kLinkage, Service::kRegistry, "linkages", "Linkage",
       "Linkages", "linkage", "linkages", Empty<registry::v1::Linkage>()},
  };
  return types;
}

const ResourceType* TypeOfName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  for (const absl::string_view part : parts) {
    if (part.empty()) return nullptr;
  }
  if (parts.size() == 4 && parts[0] == "schemes" && parts[2] == "versions") {
    return TypeOfCollection("scheme-versions");
  }
  if (parts.size() != 2 || parts[0] == "scheme-versions") return nullptr;
  return TypeOfCollection(parts[0]);
}

const ResourceType* TypeOfCollection(absl::string_view collection) {
  for (const ResourceType& type : AllResourceTypes()) {
    if (type.collection == collection) return &type;
  }
  return nullptr;
}

std::vector<std::string> CollectionNames() {
  std::vector<std::string> names;
  for (const ResourceType& type : AllResourceTypes()) {
    names.push_back(type.collection);
  }
  return names;
}

void ClearVersionFields(google::protobuf::Message& resource) {
  for (const char* name : {"etag", "update_time"}) {
    const auto* field = resource.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) {
      resource.GetReflection()->ClearField(&resource, field);
    }
  }
}

}  // namespace sangam::sangamctl
