#include "services/scheme_catalog/domain/department_check.h"

#include "common/validation/enum_value.h"
#include "common/validation/outside_id.h"
#include "common/validation/provenance.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"
#include "common/validation/violations.h"

namespace sangam::scheme_catalog {

absl::Status CheckDepartment(const v1::Department& department) {
  Violations violations;
  CheckRequiredName(violations, "name", department.name(), {"departments"});
  CheckRequiredText(violations, "title", department.title(), kTitleLength);
  CheckRequiredEnum(violations, "level", department.level());
  CheckOptionalName(violations, "parent", department.parent(), {"departments"});
  // Places are of the registry; whether this one exists is not known here.
  CheckOptionalName(violations, "place", department.place(), {"places"});
  CheckOutsideIds(violations, "outside_ids", department.outside_ids());
  CheckOptionalText(violations, "role", department.role(), kTextLength);
  CheckProvenance(violations, "provenance", department.provenance());
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
