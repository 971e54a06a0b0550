// What to ask a subject next.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ASK_NEXT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ASK_NEXT_H_

#include "google/protobuf/repeated_field.h"
#include "sangam/matching/v1/ranking.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/program_evaluator.h"

namespace sangam::matching {

// The attributes that the versions in `open`, which need information, lack; at
// most five: those first that alone decide on most value, then on most schemes,
// then those that most schemes lack, then by name.
//
// `evaluator` may be null; then the reference evaluator finds what versions
// lack, which comes to the same.
google::protobuf::RepeatedPtrField<v1::QuestionToAsk> AskNext(
    const AnswerTables& tables, const Plane& open, const MatchContext& context,
    ProgramEvaluator* evaluator);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ASK_NEXT_H_
