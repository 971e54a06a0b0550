#include "services/scheme_catalog/store/place_set_type.h"

#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/place_set_check.h"
#include "services/scheme_catalog/store/dictionary_change.h"

namespace sangam::scheme_catalog {

absl::Status PlaceSetType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"placeSets"});
  return violations.ToStatus();
}

absl::Status PlaceSetType::CheckResource(const v1::PlaceSet& place_set) const {
  return CheckPlaceSet(place_set);
}

absl::Status PlaceSetType::OnResourceChange(WriteTransaction& transaction,
                                            const v1::PlaceSet* before,
                                            const v1::PlaceSet* after) const {
  // Rules read its name alone.
  if (before != nullptr && after != nullptr) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(DictionaryRecords records,
                          dictionary_.ReadRecords(transaction));
  if (after == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        CheckNotReferred(transaction, tables_, before->name()));
    RemoveRecord(before->name(), &records.place_sets);
    SANGAM_RETURN_IF_ERROR(ChangeDictionary(transaction, tables_, dictionary_,
                                            records, before->name(), "name"));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  PutRecord(*after, &records.place_sets);
  SANGAM_RETURN_IF_ERROR(ChangeDictionary(transaction, tables_, dictionary_,
                                          records, after->name(), "name"));
  return tables_.references.Replace(transaction, after->name(), {});
}

}  // namespace sangam::scheme_catalog
