#include "common/money/open_part.h"

#include <algorithm>

namespace sangam {

int64_t OpenPart(int64_t paise, int64_t quantity, int64_t done) {
  if (quantity <= 0) return paise;
  done = std::clamp<int64_t>(done, 0, quantity);
  // What is done is floored, so the rest is raised.
  const __int128 met = static_cast<__int128>(paise) * done / quantity;
  return paise - static_cast<int64_t>(met);
}

}  // namespace sangam
