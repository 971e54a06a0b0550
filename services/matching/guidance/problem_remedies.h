// What helps against the problems of a subject.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_PROBLEM_REMEDIES_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_PROBLEM_REMEDIES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sangam/matching/v1/guidance_service.pb.h"
#include "services/matching/guidance/subject_guidance.h"

namespace sangam::matching {

// How profiles name a problem: OUTDATED_TECHNOLOGY for
// "surveyProblems/outdated-technology".
std::string ProblemCode(absl::string_view problem);

// Fills the problems of the response. NOT_FOUND for a problem that the request
// names and the catalogue lacks.
absl::Status SuggestRemedies(const SubjectGuidance& guidance,
                             const v1::SuggestRemediesRequest& request,
                             v1::SuggestRemediesResponse* response);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_PROBLEM_REMEDIES_H_
