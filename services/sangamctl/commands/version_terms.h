// Versions of schemes as files and services have them.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_VERSION_TERMS_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_VERSION_TERMS_H_

#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::sangamctl {

// Published once, whatever came after.
bool WasPublished(const scheme_catalog::v1::SchemeVersion& version);

// Waiting for a second person.
bool IsSubmitted(const scheme_catalog::v1::SchemeVersion& version);

// The version without its state and without what only the service says of it.
scheme_catalog::v1::SchemeVersion TermsOf(
    scheme_catalog::v1::SchemeVersion version);

bool SameTerms(const scheme_catalog::v1::SchemeVersion& a,
               const scheme_catalog::v1::SchemeVersion& b);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_VERSION_TERMS_H_
