// Departments as a type of resource.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_STORE_DEPARTMENT_TYPE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_STORE_DEPARTMENT_TYPE_H_

#include <vector>

#include "common/changelog/resource_type.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {

// A department's parent exists, and no department is above itself. One that is
// named by another department, a scheme or a version stays. Thread-safe; the
// tables outlive it.
class DepartmentType : public ResourceTypeOf<v1::Department> {
 public:
  explicit DepartmentType(const CatalogTables* tables) : tables_(*tables) {}

  const ResourceTable& table() const override { return tables_.departments; }
  absl::Status CheckName(absl::string_view name) const override;

 protected:
  absl::Status CheckResource(const v1::Department& department) const override;
  std::vector<sql::Value> ColumnsOf(
      const v1::Department& department) const override;
  absl::Status OnResourceChange(WriteTransaction& transaction,
                                const v1::Department* before,
                                const v1::Department* after) const override;

 private:
  const CatalogTables& tables_;
};

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_STORE_DEPARTMENT_TYPE_H_
