// Parameters: rates and limits by date.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PARAMETER_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PARAMETER_CHECK_H_

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxParameterValues = 500;

// What can be told from the record alone: a title in English, a type that a
// parameter can have, values of that type that are cited and never overlap.
// INVALID_ARGUMENT with all faults.
absl::Status CheckParameter(const v1::Parameter& parameter);

// INVALID_ARGUMENT if type or unit differ.
absl::Status CheckParameterChange(const v1::Parameter& before,
                                  const v1::Parameter& after);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_PARAMETER_CHECK_H_
