#include "services/registry/store/subject_care_errors.h"

#include <string>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "google/rpc/error_details.pb.h"

namespace sangam::registry {
namespace {

constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";

absl::Status WithSurvivor(absl::Status status, absl::string_view survivor) {
  google::rpc::ErrorInfo info;
  const auto payload = status.GetPayload(kErrorInfoUrl);
  if (payload && info.ParseFromString(std::string(*payload))) {
    (*info.mutable_metadata())[kMergedInto] = std::string(survivor);
    status.SetPayload(kErrorInfoUrl, absl::Cord(info.SerializeAsString()));
  }
  return status;
}

absl::Status InUse(absl::string_view message) {
  return MakeError(absl::StatusCode::kFailedPrecondition,
                   type::v1::ERROR_REASON_RESOURCE_IN_USE, message);
}

}  // namespace

absl::Status MergedAwayError(absl::string_view name,
                             absl::string_view survivor) {
  return WithSurvivor(MakeError(absl::StatusCode::kNotFound,
                                type::v1::ERROR_REASON_RESOURCE_NOT_FOUND,
                                absl::StrCat(name, " was merged into ",
                                             survivor, "; name that")),
                      survivor);
}

absl::Status SurvivorRemovedError(absl::string_view name,
                                  absl::string_view survivor) {
  return WithSurvivor(
      MakeError(absl::StatusCode::kNotFound,
                type::v1::ERROR_REASON_RESOURCE_NOT_FOUND,
                absl::StrCat(name, " was merged into ", survivor,
                             ", which was removed since")),
      survivor);
}

absl::Status NameMergedError(absl::string_view name, absl::string_view survivor,
                             bool there) {
  return WithSurvivor(
      MakeError(absl::StatusCode::kAlreadyExists,
                type::v1::ERROR_REASON_RESOURCE_EXISTS,
                absl::StrCat(name, " was merged into ", survivor,
                             there ? "; name that, or choose another name"
                                   : ", which was removed since; choose"
                                     " another name")),
      survivor);
}

absl::Status NameErasedError(absl::string_view name) {
  return MakeError(absl::StatusCode::kAlreadyExists,
                   type::v1::ERROR_REASON_RESOURCE_EXISTS,
                   absl::StrCat(name,
                                " was erased, and its name can't be used"
                                " again; choose another name"));
}

absl::Status RecordsLeftError(absl::string_view subject,
                              absl::string_view record) {
  return InUse(absl::StrCat(record, " is of ", subject,
                            "; erase_records erases such records with it"));
}

absl::Status MembersLeftError(absl::string_view subject,
                              absl::string_view member) {
  return InUse(absl::StrCat(member, " belongs to ", subject,
                            "; release_members lets such records go"));
}

absl::Status ApplicantOfPlanError(absl::string_view subject,
                                  absl::string_view plan) {
  return InUse(absl::StrCat(subject, " applies in ", plan,
                            ", which is for another; release_members makes it"
                            " nobody there"));
}

absl::Status BenefitKeptError(absl::string_view linkage,
                              absl::string_view why) {
  return InUse(absl::StrCat(linkage, " ", why,
                            "; only an order or a law that asks for erasure all"
                            " the same overrides that: state it as"
                            " overriding_order"));
}

absl::Status TooManyReferencesError(absl::string_view subject, int64_t most) {
  return InUse(absl::StrCat(
      "more than ", FormatCount(most), " records refer to ", subject,
      "; let some of them refer to another first, page by page"));
}

absl::Status ErasingPrincipalRequiredError() {
  return MakeError(absl::StatusCode::kUnauthenticated,
                   type::v1::ERROR_REASON_PRINCIPAL_REQUIRED,
                   "an erasure is kept with who asked for it: send the account"
                   " as the metadata \"sangam-principal\"");
}

}  // namespace sangam::registry
