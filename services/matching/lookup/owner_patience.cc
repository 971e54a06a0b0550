#include "services/matching/lookup/owner_patience.h"

namespace sangam::matching {

absl::Status OwnerPatience::Check() const {
  return clock_->Now() < rests_until_ ? error_ : absl::OkStatus();
}

void OwnerPatience::Record(absl::Time began, const absl::Status& outcome) {
  const absl::Time now = clock_->Now();
  if (!absl::IsUnavailable(outcome)) {
    silences_ = 0;
    return;
  }
  if (now - began < kShortestSilence) return;
  if (++silences_ < kMostSilences) return;
  rests_until_ = now + kRest;
  error_ = outcome;
}

}  // namespace sangam::matching
