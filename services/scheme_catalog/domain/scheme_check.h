// Schemes.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SCHEME_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SCHEME_CHECK_H_

#include "absl/status/status.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"

namespace sangam::scheme_catalog {

// What can be told from the record alone: a title in English and a department
// are there, themes are codes, each once. INVALID_ARGUMENT with all faults.
absl::Status CheckScheme(const v1::Scheme& scheme);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_SCHEME_CHECK_H_
