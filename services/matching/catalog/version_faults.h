// What is said of a version that can't be compiled.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_VERSION_FAULTS_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_VERSION_FAULTS_H_

#include <vector>

#include "absl/status/status.h"
#include "common/status/errors.h"

namespace sangam::matching {

// INVALID_ARGUMENT with the faults of a CompiledVersion, as fields of the
// request: INVALID_EXPRESSION where all lie in expressions, else INVALID_FIELD.
absl::Status VersionFaultsError(const std::vector<FieldViolation>& faults);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_VERSION_FAULTS_H_
