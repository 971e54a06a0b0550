// What a version says, apart from its life.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_TERMS_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_TERMS_H_

#include "absl/strings/string_view.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

// Whether this field of SchemeVersion is not a term, because only the steps of
// a version's life set it (state, publish_time, suspensions, closed_on,
// authors, submitted_by, published_by, review_note, steps) or because it is
// reckoned on reading (see domain/succession.h). All other fields are its
// terms.
bool IsLifeCycleField(absl::string_view field);

// Clears what is no term.
void ClearLifeCycle(v1::SchemeVersion* version);

// Whether two versions say the same. Name, etag and update_time count, too, as
// they are the same where one version is compared with its next state.
bool SameTerms(const v1::SchemeVersion& a, const v1::SchemeVersion& b);

// Whether the version was ever published: its terms never change again.
bool WasPublished(const v1::SchemeVersion& version);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_TERMS_H_
