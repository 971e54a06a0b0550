#include "services/scheme_catalog/domain/catalog_errors.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"

namespace sangam::scheme_catalog {
namespace {

// "submitted", in the middle of a sentence.
std::string InWords(v1::SchemeVersionState state) {
  return absl::AsciiStrToLower(absl::StripPrefix(
      v1::SchemeVersionState_Name(state), "SCHEME_VERSION_STATE_"));
}

}  // namespace

absl::Status MissingReferenceError(absl::string_view field,
                                   absl::string_view resource) {
  return InvalidFieldError(
      field, absl::StrCat(resource, " does not exist; create it first"));
}

absl::Status MisspeltReferenceError(absl::string_view field,
                                    absl::string_view resource,
                                    absl::string_view nearest) {
  return InvalidFieldError(
      field, absl::StrCat(resource, " does not exist; did you mean ", nearest,
                          "? If not, create it first"));
}

absl::Status CircularReferenceError(absl::string_view field,
                                    absl::string_view resource) {
  return InvalidFieldError(field, absl::StrCat("leads back to ", resource));
}

absl::Status PublishByUpdateError() {
  return InvalidFieldError(
      "state",
      "a version is written as a draft; hand it on with SubmitSchemeVersion,"
      " and another principal puts it in force with PublishSchemeVersion");
}

absl::Status OverlappingVersionError(absl::string_view other,
                                     const std::string& period) {
  return InvalidFieldError(
      "effective_from",
      absl::StrCat(other, " is in force ", period,
                   "; two published versions of a scheme must not be in force"
                   " on the same day. Name it in supersedes if this one takes"
                   " its place"));
}

absl::Status ClosedTooLateError(absl::string_view other,
                                const std::string& period) {
  return InvalidFieldError(
      "closed_on", absl::StrCat("is too late: ", other, " is in force ", period,
                                ", and two published versions of a scheme must"
                                " not be in force on the same day"));
}

absl::Status PrincipalRequiredError() {
  return MakeError(absl::StatusCode::kUnauthenticated,
                   type::v1::ERROR_REASON_PRINCIPAL_REQUIRED,
                   "say who asks: send the metadata sangam-principal with the"
                   " name of your account");
}

absl::Status SecondPrincipalRequiredError(absl::string_view version,
                                          absl::string_view principal) {
  return MakeError(absl::StatusCode::kPermissionDenied,
                   type::v1::ERROR_REASON_SECOND_PRINCIPAL_REQUIRED,
                   absl::StrCat(principal, " wrote or submitted ", version,
                                "; another principal has to publish it"));
}

absl::Status WrongVersionStateError(const v1::SchemeVersion& version,
                                    absl::string_view done,
                                    absl::string_view rule) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition,
      type::v1::ERROR_REASON_WRONG_VERSION_STATE,
      absl::StrCat(version.name(), " is ", InWords(version.state()),
                   " and can't be ", done, "; ", rule));
}

absl::Status BuiltInAttributeError(absl::string_view attribute) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   type::v1::ERROR_REASON_RESOURCE_IN_USE,
                   absl::StrCat(attribute,
                                " is built in and stays; mark it as deprecated"
                                " instead"));
}

}  // namespace sangam::scheme_catalog
