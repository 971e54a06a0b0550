// What differs between two versions.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_DIFFERENCE_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_DIFFERENCE_H_

#include <vector>

#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::scheme_catalog {

// The differences of the terms, in the order of the fields. Parts of a list are
// told apart by their ids, so that a part that only moved is no difference;
// those without ids by their places. A text in several languages differs by
// language
// ("description[hi]"). Name, etag, times and what the steps of a version's life
// set are left out.
std::vector<v1::SchemeVersionDifference> DifferencesOf(
    const v1::SchemeVersion& base, const v1::SchemeVersion& other);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_VERSION_DIFFERENCE_H_
