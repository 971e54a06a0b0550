// What reports read of records beside the columns of lists.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_REPORT_COLUMNS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_REPORT_COLUMNS_H_

#include <string>
#include <vector>

#include "common/changelog/resource_table.h"
#include "common/sql/statement.h"
#include "common/sql/store_address.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::registry {

// The columns of linkages, and their values: subject and scheme first, by which
// lists filter.
std::vector<ResourceTable::Column> LinkageColumns();
std::vector<sql::Value> LinkageColumnValues(const v1::Linkage& linkage);

// Makes the views reporting_places, reporting_groups, reporting_enterprises,
// reporting_clusters and reporting_linkages. Their columns only grow;
// services/registry/README.md describes them.
std::string ReportingViewsSql(sql::Engine engine);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_REPORT_COLUMNS_H_
