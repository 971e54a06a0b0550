#include "services/scheme_catalog/domain/catalog_name.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/validation/resource_name.h"

namespace sangam::scheme_catalog {

bool IsCatalogName(absl::string_view name, absl::string_view collection) {
  return absl::ConsumePrefix(&name, collection) &&
         absl::ConsumePrefix(&name, "/") && IsResourceId(name);
}

void CheckCatalogName(Violations& violations, absl::string_view field,
                      absl::string_view name, absl::string_view collection) {
  if (IsCatalogName(name, collection)) return;
  violations.Add(
      field,
      absl::StrCat(name.empty() ? "is required: a" : "must be a",
                   " name like \"", collection,
                   "/...\", its last part 1 to 63 of a-z, 0-9 and hyphens"));
}

}  // namespace sangam::scheme_catalog
