#include "services/matching/federation/norm_judgement.h"

#include "common/rules/recorded_value.h"

namespace sangam::matching {

const type::v1::NormJudgement* LastJudgement(
    const google::protobuf::RepeatedPtrField<type::v1::NormJudgement>&
        judgements,
    absl::string_view readiness_rule, absl::string_view norm,
    absl::CivilDay day) {
  const type::v1::NormJudgement* last = nullptr;
  for (const type::v1::NormJudgement& judgement : judgements) {
    if (judgement.readiness_rule() != readiness_rule ||
        judgement.norm() != norm) {
      continue;
    }
    if (judgement.has_decided_on()) {
      const auto decided_on = rules::DayOf(judgement.decided_on());
      if (decided_on && *decided_on > day) continue;
    }
    last = &judgement;
  }
  return last;
}

}  // namespace sangam::matching
