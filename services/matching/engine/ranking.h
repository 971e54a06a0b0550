// Why a scheme stands where it stands in an answer.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RANKING_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RANKING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/types/optional.h"
#include "common/rules/helping_attribute.h"
#include "sangam/matching/v1/ranking.pb.h"
#include "services/matching/catalog/compiled_scheme.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// Reckons the parts of a rank, as ranking.proto states them, with whole numbers
// only. A condition counts as aimed at a priority attribute where more of that
// helps it to hold, as HelpingAttribute says: `st_members == 0` does not aim at
// st_members. Made for one question; what it is made of outlives it. Safe to
// use from several threads.
class Ranking {
 public:
  // Without a preference all weights are 0.
  Ranking(const absl::optional<v1::RankingPreference>& preference,
          const MatchContext& context);

  // Whether any part counts; else schemes go by what they may give.
  bool has_weights() const { return has_weights_; }

  // All parts and their weighted sum. `verdict` is that on the version, and
  // `largest_grant` what LargestGrant says of it. `conditions_met`: how many of
  // its conditions hold, where that is known; else they are evaluated.
  v1::RankingParts PartsOf(
      const CompiledScheme& scheme, const CompiledVersion& version,
      v1::Verdict verdict, const absl::optional<int64_t>& largest_grant,
      const absl::optional<size_t>& conditions_met = absl::nullopt) const;

  // The weighted sum alone; reckons only what counts in it.
  int64_t TotalOf(const CompiledScheme& scheme, const CompiledVersion& version,
                  v1::Verdict verdict) const;

 private:
  int32_t Fit(const CompiledVersion& version, v1::Verdict verdict,
              const absl::optional<size_t>& conditions_met) const;
  int32_t Deadline(const CompiledVersion& version) const;
  int32_t NotUsedBefore(const CompiledScheme& scheme) const;
  int32_t DepartmentFocus(const CompiledScheme& scheme) const;
  int32_t Vulnerability(const CompiledVersion& version) const;

  const MatchContext& context_;
  v1::RankingPreference weights_;
  bool has_weights_ = false;
  absl::flat_hash_set<std::string> focus_;
  // Each once.
  std::vector<rules::HelpingAttribute> priorities_;
  absl::flat_hash_set<absl::string_view> received_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RANKING_H_
