#include "services/sangamctl/resource/resource_type.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "sangam/matching/v1/rule_trial.pb.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/registry/v1/demand.pb.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/registry/v1/group.pb.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/place.pb.h"
#include "sangam/registry/v1/plan.pb.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"
#include "sangam/scheme_catalog/v1/readiness_rule.pb.h"
#include "sangam/scheme_catalog/v1/replicable_model.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "sangam/scheme_catalog/v1/survey_problem.pb.h"
#include "sangam/scheme_catalog/v1/upgrade_programme.pb.h"

namespace sangam::sangamctl {
namespace {

using Parts = std::vector<absl::string_view>;

constexpr char kGuidance[] = "sangam.scheme_catalog.v1.GuidanceCatalogService";

// The parts of a name; none if one of them is empty.
Parts PartsOf(absl::string_view name) {
  Parts parts = absl::StrSplit(name, '/');
  for (const absl::string_view part : parts) {
    if (part.empty()) return {};
  }
  return parts;
}

// Whether they start with schemes/*/versions/*.
bool StartWithVersion(const Parts& parts) {
  return parts.size() >= 4 && parts[0] == "schemes" && parts[2] == "versions";
}

bool AreTest(const Parts& parts) {
  return parts.size() == 6 && StartWithVersion(parts) && parts[4] == "tests";
}

// "place-sets" and "placeSets" are one word to people.
std::string Folded(absl::string_view collection) {
  std::string folded;
  for (const char c : collection) {
    if (absl::ascii_isupper(c)) folded.push_back('-');
    folded.push_back(absl::ascii_tolower(c));
  }
  return folded;
}

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
      {ResourceKind::kAttribute, Service::kSchemeCatalog, "attributes",
       "Attribute", "Attributes", "attribute", "attributes",
       Empty<scheme_catalog::v1::Attribute>()},
      {ResourceKind::kParameter, Service::kSchemeCatalog, "parameters",
       "Parameter", "Parameters", "parameter", "parameters",
       Empty<scheme_catalog::v1::Parameter>()},
      {ResourceKind::kPlaceSet, Service::kSchemeCatalog, "placeSets",
       "PlaceSet", "PlaceSets", "place_set", "place_sets",
       Empty<scheme_catalog::v1::PlaceSet>()},
      {ResourceKind::kScheme, Service::kSchemeCatalog, "schemes", "Scheme",
       "Schemes", "scheme", "schemes", Empty<scheme_catalog::v1::Scheme>()},
      {ResourceKind::kSchemeVersion, Service::kSchemeCatalog, "scheme-versions",
       "SchemeVersion", "SchemeVersions", "scheme_version", "scheme_versions",
       Empty<scheme_catalog::v1::SchemeVersion>()},
      {ResourceKind::kReadinessRule, Service::kSchemeCatalog, "readinessRules",
       "ReadinessRule", "ReadinessRules", "readiness_rule", "readiness_rules",
       Empty<scheme_catalog::v1::ReadinessRule>()},
      {ResourceKind::kReplicableModel, Service::kSchemeCatalog,
       "replicableModels", "ReplicableModel", "ReplicableModels",
       "replicable_model", "replicable_models",
       Empty<scheme_catalog::v1::ReplicableModel>(), kGuidance},
      {ResourceKind::kSurveyProblem, Service::kSchemeCatalog, "surveyProblems",
       "SurveyProblem", "SurveyProblems", "survey_problem", "survey_problems",
       Empty<scheme_catalog::v1::SurveyProblem>(), kGuidance},
      {ResourceKind::kUpgradeProgramme, Service::kSchemeCatalog,
       "upgradeProgrammes", "UpgradeProgramme", "UpgradeProgrammes",
       "upgrade_programme", "upgrade_programmes",
       Empty<scheme_catalog::v1::UpgradeProgramme>(), kGuidance},
      {ResourceKind::kGroup, Service::kRegistry, "groups", "Group", "Groups",
       "group", "groups", Empty<registry::v1::Group>()},
      {ResourceKind::kEnterprise, Service::kRegistry, "enterprises",
       "Enterprise", "Enterprises", "enterprise", "enterprises",
       Empty<registry::v1::Enterprise>()},
      {ResourceKind::kCluster, Service::kRegistry, "clusters", "Cluster",
       "Clusters", "cluster", "clusters", Empty<registry::v1::Cluster>()},
      {ResourceKind::kLinkage, Service::kRegistry, "linkages", "Linkage",
       "Linkages", "linkage", "linkages", Empty<registry::v1::Linkage>()},
      {ResourceKind::kPlan, Service::kRegistry, "plans", "Plan", "Plans",
       "plan", "plans", Empty<registry::v1::Plan>()},
      {ResourceKind::kDemand, Service::kRegistry, "demands", "Demand",
       "Demands", "demand", "demands", Empty<registry::v1::Demand>()},
  };
  return types;
}

const ResourceType* TypeOfName(absl::string_view name) {
  const Parts parts = PartsOf(name);
  if (parts.size() == 4 && StartWithVersion(parts)) {
    return TypeOfCollection("scheme-versions");
  }
  if (parts.size() != 2) return nullptr;
  const ResourceType* type = TypeOfCollection(parts[0]);
  // Other spellings of a collection are for people, not for names.
  return type != nullptr && type->collection == parts[0] &&
                 type->kind != ResourceKind::kSchemeVersion
             ? type
             : nullptr;
}

const ResourceType& SchemeTestType() {
  static const auto& type =
      *new ResourceType{ResourceKind::kSchemeTest,
                        Service::kMatching,
                        "tests",
                        "SchemeTest",
                        "SchemeTests",
                        "scheme_test",
                        "scheme_tests",
                        Empty<matching::v1::SchemeTest>()};
  return type;
}

bool IsSchemeTestName(absl::string_view name) { return AreTest(PartsOf(name)); }

std::string VersionOfName(absl::string_view name) {
  const Parts parts = PartsOf(name);
  if (!AreTest(parts) && !(parts.size() == 4 && StartWithVersion(parts))) {
    return "";
  }
  return absl::StrJoin(parts.begin(), parts.begin() + 4, "/");
}

std::string SchemeOfName(absl::string_view name) {
  const Parts parts = PartsOf(name);
  if (parts.size() == 2 && parts[0] == "schemes") return std::string(name);
  if (VersionOfName(name).empty()) return "";
  return absl::StrJoin(parts.begin(), parts.begin() + 2, "/");
}

const ResourceType* TypeOfCollection(absl::string_view collection) {
  for (const ResourceType& type : AllResourceTypes()) {
    if (Folded(type.collection) == Folded(collection)) return &type;
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
  for (const char* name :
       {"etag", "update_time", "publish_time", "authors", "submitted_by",
        "published_by", "review_note", "superseded_by", "in_force_until",
        "never_in_force", "steps", "origin", "source_field"}) {
    const auto* field = resource.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) {
      resource.GetReflection()->ClearField(&resource, field);
    }
  }
}

}  // namespace sangam::sangamctl
