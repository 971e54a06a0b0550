#include "services/matching/engine/match_explanation.h"

#include "common/clock/civil_date.h"
#include "common/status/macros.h"
#include "services/matching/engine/answer.h"
#include "services/matching/engine/condition_tree.h"
#include "services/matching/engine/known_names.h"
#include "services/matching/engine/question_context.h"

namespace sangam::matching {
namespace {

void AddTrees(const CompiledVersion& version, const MatchContext& context,
              v1::ExplainMatchResponse* response) {
  if (!version.defect.empty()) return;
  for (int i = 0; i < version.version.conditions_size(); ++i) {
    const auto& condition = version.version.conditions(i);
    v1::ConditionTree* tree = response->add_conditions();
    tree->set_id(condition.id());
    *tree->mutable_citations() = condition.citations();
    FillTree(*version.conditions[i], context, tree->mutable_root());
  }
}

}  // namespace

absl::StatusOr<v1::ExplainMatchResponse> ExplainScheme(
    const AnswerTables& tables, const ForwardIndex* index,
    const std::string& scheme, const MatchSubject& subject,
    const PlaceDirectory& places, const MatchQuery& query) {
  KnownNames names(&tables.catalog());
  names.CheckSchemeInForce("scheme", scheme, query.as_of);
  SANGAM_RETURN_IF_ERROR(names.ToStatus());
  const size_t number = *tables.catalog().NumberOf(scheme);
  const CompiledVersion* version =
      tables.catalog().schemes()[number].VersionOn(query.as_of);
  const QuestionContext question(tables.catalog(), subject, places, query.as_of,
                                 query.language_code);
  const Answer answer(tables, index, question.match(), query, {});
  v1::ExplainMatchResponse response;
  const auto position = tables.PositionIn(answer.among(), number);
  answer.FillMatch(*position, response.mutable_match());
  AddTrees(*version, question.match(), &response);
  *response.mutable_basis()->mutable_as_of() = ToDate(query.as_of);
  response.mutable_basis()->set_engine_version(kEngineVersion);
  response.set_disclaimer(kDisclaimer);
  return response;
}

}  // namespace sangam::matching
