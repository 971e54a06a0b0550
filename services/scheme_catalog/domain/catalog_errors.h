// What the catalogue refuses, beside malformed fields.
//
// Fields are relative to the resource at fault.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_ERRORS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

// INVALID_ARGUMENT on `field`: it names `resource`, which is not there.
absl::Status MissingReferenceError(absl::string_view field,
                                   absl::string_view resource);

// The same where `nearest` may have been meant.
absl::Status MisspeltReferenceError(absl::string_view field,
                                    absl::string_view resource,
                                    absl::string_view nearest);

// INVALID_ARGUMENT on `field`: following it from `resource` leads back there.
absl::Status CircularReferenceError(absl::string_view field,
                                    absl::string_view resource);

// INVALID_ARGUMENT on "state": versions are published by a call of their own.
absl::Status PublishByUpdateError();

// INVALID_ARGUMENT on "effective_from": `other`, in force in `period`, is in
// force on some of the same days, and neither names the other in supersedes.
absl::Status OverlappingVersionError(absl::string_view other,
                                     const std::string& period);

// INVALID_ARGUMENT on "closed_on": the version would last into the days on
// which `other`, in force in `period`, is in force.
absl::Status ClosedTooLateError(absl::string_view other,
                                const std::string& period);

// UNAUTHENTICATED, PRINCIPAL_REQUIRED.
absl::Status PrincipalRequiredError();

// PERMISSION_DENIED, SECOND_PRINCIPAL_REQUIRED.
absl::Status SecondPrincipalRequiredError(absl::string_view version,
                                          absl::string_view principal);

// FAILED_PRECONDITION, WRONG_VERSION_STATE: the version can't be `done`
// ("published"); `rule` says which can ("only a submitted version can be").
absl::Status WrongVersionStateError(const v1::SchemeVersion& version,
                                    absl::string_view done,
                                    absl::string_view rule);

// FAILED_PRECONDITION, RESOURCE_IN_USE: built-in attributes come with the
// release and stay.
absl::Status BuiltInAttributeError(absl::string_view attribute);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_ERRORS_H_
