#include "services/matching/planning/best_participants.h"

#include <utility>

#include "services/matching/engine/optional_condition.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {

const ParticipantFitness& BestParticipants::For(const CompiledVersion& version,
                                                int need, int preferred) {
  const auto [known, is_new] =
      best_.try_emplace(std::tuple(&version, need, preferred));
  if (is_new) {
    known->second =
        BestParticipant(question_, contexts_, version, need, preferred);
  }
  return known->second;
}

const std::string& BestParticipants::FailingAfter(
    const std::vector<std::string>& had, bool all,
    const CompiledVersion& version, int need, int participant) {
  const auto [asked, is_unseen] = asked_by_.try_emplace(&version);
  if (is_unseen) {
    for (const OptionalRule& rule : version.conditions) {
      asked->second.merge(OthersAskedBy(version, rule));
    }
  }
  std::vector<std::string> seen;
  for (const std::string& one : had) {
    if (asked->second.count(one) > 0) seen.push_back(one);
  }
  const auto [known, is_new] = failing_.try_emplace(
      std::tuple(&version, need, participant, all, std::move(seen)));
  if (!is_new) return known->second;
  const MatchContext& before = contexts_.ForConditions(
      need, participant, SchemeOfVersion(version.version.name()));
  SupposedReceipts supposed;
  const MatchContext& after = supposed.With(before, std::get<4>(known->first));
  for (size_t i = 0; i < version.conditions.size(); ++i) {
    const OptionalRule& rule = version.conditions[i];
    const int c = static_cast<int>(i);
    const Truth then = EvaluateOptional(rule, "", after);
    if (then == Truth::kTrue) continue;
    if (then < EvaluateOptional(rule, "", before) ||
        (all && CanHoldByReceipts(version, c, before))) {
      known->second = WordsOf(version.version, c, after);
      break;
    }
  }
  return known->second;
}

}  // namespace sangam::matching
