// Erases a subject.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_ERASURE_H_
#define SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_ERASURE_H_

#include <functional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/changelog.h"
#include "sangam/registry/v1/subject_care.pb.h"
#include "services/registry/domain/benefit_retention.h"

namespace sangam::registry {

// As SubjectCareService.EraseSubject says, with its errors. `principal` is the
// account that asks; empty: nobody said. For `cancelled` see Changelog::Write.
absl::StatusOr<v1::EraseSubjectResponse> EraseSubject(
    Changelog* changelog, const v1::EraseSubjectRequest& request,
    absl::string_view principal, const BenefitRetention& retention,
    const std::function<bool()>& cancelled = nullptr);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_SUBJECT_ERASURE_H_
