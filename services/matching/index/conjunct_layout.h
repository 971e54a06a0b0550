// Where each conjunct has its bit.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_CONJUNCT_LAYOUT_H_
#define SANGAM_SERVICES_MATCHING_INDEX_CONJUNCT_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sangam::matching {

// Positions go in blocks of 256. A block has as many strips of 256 bits as its
// longest version has conjuncts: conjunct j of a position has its bit in strip
// j, at the position's place. So the OR over a block's strips is a plane of its
// positions. Where positions are in the order of their numbers of conjuncts,
// strips are full.
class ConjunctLayout {
 public:
  static constexpr size_t kBitsPerStrip = 256;
  static constexpr size_t kWordsPerStrip = kBitsPerStrip / 64;

  ConjunctLayout() = default;
  // Of the number of conjuncts of each position.
  explicit ConjunctLayout(const std::vector<uint32_t>& conjuncts);

  uint32_t BitOf(size_t position, uint32_t conjunct) const {
    return (first_strip_[position / kBitsPerStrip] + conjunct) * kBitsPerStrip +
           position % kBitsPerStrip;
  }
  // The words of a row of conjuncts; a multiple of BitRows::kWordsPerTile.
  size_t words() const { return block_of_strip_.size() * kWordsPerStrip; }
  // The words of a plane of positions, with one block of padding.
  size_t plane_words() const {
    return (first_strip_.size() + 1) * kWordsPerStrip;
  }
  // The block that each strip belongs to; that of padding is the one beyond.
  const std::vector<uint32_t>& block_of_strip() const {
    return block_of_strip_;
  }
  size_t bytes() const {
    return (first_strip_.capacity() + block_of_strip_.capacity()) *
           sizeof(uint32_t);
  }

 private:
  std::vector<uint32_t> first_strip_;
  std::vector<uint32_t> block_of_strip_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_CONJUNCT_LAYOUT_H_
