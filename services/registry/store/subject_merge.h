// Makes one subject of two.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_MERGE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_MERGE_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/subject_care.pb.h"

namespace sangam::registry {

// How many records may refer to a duplicate, or to a subject that is erased: as
// many changes as a few imports make.
inline constexpr int64_t kMostReferences = 5'000;

// As SubjectCareService.MergeSubjects says, with its errors. `principal` is the
// account that asks; may be empty. For `cancelled` see Changelog::Write.
absl::StatusOr<v1::MergeSubjectsResponse> MergeSubjects(
    Changelog* changelog, const v1::MergeSubjectsRequest& request,
    absl::string_view principal,
    const std::function<bool()>& cancelled = nullptr);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_MERGE_H_
