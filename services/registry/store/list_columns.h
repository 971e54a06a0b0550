// The columns by which subjects are listed, filtered and reported.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_LIST_COLUMNS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_LIST_COLUMNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/changelog/resource_table.h"
#include "common/sql/statement.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "sangam/registry/v1/enterprise.pb.h"
#include "sangam/registry/v1/group.pb.h"

namespace sangam::registry {

// Stands in the column "members" where no number is known: less than any.
inline constexpr int64_t kMembersNotKnown = -1;

// The class by which a collection is divided in lists: the kind of a group, the
// affiliation of an enterprise; 0 for a cluster.
int64_t ClassOf(const v1::Group& group);
int64_t ClassOf(const v1::Enterprise& enterprise);
int64_t ClassOf(const v1::Cluster& cluster);

// The extracted columns of each table, as ListColumnValues gives them.
std::vector<ResourceTable::Column> GroupListColumns();
std::vector<ResourceTable::Column> EnterpriseListColumns();
std::vector<ResourceTable::Column> ClusterListColumns();

// The place of the column "area" among the values. What it holds follows from
// the place, so it is "" in ListColumnValues.
inline constexpr size_t kAreaColumn = 0;
std::vector<sql::Value> ListColumnValues(const v1::Group& group);
std::vector<sql::Value> ListColumnValues(const v1::Enterprise& enterprise);
std::vector<sql::Value> ListColumnValues(const v1::Cluster& cluster);

// A table of subjects, as lists read it.
struct ListedTable {
  const ResourceTable* table;
  // The column of the class; empty for clusters, which have none.
  std::string class_column;
};
const std::vector<ListedTable>& ListedTables();

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_LIST_COLUMNS_H_
