#include "services/scheme_catalog/domain/catalog_errors.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::scheme_catalog {

absl::Status MissingReferenceError(absl::string_view field,
                                   absl::string_view resource) {
  return InvalidFieldError(
      field, absl::StrCat(resource, " does not exist; create it first"));
}

absl::Status CircularReferenceError(absl::string_view field,
                                    absl::string_view resource) {
  return InvalidFieldError(field, absl::StrCat("leads back to ", resource));
}

absl::Status PublishByUpdateError() {
  return InvalidFieldError(
      "state",
      "a version is written as a draft; publish it with PublishSchemeVersion");
}

absl::Status OverlappingVersionError(absl::string_view other,
                                     const std::string& period) {
  return InvalidFieldError(
      "effective_from",
      absl::StrCat(other, " is in force ", period,
                   "; two published versions of a scheme must not be in force"
                   " on the same day"));
}

}  // namespace sangam::scheme_catalog
