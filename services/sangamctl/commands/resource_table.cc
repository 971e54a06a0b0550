#include "services/sangamctl/commands/resource_table.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
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
#include "services/sangamctl/commands/profile_table.h"
#include "services/sangamctl/document/scalar_value.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::Message;
using Resources = std::vector<std::unique_ptr<Message>>;
using Cells = std::vector<std::string>;

template <typename Enum>
std::string Short(Enum value) {
  const auto* descriptor =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
  return descriptor == nullptr || value == 0 ? "" : ShortEnumName(*descriptor);
}

std::string Text(const type::v1::LocalizedText& text) {
  const auto english = text.text().find("en");
  if (english != text.text().end()) return english->second;
  return text.text().empty() ? "" : text.text().begin()->second;
}

std::string Day(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

std::string Members(const type::v1::Profile& profile) {
  return profile.has_members() ? FormatCount(profile.members()) : "";
}

Cells Row(const registry::v1::Place& place) {
  std::string parent = place.revenue_parent();
  if (parent.empty()) parent = place.development_parent();
  if (parent.empty()) parent = place.urban_parent();
  return {place.name(), Short(place.kind()), place.title(), parent};
}

Cells Row(const registry::v1::Group& group) {
  return {group.name(),   Short(group.kind()),
          group.title(),  Members(group.profile()),
          group.parent(), group.place()};
}

Cells Row(const registry::v1::Enterprise& enterprise) {
  return {enterprise.name(), enterprise.title(), enterprise.group(),
          enterprise.cluster(), enterprise.place()};
}

Cells Row(const registry::v1::Cluster& cluster) {
  return {cluster.name(), cluster.title(), cluster.spv(), cluster.place()};
}

Cells Row(const registry::v1::Linkage& linkage) {
  return {linkage.name(),
          Short(linkage.state()),
          linkage.subject(),
          linkage.scheme().empty() ? linkage.department() : linkage.scheme(),
          linkage.has_received_on() ? Day(linkage.received_on()) : "",
          linkage.has_amount_paise() ? FormatPaise(linkage.amount_paise()) : "",
          linkage.description()};
}

Cells Row(const registry::v1::Plan& plan) {
  const auto& total = plan.plan().total();
  return {plan.name(),
          plan.title(),
          plan.subject().name(),
          Day(plan.basis().as_of()),
          FormatPaise(total.cost_paise()),
          FormatPaise(total.unfunded_paise())};
}

Cells Row(const registry::v1::Demand& demand) {
  return {demand.name(),
          Short(demand.state()),
          demand.place(),
          demand.cycle(),
          demand.routes().empty() ? "" : demand.routes().rbegin()->department(),
          demand.has_cost_paise() ? FormatPaise(demand.cost_paise()) : "",
          demand.title()};
}

Cells Row(const scheme_catalog::v1::Department& department) {
  return {department.name(), department.title(), Short(department.level()),
          department.parent()};
}

Cells Row(const scheme_catalog::v1::Scheme& scheme) {
  return {scheme.name(), Text(scheme.title()), scheme.department(),
          absl::StrJoin(scheme.themes(), ", ")};
}

// The last day on which it is in force, as far as is known.
std::string LastDay(const scheme_catalog::v1::SchemeVersion& version) {
  if (version.never_in_force()) return "never";
  std::string last = Day(version.in_force_until());
  // An older service leaves that out.
  for (const auto& date : {version.effective_until(), version.closed_on()}) {
    const std::string day = Day(date);
    if (!day.empty() && (last.empty() || day < last)) last = day;
  }
  return last;
}

Cells Row(const scheme_catalog::v1::SchemeVersion& version) {
  return {version.name(),
          Short(version.state()),
          version.has_effective_from() ? Day(version.effective_from()) : "",
          LastDay(version),
          FormatCount(version.conditions_size()),
          FormatCount(version.benefits_size())};
}

Cells Row(const scheme_catalog::v1::Attribute& attribute) {
  std::string origin = Short(attribute.origin());
  if (attribute.deprecated()) absl::StrAppend(&origin, ", DEPRECATED");
  return {
      attribute.name(),        Short(attribute.type()),
      Short(attribute.unit()), origin,
      Text(attribute.label()), absl::StrJoin(attribute.allowed_values(), ", ")};
}

Cells Row(const scheme_catalog::v1::Parameter& parameter) {
  // The last one listed need not be the one in force; its dates say so.
  std::string newest;
  if (!parameter.values().empty()) {
    const auto& last = *parameter.values().rbegin();
    newest = AttributeValueInWords(last.value(), parameter.unit());
    if (last.has_effective_from()) {
      absl::StrAppend(&newest, " from ", Day(last.effective_from()));
    }
  }
  return {parameter.name(), Short(parameter.type()), Text(parameter.title()),
          FormatCount(parameter.values_size()), newest};
}

Cells Row(const scheme_catalog::v1::PlaceSet& place_set) {
  return {place_set.name(), Text(place_set.title()),
          absl::StrCat(FormatCount(place_set.members_size()),
                       place_set.incomplete() ? " or more" : "")};
}

Cells Row(const scheme_catalog::v1::ReadinessRule& rule) {
  return {rule.name(), Text(rule.title()), rule.department(),
          Short(rule.subject_kind()), FormatCount(rule.norms_size())};
}

Cells Row(const scheme_catalog::v1::ReplicableModel& model) {
  return {model.name(), Text(model.title()), model.department(),
          FormatCount(model.needs_size()), FormatCount(model.warnings_size())};
}

Cells Row(const scheme_catalog::v1::SurveyProblem& problem) {
  return {problem.name(), Text(problem.title()),
          FormatCount(problem.remedies_size())};
}

Cells Row(const scheme_catalog::v1::UpgradeProgramme& programme) {
  return {programme.name(), Text(programme.title()), programme.department(),
          FormatCount(programme.paths_size()),
          FormatCount(programme.targets_size())};
}

template <typename Resource>
Table Fill(std::vector<TableColumn> columns, const Resources& resources) {
  Table table(std::move(columns));
  for (const auto& resource : resources) {
    table.AddRow(Row(static_cast<const Resource&>(*resource)));
  }
  return table;
}

}  // namespace

