// Rows of records that are not stored yet.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_NEW_ROWS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_NEW_ROWS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_table.h"
#include "common/sql/statement.h"

namespace sangam::registry {

// Does as ResourceTable::Put for a record of which the caller has seen, within
// the transaction, that it is not there: engines add a row at less cost where
// they need not be ready to replace one. INTERNAL if it is there.
absl::Status AddRow(WriteTransaction& transaction, const ResourceTable& table,
                    absl::string_view key, absl::string_view body,
                    const std::vector<sql::Value>& values);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_NEW_ROWS_H_
