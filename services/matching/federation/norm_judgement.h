// What people decided on a norm.
#ifndef SANGAM_SERVICES_MATCHING_FEDERATION_NORM_JUDGEMENT_H_
#define SANGAM_SERVICES_MATCHING_FEDERATION_NORM_JUDGEMENT_H_

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/judgement.pb.h"

namespace sangam::matching {

// The last judgement on the norm, of those that had been made by the day; one
// without a date always had. Null if there is none. Points into `judgements`.
const type::v1::NormJudgement* LastJudgement(
    const google::protobuf::RepeatedPtrField<type::v1::NormJudgement>&
        judgements,
    absl::string_view readiness_rule, absl::string_view norm,
    absl::CivilDay day);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEDERATION_NORM_JUDGEMENT_H_
