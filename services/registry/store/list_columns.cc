#include "services/registry/store/list_columns.h"

#include "common/clock/civil_date.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

using Column = ResourceTable::Column;

// "2013-04-01"; empty where it is not known or no day of the calendar.
std::string FormedOn(const type::v1::Profile& profile) {
  if (!profile.has_formed_on()) return "";
  const auto day = ToCivilDay(profile.formed_on(), "formed_on");
  return day.ok() ? FormatDay(*day) : "";
}

template <typename Subject>
void AddCommonValues(const Subject& subject, std::vector<sql::Value>* values) {
  values->emplace_back(subject.place());
  values->emplace_back(subject.title());
  values->emplace_back(subject.profile().has_members()
                           ? subject.profile().members()
                           : kMembersNotKnown);
  values->emplace_back(FormedOn(subject.profile()));
}

void AddCommonColumns(std::vector<Column>* columns) {
  for (const char* name : {"place", "title"}) columns->emplace_back(name);
  columns->push_back(ResourceTable::IntegerColumn("members"));
  columns->emplace_back("formed_on");
}

std::vector<Column> ColumnsWithClass(const char* class_column) {
  std::vector<Column> columns = {"area"};
  if (class_column != nullptr) {
    columns.push_back(ResourceTable::IntegerColumn(class_column));
  }
  AddCommonColumns(&columns);
  return columns;
}

template <typename Subject>
std::vector<sql::Value> ValuesWithClass(const Subject& subject) {
  std::vector<sql::Value> values = {std::string(), ClassOf(subject)};
  AddCommonValues(subject, &values);
  return values;
}

}  // namespace

int64_t ClassOf(const v1::Group& group) { return group.kind(); }
int64_t ClassOf(const v1::Enterprise& enterprise) {
  return enterprise.affiliation();
}
int64_t ClassOf(const v1::Cluster&) { return 0; }

std::vector<Column> GroupListColumns() { return ColumnsWithClass("kind"); }
std::vector<Column> EnterpriseListColumns() {
  return ColumnsWithClass("affiliation");
}
std::vector<Column> ClusterListColumns() { return ColumnsWithClass(nullptr); }

std::vector<sql::Value> ListColumnValues(const v1::Group& group) {
  return ValuesWithClass(group);
}
std::vector<sql::Value> ListColumnValues(const v1::Enterprise& enterprise) {
  return ValuesWithClass(enterprise);
}
std::vector<sql::Value> ListColumnValues(const v1::Cluster& cluster) {
  std::vector<sql::Value> values = {std::string()};
  AddCommonValues(cluster, &values);
  return values;
}

const std::vector<ListedTable>& ListedTables() {
  static const auto* const kTables =
      new std::vector<ListedTable>{{&GroupTable(), "kind"},
                                   {&EnterpriseTable(), "affiliation"},
                                   {&ClusterTable(), ""}};
  return *kTables;
}

}  // namespace sangam::registry
