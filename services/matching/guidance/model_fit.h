// Which models suit a subject, and what a plan to take one over needs.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_MODEL_FIT_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_MODEL_FIT_H_

#include "absl/status/status.h"
#include "sangam/matching/v1/guidance_service.pb.h"
#include "services/matching/guidance/subject_guidance.h"

namespace sangam::matching {

// Fills response->models. NOT_FOUND for a model that the request names and the
// catalogue lacks; INVALID_ARGUMENT on "costs[i].need" for a need that the
// model lacks.
absl::Status FitModels(const SubjectGuidance& guidance,
                       const v1::FitModelsRequest& request,
                       v1::FitModelsResponse* response);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_MODEL_FIT_H_