Table TableOf(const ResourceType& type, const Resources& resources) {
  switch (type.kind) {
    case ResourceKind::kPlace:
      return Fill<registry::v1::Place>(
          {{"NAME"}, {"KIND"}, {"TITLE"}, {"PARENT"}}, resources);
    case ResourceKind::kDepartment:
      return Fill<scheme_catalog::v1::Department>(
          {{"NAME"}, {"TITLE"}, {"LEVEL"}, {"PARENT"}}, resources);
    case ResourceKind::kScheme:
      return Fill<scheme_catalog::v1::Scheme>(
          {{"NAME"}, {"TITLE"}, {"DEPARTMENT"}, {"THEMES"}}, resources);
    case ResourceKind::kSchemeVersion:
      return Fill<scheme_catalog::v1::SchemeVersion>({{"NAME"},
                                                      {"STATE"},
                                                      {"FROM"},
                                                      {"UNTIL"},
                                                      {"CONDITIONS", true},
                                                      {"BENEFITS", true}},
                                                     resources);
    case ResourceKind::kGroup:
      return Fill<registry::v1::Group>({{"NAME"},
                                        {"KIND"},
                                        {"TITLE"},
                                        {"MEMBERS", true},
                                        {"PARENT"},
                                        {"PLACE"}},
                                       resources);
    case ResourceKind::kEnterprise:
      return Fill<registry::v1::Enterprise>(
          {{"NAME"}, {"TITLE"}, {"GROUP"}, {"CLUSTER"}, {"PLACE"}}, resources);
    case ResourceKind::kCluster:
      return Fill<registry::v1::Cluster>(
          {{"NAME"}, {"TITLE"}, {"SPV"}, {"PLACE"}}, resources);
    case ResourceKind::kLinkage:
      return Fill<registry::v1::Linkage>({{"NAME"},
                                          {"STATE"},
                                          {"SUBJECT"},
                                          {"FROM"},
                                          {"RECEIVED"},
                                          {"AMOUNT", true},
                                          {"WHAT"}},
                                         resources);
    case ResourceKind::kPlan:
      return Fill<registry::v1::Plan>({{"NAME"},
                                       {"TITLE"},
                                       {"SUBJECT"},
                                       {"AS OF"},
                                       {"COST", true},
                                       {"OPEN", true}},
                                      resources);
    case ResourceKind::kDemand:
      return Fill<registry::v1::Demand>({{"NAME"},
                                         {"STATE"},
                                         {"PLACE"},
                                         {"YEAR"},
                                         {"DEPARTMENT"},
                                         {"COST", true},
                                         {"WHAT"}},
                                        resources);
    case ResourceKind::kAttribute:
      return Fill<scheme_catalog::v1::Attribute>(
          {{"NAME"}, {"TYPE"}, {"UNIT"}, {"ORIGIN"}, {"LABEL"}, {"VALUES"}},
          resources);
    case ResourceKind::kParameter:
      return Fill<scheme_catalog::v1::Parameter>(
          {{"NAME"}, {"TYPE"}, {"TITLE"}, {"VALUES", true}, {"LAST VALUE"}},
          resources);
    case ResourceKind::kPlaceSet:
      return Fill<scheme_catalog::v1::PlaceSet>(
          {{"NAME"}, {"TITLE"}, {"MEMBERS", true}}, resources);
    case ResourceKind::kReadinessRule:
      return Fill<scheme_catalog::v1::ReadinessRule>(
          {{"NAME"}, {"TITLE"}, {"DEPARTMENT"}, {"KIND"}, {"NORMS", true}},
          resources);
    case ResourceKind::kReplicableModel:
      return Fill<scheme_catalog::v1::ReplicableModel>({{"NAME"},
                                                        {"TITLE"},
                                                        {"DEPARTMENT"},
                                                        {"NEEDS", true},
                                                        {"WARNINGS", true}},
                                                       resources);
    case ResourceKind::kSurveyProblem:
      return Fill<scheme_catalog::v1::SurveyProblem>(
          {{"NAME"}, {"TITLE"}, {"REMEDIES", true}}, resources);
    case ResourceKind::kUpgradeProgramme:
      return Fill<scheme_catalog::v1::UpgradeProgramme>({{"NAME"},
                                                         {"TITLE"},
                                                         {"DEPARTMENT"},
                                                         {"CLUSTERS", true},
                                                         {"TARGETS", true}},
                                                        resources);
    case ResourceKind::kSchemeTest:
      break;
  }
  return Table({});
}

}  // namespace sangam::sangamctl
