// Names for subjects that come with an identifier of another system only.
#ifndef SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_NAME_H_
#define SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_NAME_H_

#include <string>

#include "absl/strings/string_view.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam::registry {

// "groups/lokos-1234" for {LOKOS, 1234} in "groups": the same id always gives
// the same name, and different ids different names. Where the id has characters
// that a name can't have, or too many, the name ends with a digest of it.
std::string NameOfOutsideId(absl::string_view collection,
                            const type::v1::OutsideId& id);

// "places/in-lgd-block-6019-umden": a place of this title below `parent`, for
// which nobody has given a code. Spaces and capitals don't count.
std::string NameOfProvisionalPlace(absl::string_view parent,
                                   absl::string_view title);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_DOMAIN_SUBJECT_NAME_H_
