#include "services/scheme_catalog/store/scheme_type.h"

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/scheme_check.h"
#include "services/scheme_catalog/store/known_names.h"
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
    SANGAM_RETURN_IF_ERROR(index_.Remove(transaction, before->name()));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  SANGAM_RETURN_IF_ERROR(CheckKnown(transaction, tables_.departments,
                                    "department", after->department()));
  SANGAM_RETURN_IF_ERROR(CheckChain<v1::Scheme>(
      transaction, tables_.schemes, "superseded_by", after->name(),
      after->superseded_by(),
      [](const v1::Scheme& scheme) { return scheme.superseded_by(); }));
  SANGAM_RETURN_IF_ERROR(CheckChain<v1::Scheme>(
      transaction, tables_.schemes, "variant_of", after->name(),
      after->variant_of(),
      [](const v1::Scheme& scheme) { return scheme.variant_of(); }));
  SANGAM_RETURN_IF_ERROR(CheckChain<v1::Scheme>(
      transaction, tables_.schemes, "tops_up", after->name(), after->tops_up(),
      [](const v1::Scheme& scheme) { return scheme.tops_up(); }));
  SANGAM_RETURN_IF_ERROR(index_.Put(transaction, *after));
  return tables_.references.Replace(
      transaction, after->name(),
      {after->department(), after->superseded_by(), after->variant_of(),
       after->tops_up()});
}

}  // namespace sangam::scheme_catalog
