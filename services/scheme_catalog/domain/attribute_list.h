// The attribute dictionary as partners see it.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_ATTRIBUTE_LIST_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_ATTRIBUTE_LIST_H_

#include "common/rules/attribute_dictionary.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"

namespace sangam::scheme_catalog {

// Every attribute of `dictionary`, in the order of their names.
v1::ListAttributesResponse AttributeList(const AttributeDictionary& dictionary);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_ATTRIBUTE_LIST_H_
