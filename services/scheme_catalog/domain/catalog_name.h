// Names in collections of two words: "placeSets/ner", "readinessRules/vo".
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_NAME_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_NAME_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"

namespace sangam::scheme_catalog {

inline constexpr char kPlaceSets[] = "placeSets";
inline constexpr char kReadinessRules[] = "readinessRules";

// Whether `name` is `collection`, a slash and a resource id.
bool IsCatalogName(absl::string_view name, absl::string_view collection);

// Adds a fault on `field` unless it is.
void CheckCatalogName(Violations& violations, absl::string_view field,
                      absl::string_view name, absl::string_view collection);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_CATALOG_NAME_H_
