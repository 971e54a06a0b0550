// Facts that are too old to be relied on.
#ifndef SANGAM_SERVICES_MATCHING_STALE_FACTS_H_
#define SANGAM_SERVICES_MATCHING_STALE_FACTS_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/field_provenance.pb.h"
#include "services/matching/engine/matcher.h"

namespace sangam::matching {

// Takes the facts out of `subject` that were observed `months` completed months
// before `as_of`, or longer ago, and gives their paths as `facts` has them
// ("profile.members", profile.extra["dept.loans"], "place", and of those under
// it profile.children.profiles[3].members). What has no day is left, and so is
// a path that this subject doesn't have. Every executor reads the profile that
// is left, so to all of them the facts are as if they were never recorded.
std::vector<std::string> ForgetStaleFacts(
    const google::protobuf::RepeatedPtrField<type::v1::FieldProvenance>& facts,
    absl::CivilDay as_of, int months, MatchSubject* subject);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_STALE_FACTS_H_
