// Rows of bits, all of one length, for kernels that go through them side by
// side.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_BIT_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_BIT_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace sangam::matching {

// A matrix of bits. Rows begin at cache lines and are a multiple of a tile
// long, so that a kernel needs no remainder.
class BitRows {
 public:
  // What a kernel does at once.
  static constexpr size_t kWordsPerTile = 16;

  explicit BitRows(size_t words_per_row = 0) : words_per_row_(words_per_row) {}

  // A multiple of kWordsPerTile.
  size_t words_per_row() const { return words_per_row_; }
  size_t size() const {
    return words_per_row_ == 0
               ? 0
               : lines_.size() / (words_per_row_ / kWordsPerLine);
  }
  bool empty() const { return lines_.empty(); }

  // Adds a row of zeros; its number. Rows move, so pointers are lost.
  size_t Add() {
    lines_.resize(lines_.size() + words_per_row_ / kWordsPerLine);
    return size() - 1;
  }
  // Adds a copy of a row, which may be one of these; its number.
  size_t AddCopy(const uint64_t* row) {
    const std::vector<uint64_t> copy(row, row + words_per_row_);
    const size_t added = Add();
    std::memcpy((*this)[added], copy.data(), words_per_row_ * sizeof(uint64_t));
    return added;
  }
  void Shrink() { lines_.shrink_to_fit(); }

  uint64_t* operator[](size_t row) {
    return lines_[row * (words_per_row_ / kWordsPerLine)].words;
  }
  const uint64_t* operator[](size_t row) const {
    return lines_[row * (words_per_row_ / kWordsPerLine)].words;
  }

  size_t bytes() const { return lines_.capacity() * sizeof(Line); }

 private:
  static constexpr size_t kWordsPerLine = 8;
  struct alignas(64) Line {
    uint64_t words[kWordsPerLine] = {};
  };

  size_t words_per_row_;
  std::vector<Line> lines_;
};

inline bool TestBit(const uint64_t* row, uint32_t bit) {
  return (row[bit / 64] >> (bit % 64)) & 1;
}
inline void SetBit(uint64_t* row, uint32_t bit) {
  row[bit / 64] |= uint64_t{1} << (bit % 64);
}
inline void ClearBit(uint64_t* row, uint32_t bit) {
  row[bit / 64] &= ~(uint64_t{1} << (bit % 64));
}
inline void FlipBit(uint64_t* row, uint32_t bit) {
  row[bit / 64] ^= uint64_t{1} << (bit % 64);
}

// Rows to work in while one subject is classified. A row stays where it is
// until the next Reset. One thread at a time.
class WorkRows {
 public:
  // Takes all rows back; from now on rows have this length.
  void Reset(size_t words_per_row) {
    if (words_per_row != words_per_row_) rows_.clear();
    words_per_row_ = words_per_row;
    used_ = 0;
    held_.clear();
  }
  size_t words_per_row() const { return words_per_row_; }

  // A row with any content.
  uint64_t* Take() {
    if (used_ == rows_.size()) rows_.emplace_back(words_per_row_).Add();
    return rows_[used_++][0];
  }
  uint64_t* TakeCopy(const uint64_t* row) {
    uint64_t* const taken = Take();
    std::memcpy(taken, row, words_per_row_ * sizeof(uint64_t));
    return taken;
  }
  uint64_t* TakeZeros() {
    uint64_t* const taken = Take();
    std::memset(taken, 0, words_per_row_ * sizeof(uint64_t));
    return taken;
  }

  // What rows with this number, which no others have, keep for the subjects
  // that follow; null at first, and where others came between.
  std::shared_ptr<void>& MemoOf(uint64_t owner) {
    for (auto& [kept_for, memo] : memos_) {
      if (kept_for == owner) return memo;
    }
    if (memos_.size() == kMostMemos) memos_.erase(memos_.begin());
    return memos_.emplace_back(owner, nullptr).second;
  }

  // Keeps something alive until the next Reset.
  void Hold(std::shared_ptr<const void> held) {
    held_.push_back(std::move(held));
  }

 private:
  static constexpr size_t kMostMemos = 2;

  size_t words_per_row_ = 0;
  size_t used_ = 0;
  std::vector<std::pair<uint64_t, std::shared_ptr<void>>> memos_;
  std::vector<std::shared_ptr<const void>> held_;
  std::vector<BitRows> rows_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_BIT_ROWS_H_
