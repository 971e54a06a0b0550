// Sums in paise that may exceed 64 bits on the way.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_WIDE_AMOUNT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_WIDE_AMOUNT_H_

#include <algorithm>
#include <cstdint>
#include <limits>

#include "absl/types/optional.h"

namespace sangam::matching {

// Sums of products of int64 may exceed even 128 bits, so every step is clamped
// to 0 ... kTooMuch, which stands for anything that an int64 can't hold.
using Wide = __int128;
inline constexpr Wide kTooMuch = Wide{std::numeric_limits<int64_t>::max()} + 1;

// The least and the most. Absent: it can't be told.
struct WideRange {
  absl::optional<Wide> least;
  absl::optional<Wide> most;
};

inline Wide Clamped(Wide value) { return std::clamp<Wide>(value, 0, kTooMuch); }

// Of two numbers of which neither counts below 0.
inline Wide Product(int64_t a, int64_t b) {
  return Clamped(Wide{std::max<int64_t>(a, 0)} * std::max<int64_t>(b, 0));
}

// A cap is the most also where nothing else is known.
inline WideRange Capped(WideRange range, bool has_cap, int64_t cap) {
  if (!has_cap) return range;
  const Wide limit = Clamped(cap);
  if (range.least) range.least = std::min(*range.least, limit);
  range.most = range.most ? std::min(*range.most, limit) : limit;
  return range;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_WIDE_AMOUNT_H_
