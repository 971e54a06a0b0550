#include "services/scheme_catalog/store/parameter_type.h"

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/parameter_check.h"
#include "services/scheme_catalog/store/dictionary_change.h"
#include "services/scheme_catalog/store/known_names.h"

namespace sangam::scheme_catalog {

absl::Status ParameterType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"parameters"});
  return violations.ToStatus();
}

absl::Status ParameterType::CheckResource(
    const v1::Parameter& parameter) const {
  return CheckParameter(parameter);
}

absl::Status ParameterType::OnResourceChange(WriteTransaction& transaction,
                                             const v1::Parameter* before,
                                             const v1::Parameter* after) const {
  if (before != nullptr && after != nullptr) {
    // Its type and unit stay, so no rule is touched.
    SANGAM_RETURN_IF_ERROR(CheckParameterChange(*before, *after));
    SANGAM_RETURN_IF_ERROR(CheckKnown(transaction, tables_.departments,
                                      "department", after->department()));
    SANGAM_RETURN_IF_ERROR(dictionary_.NoteChange(transaction));
    return tables_.references.Replace(transaction, after->name(),
                                      {after->department()});
  }
  SANGAM_ASSIGN_OR_RETURN(DictionaryRecords records,
                          dictionary_.ReadRecords(transaction));
  if (after == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        CheckNotReferred(transaction, tables_, before->name()));
    RemoveRecord(before->name(), &records.parameters);
    SANGAM_RETURN_IF_ERROR(ChangeDictionary(transaction, tables_, dictionary_,
                                            records, before->name(), "name"));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  SANGAM_RETURN_IF_ERROR(CheckKnown(transaction, tables_.departments,
                                    "department", after->department()));
  PutRecord(*after, &records.parameters);
  SANGAM_RETURN_IF_ERROR(ChangeDictionary(transaction, tables_, dictionary_,
                                          records, after->name(), "type"));
  return tables_.references.Replace(transaction, after->name(),
                                    {after->department()});
}

}  // namespace sangam::scheme_catalog
