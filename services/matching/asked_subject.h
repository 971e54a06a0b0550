// Whom a question is about.
#ifndef SANGAM_SERVICES_MATCHING_ASKED_SUBJECT_H_
#define SANGAM_SERVICES_MATCHING_ASKED_SUBJECT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "sangam/matching/v1/matching_service.pb.h"

namespace sangam::matching {

// The subject of a request as it is written there: one of the three, or none.
// Points into the request.
struct AskedSubject {
  const std::string* name = nullptr;
  const type::v1::OutsideId* outside_id = nullptr;
  const type::v1::Profile* profile = nullptr;
  // The path of the message that holds them, with a dot at its end if it is not
  // the request itself ("subject.").
  absl::string_view prefix;

  bool IsNobody() const {
    return name == nullptr && outside_id == nullptr && profile == nullptr;
  }
};

AskedSubject SubjectOf(const v1::MatchSchemesRequest& request);
// `prefix` as in AskedSubject, which keeps it.
AskedSubject SubjectOf(const v1::TrialSubject& subject,
                       absl::string_view prefix = "subject.");
AskedSubject SubjectOf(const type::v1::PlanSubject& subject,
                       absl::string_view prefix);

// Adds a fault for each field of the subject that can't be right, or if nobody
// is asked about.
void CheckSubject(Violations& violations, const AskedSubject& asked);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ASKED_SUBJECT_H_
