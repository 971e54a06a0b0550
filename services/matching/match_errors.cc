#include "services/matching/match_errors.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::matching {

absl::Status PageTokenMalformedError() {
  return InvalidFieldError("page_token",
                           "is not a page token that this service issued");
}

absl::Status PageTokenOfAnotherRequestError() {
  return InvalidFieldError(
      "page_token",
      "is of another request; repeat the request of the page before");
}

absl::Status PageTokenOutdatedError() {
  return InvalidFieldError(
      "page_token",
      "is outdated: the catalogue, the subject or the day has changed since "
      "the page before; ask for the first page again");
}

absl::Status PlaceUnknownError(absl::string_view field,
                               absl::string_view place) {
  return InvalidFieldError(
      field, absl::StrCat("\"", place, "\" is not a place of the registry"));
}

}  // namespace sangam::matching
