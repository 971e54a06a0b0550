#include "services/matching/match_errors.h"

#include "absl/strings/cord.h"
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

absl::Status EngineVersionChangedError(absl::string_view basis_version,
                                       absl::string_view present_version) {
  const absl::Status at_field = InvalidFieldError(
      "basis.engine_version",
      absl::StrCat("is \"", basis_version, "\", and this is engine \"",
                   present_version,
                   "\", which may answer otherwise; ask anew without a basis"));
  absl::Status status(absl::StatusCode::kFailedPrecondition,
                      at_field.message());
  at_field.ForEachPayload(
      [&status](absl::string_view type_url, const absl::Cord& payload) {
        status.SetPayload(type_url, payload);
      });
  return status;
}

}  // namespace sangam::matching
