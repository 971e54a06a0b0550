#include "services/matching/catalog/version_faults.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace sangam::matching {

absl::Status VersionFaultsError(const std::vector<FieldViolation>& faults) {
  const bool all_in_expressions = std::all_of(
      faults.begin(), faults.end(), [](const FieldViolation& fault) {
        return absl::StartsWith(fault.description, "line ");
      });
  return InvalidFieldsError(
      faults, all_in_expressions ? type::v1::ERROR_REASON_INVALID_EXPRESSION
                                 : type::v1::ERROR_REASON_INVALID_FIELD);
}

}  // namespace sangam::matching
