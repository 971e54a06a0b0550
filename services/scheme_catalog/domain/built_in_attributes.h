// The attributes that come with a release, as records of the catalogue.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BUILT_IN_ATTRIBUTES_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BUILT_IN_ATTRIBUTES_H_

#include <vector>

#include "absl/status/status.h"
#include "common/rules/attribute_dictionary.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"

namespace sangam::scheme_catalog {

// Every attribute of `dictionary`, in the order of their names.
std::vector<v1::Attribute> BuiltInAttributes(
    const AttributeDictionary& dictionary);

// `release` with what admins added to the `stored` record: texts in languages
// that the release lacks, former names, deprecation.
v1::Attribute WithAdditions(const v1::Attribute& release,
                            const v1::Attribute& stored);

// OK if `after` differs from the built-in `before` only by what admins may
// change: texts in languages that the release lacks, former_names, deprecated,
// replaced_by. Else INVALID_ARGUMENT naming each other field.
absl::Status CheckBuiltInChange(const v1::Attribute& before,
                                const v1::Attribute& after);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_BUILT_IN_ATTRIBUTES_H_
