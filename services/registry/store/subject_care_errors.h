// Errors of merging and erasing subjects.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_CARE_ERRORS_H_
#define SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_CARE_ERRORS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sangam::registry {

// The key of the ErrorInfo's metadata that holds the survivor's name.
inline constexpr char kMergedInto[] = "merged_into";

// NOT_FOUND, RESOURCE_NOT_FOUND, with "merged_into".
absl::Status MergedAwayError(absl::string_view name,
                             absl::string_view survivor);
// The same where the survivor was removed since.
absl::Status SurvivorRemovedError(absl::string_view name,
                                  absl::string_view survivor);
// ALREADY_EXISTS, RESOURCE_EXISTS, with "merged_into". `there`: the survivor
// is, so that it can be named.
absl::Status NameMergedError(absl::string_view name, absl::string_view survivor,
                             bool there);
// ALREADY_EXISTS, RESOURCE_EXISTS.
absl::Status NameErasedError(absl::string_view name);

// FAILED_PRECONDITION, RESOURCE_IN_USE: all of the following.
// `record` is a linkage, plan or demand of `subject`.
absl::Status RecordsLeftError(absl::string_view subject,
                              absl::string_view record);
// `member` belongs to `subject`.
absl::Status MembersLeftError(absl::string_view subject,
                              absl::string_view member);
// `subject` applies in `plan`, which is for another.
absl::Status ApplicantOfPlanError(absl::string_view subject,
                                  absl::string_view plan);
// `why` is what WhyKept says of `linkage`.
absl::Status BenefitKeptError(absl::string_view linkage, absl::string_view why);
// More than `most` records refer to `subject`.
absl::Status TooManyReferencesError(absl::string_view subject, int64_t most);

// UNAUTHENTICATED, PRINCIPAL_REQUIRED.
absl::Status ErasingPrincipalRequiredError();

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_CARE_ERRORS_H_
