#include "services/matching/index/conjunct_layout.h"

#include <algorithm>

#include "services/matching/index/bit_rows.h"

namespace sangam::matching {

ConjunctLayout::ConjunctLayout(const std::vector<uint32_t>& conjuncts) {
  for (size_t begin = 0; begin < conjuncts.size(); begin += kBitsPerStrip) {
    const size_t end = std::min(begin + kBitsPerStrip, conjuncts.size());
    const uint32_t most =
        *std::max_element(conjuncts.begin() + begin, conjuncts.begin() + end);
    first_strip_.push_back(static_cast<uint32_t>(block_of_strip_.size()));
    block_of_strip_.insert(block_of_strip_.end(), most,
                           static_cast<uint32_t>(begin / kBitsPerStrip));
  }
  const auto padding = static_cast<uint32_t>(first_strip_.size());
  while (block_of_strip_.empty() || words() % BitRows::kWordsPerTile != 0) {
    block_of_strip_.push_back(padding);
  }
}

}  // namespace sangam::matching
