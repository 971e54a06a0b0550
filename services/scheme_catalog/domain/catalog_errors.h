// What the catalogue refuses, beside malformed fields.
//
// Fields are relative to the resource at fault.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_ERRORS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sangam::scheme_catalog {

// INVALID_ARGUMENT on `field`: it names `resource`, which is not there.
absl::Status MissingReferenceError(absl::string_view field,
                                   absl::string_view resource);

// INVALID_ARGUMENT on `field`: following it from `resource` leads back there.
absl::Status CircularReferenceError(absl::string_view field,
                                    absl::string_view resource);

// INVALID_ARGUMENT on "state": versions are published by a call of their own.
absl::Status PublishByUpdateError();

// INVALID_ARGUMENT on "effective_from": `other`, in force in `period`, is in
// force on some of the same days.
absl::Status OverlappingVersionError(absl::string_view other,
                                     const std::string& period);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_ERRORS_H_
