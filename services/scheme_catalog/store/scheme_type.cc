#include "services/scheme_catalog/store/scheme_type.h"

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/scheme_check.h"
#include "services/scheme_catalog/store/reference_chain.h"

namespace sangam::scheme_catalog {

absl::Status SchemeType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"schemes"});
  return violations.ToStatus();
}

absl::Status SchemeType::CheckResource(const v1::Scheme& scheme) const {
  return CheckScheme(scheme);
}

std::vector<sql::Value> SchemeType::ColumnsOf(const v1::Scheme& scheme) const {
  return {scheme.department()};
}

absl::Status SchemeType::OnResourceChange(WriteTransaction& transaction,
                                          const v1::Scheme* before,
                                          const v1::Scheme* after) const {
  if (after == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        CheckNotReferred(transaction, tables_, before->name()));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  SANGAM_ASSIGN_OR_RETURN(
      const absl::optional<StoredResource> department,
      tables_.departments.Get(transaction, after->department()));
  if (!department) {
    return MissingReferenceError("department", after->department());
  }
  SANGAM_RETURN_IF_ERROR(CheckChain<v1::Scheme>(
      transaction, tables_.schemes, "superseded_by", after->name(),
      after->superseded_by(),
      [](const v1::Scheme& scheme) { return scheme.superseded_by(); }));
  return tables_.references.Replace(
      transaction, after->name(),
      {after->department(), after->superseded_by()});
}

}  // namespace sangam::scheme_catalog
