#include "services/scheme_catalog/store/department_type.h"

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/department_check.h"
#include "services/scheme_catalog/store/reference_chain.h"

namespace sangam::scheme_catalog {

absl::Status DepartmentType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"departments"});
  return violations.ToStatus();
}

absl::Status DepartmentType::CheckResource(
    const v1::Department& department) const {
  return CheckDepartment(department);
}

std::vector<sql::Value> DepartmentType::ColumnsOf(
    const v1::Department& department) const {
  return {department.parent()};
}

absl::Status DepartmentType::OnResourceChange(
    WriteTransaction& transaction, const v1::Department* before,
    const v1::Department* after) const {
  if (after == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        CheckNotReferred(transaction, tables_, before->name()));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  SANGAM_RETURN_IF_ERROR(CheckChain<v1::Department>(
      transaction, tables_.departments, "parent", after->name(),
      after->parent(),
      [](const v1::Department& department) { return department.parent(); }));
  return tables_.references.Replace(transaction, after->name(),
                                    {after->parent()});
}

}  // namespace sangam::scheme_catalog
