#include "services/matching/engine/tranche_estimate.h"

#include <algorithm>

#include "common/money/share.h"
#include "services/matching/engine/localized_text.h"
#include "services/matching/engine/optional_condition.h"

namespace sangam::matching {
namespace {

// Hands a sum out part by part.
class Rest {
 public:
  explicit Rest(const absl::optional<int64_t>& whole)
      : whole_(whole), rest_(whole.value_or(0)) {}

  absl::optional<int64_t> Take(int32_t share_bps, bool is_last) {
    if (!whole_) return absl::nullopt;
    const int64_t part =
        is_last ? rest_ : std::min(FloorShare(*whole_, share_bps), rest_);
    rest_ -= part;
    return part;
  }

 private:
  const absl::optional<int64_t> whole_;
  int64_t rest_;
};

}  // namespace

void AddTranches(const scheme_catalog::v1::Benefit& benefit,
                 const CompiledBenefit& compiled, const AmountRange& whole,
                 const MatchContext& context, v1::BenefitEstimate* estimate) {
  Rest least(whole.min_paise);
  Rest most(whole.max_paise);
  for (int i = 0; i < benefit.tranches_size(); ++i) {
    const auto& tranche = benefit.tranches(i);
    const bool is_last = i + 1 == benefit.tranches_size();
    v1::TrancheEstimate* part = estimate->add_tranches();
    part->set_id(tranche.id());
    part->set_when(TextIn(tranche.when(), context.phrases.language_code()));
    const auto min_paise = least.Take(tranche.share_bps(), is_last);
    const auto max_paise = most.Take(tranche.share_bps(), is_last);
    if (min_paise) part->set_min_paise(*min_paise);
    if (max_paise) part->set_max_paise(*max_paise);
    part->set_condition(ToOutcome(EvaluateOptional(
        compiled.tranche_conditions[i], tranche.condition(), context)));
  }
}

}  // namespace sangam::matching
