// Departments.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_DEPARTMENT_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_DEPARTMENT_CHECK_H_

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/department.pb.h"

namespace sangam::scheme_catalog {

// What can be told from the record alone: title and level are there, names and
// identifiers are of their shape. INVALID_ARGUMENT with all faults.
absl::Status CheckDepartment(const v1::Department& department);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_DEPARTMENT_CHECK_H_
