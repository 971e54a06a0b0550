#include "services/matching/feeds/reconnect_delay.h"

#include <algorithm>

namespace sangam::matching {

absl::Duration ReconnectDelay::Next() {
  const absl::Duration delay = next_ * absl::Uniform(random_, 0.5, 1.0);
  next_ = std::min(next_ * 2, longest_);
  return delay;
}

}  // namespace sangam::matching
