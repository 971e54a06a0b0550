// A profile of which one thing is known.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_VALUE_PROFILE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_VALUE_PROFILE_H_

#include "common/rules/attribute_dictionary.h"
#include "common/rules/value.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::matching {

// A profile with this value of a recorded attribute; an empty one where the
// value is not known. The value has the attribute's type.
type::v1::Profile ProfileWith(const AttributeInfo& info,
                              const rules::Value& value);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_VALUE_PROFILE_H_
