// What to ask a subject next.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ASK_NEXT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ASK_NEXT_H_

#include "google/protobuf/repeated_field.h"
#include "sangam/matching/v1/ranking.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// How to find what versions lack; the results are the same.
enum class AskingMethod {
  // Evaluates every condition.
  kPlain,
  // Evaluates only what the tables can't tell.
  kByPlan,
};

// The attributes that the versions in `open`, which need information, lack; at
// most five: those first that alone decide on most value, then on most schemes,
// then those that most schemes lack, then by name.
google::protobuf::RepeatedPtrField<v1::QuestionToAsk> AskNext(
    const AnswerTables& tables, const Plane& open, const MatchContext& context,
    AskingMethod method);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ASK_NEXT_H_
