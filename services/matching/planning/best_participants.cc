#include "services/matching/planning/best_participants.h"

#include <iterator>
#include <utility>

#include "absl/algorithm/container.h"
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

const StandingAfter& BestParticipants::After(
    const std::vector<std::string>& had, const std::vector<std::string>& rest,
    const CompiledVersion& version, int need, int participant) {
  const auto [asked, is_unseen] = asked_by_.try_emplace(&version);
  if (is_unseen) {
    for (const OptionalRule& rule : version.conditions) {
      asked->second.merge(OthersAskedBy(version, rule));
    }
  }
  const auto seen =
      [&, &names = asked->second](const std::vector<std::string>& some) {
        std::vector<std::string> found;
        absl::c_copy_if(some, std::back_inserter(found),
                        [&](const auto& one) { return names.count(one) > 0; });
        return found;
      };
  const bool all = rest.empty();
  const auto [known, is_new] = after_.try_emplace(
      std::tuple(&version, need, participant, all, seen(had), seen(rest)));
  if (!is_new) return known->second;
  StandingAfter& standing = known->second;
  const MatchContext& before = contexts_.ForConditions(
      need, participant, SchemeOfVersion(version.version.name()));
  SupposedReceipts supposed;
  const MatchContext& after = supposed.With(before, std::get<4>(known->first));
  const MatchContext& after_all =
      supposed.With(after, std::get<5>(known->first));
  for (size_t i = 0; i < version.conditions.size(); ++i) {
    const OptionalRule& rule = version.conditions[i];
    const int c = static_cast<int>(i);
    const std::string& text = version.version.conditions(c).expression();
    const Truth then = EvaluateOptional(rule, text, after);
    if (then == Truth::kTrue || !RequiredBy(version, c).empty()) continue;
    if (then == Truth::kFalse &&
        (EvaluateOptional(rule, text, before) != Truth::kFalse ||
         (all && CanHoldByReceipts(version, rule, before)))) {
      standing.failing = WordsOf(version.version, c, after);
      break;
    }
    if (then == Truth::kUnknown ||
        EvaluateOptional(rule, text, after_all) == Truth::kUnknown) {
      standing.unknown.push_back(WordsOf(version.version, c, after));
    }
  }
  return standing;
}

}  // namespace sangam::matching
