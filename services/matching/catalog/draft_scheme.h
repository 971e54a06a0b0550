// What a request gives of a scheme or a version that may not be stored.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_DRAFT_SCHEME_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_DRAFT_SCHEME_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::matching {

// Adds what is wrong with the names in `scheme`, the request's field "scheme"
// beside a version of the name `version`. A title is not needed: a draft may
// not have one yet.
void CheckDraftScheme(Violations& violations,
                      const scheme_catalog::v1::Scheme& scheme,
                      absl::string_view version);

// Adds what is wrong with a draft, the request's field `field`, beyond what
// CompileVersion finds: its name, if it has one, ids that are used twice, and
// relations that do not say what they are, which would have no effect, that are
// to the scheme itself, or that give months where none count.
void CheckDraftVersion(Violations& violations,
                       const scheme_catalog::v1::SchemeVersion& version,
                       absl::string_view field);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_DRAFT_SCHEME_H_
