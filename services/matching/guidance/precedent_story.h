// What a precedent received, and how.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_PRECEDENT_STORY_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_PRECEDENT_STORY_H_

#include <string>
#include <vector>

#include "sangam/matching/v1/guidance_service.pb.h"
#include "sangam/registry/v1/linkage.pb.h"

namespace sangam::matching {

// Out of all linkages of the subject: those of the scheme that have reached it,
// in their order.
v1::PrecedentStory StoryOf(const v1::PrecedentReference& precedent,
                           const std::vector<registry::v1::Linkage>& linkages);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_PRECEDENT_STORY_H_
