// What people decided on norms that leave the decision to them.
#ifndef SANGAM_COMMON_VALIDATION_JUDGEMENT_H_
#define SANGAM_COMMON_VALIDATION_JUDGEMENT_H_

#include "absl/strings/string_view.h"
#include "common/validation/violations.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "sangam/type/v1/judgement.pb.h"

namespace sangam {

// Adds a fault for each field of each judgement that can't be right, as
// "path[2].norm"; of at most 200. Rule, norm and the role that decided are
// required; whether there is such a rule is not looked at.
void CheckJudgements(
    Violations& violations, absl::string_view path,
    const google::protobuf::RepeatedPtrField<type::v1::NormJudgement>&
        judgements);

}  // namespace sangam

#endif  // SANGAM_COMMON_VALIDATION_JUDGEMENT_H_
