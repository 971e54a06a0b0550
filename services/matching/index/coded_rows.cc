#include "services/matching/index/coded_rows.h"

#include <algorithm>

#include "services/matching/index/each_processor.h"

namespace sangam::matching {

namespace {

// A code whose row has more bits that differ than one in so many words has a
// row of its own.
constexpr size_t kWordsPerToggle = 4;

constexpr size_t kTile = BitRows::kWordsPerTile;

// Rows are whole tiles, which the compiler takes in a few steps.
SANGAM_FOR_EACH_PROCESSOR
void AndRow(const uint64_t* __restrict from, size_t words,
            uint64_t* __restrict to) {
  for (size_t word = 0; word < words; word += kTile) {
    for (size_t i = word; i < word + kTile; ++i) to[i] &= from[i];
  }
}

SANGAM_FOR_EACH_PROCESSOR
void OrRow(const uint64_t* __restrict from, size_t words,
           uint64_t* __restrict to) {
  for (size_t word = 0; word < words; word += kTile) {
    for (size_t i = word; i < word + kTile; ++i) to[i] |= from[i];
  }
}

}  // namespace

void CodedRows::Finish(uint32_t codes) {
  std::vector<std::vector<uint32_t>> by_code(codes);
  for (const auto& [code, bit] : differences_) by_code[code].push_back(bit);
  differences_ = {};
  kept_.assign(codes, kNotKept);
  first_.assign(codes + 1, 0);
  for (uint32_t code = 0; code < codes; ++code) {
    std::vector<uint32_t>& bits = by_code[code];
    std::sort(bits.begin(), bits.end());
    bits.erase(std::unique(bits.begin(), bits.end()), bits.end());
    // Bits cost half a word each; but a row of its own is far quicker.
    if (bits.size() > rows_.words_per_row() / kWordsPerToggle) {
      kept_[code] = static_cast<uint32_t>(rows_.AddCopy(rows_[0]));
      for (const uint32_t bit : bits) FlipBit(rows_[kept_[code]], bit);
    } else {
      toggles_.insert(toggles_.end(), bits.begin(), bits.end());
    }
    first_[code + 1] = static_cast<uint32_t>(toggles_.size());
  }
  rows_.Shrink();
  toggles_.shrink_to_fit();
}

const uint64_t* CodedRows::Kept(uint32_t code) const {
  if (kept_[code] != kNotKept) return rows_[kept_[code]];
  return first_[code] == first_[code + 1] ? rows_[0] : nullptr;
}

const uint64_t* CodedRows::RowOf(uint32_t code, WorkRows* work) const {
  if (const uint64_t* kept = Kept(code)) return kept;
  uint64_t* const row = work->TakeCopy(rows_[0]);
  for (uint32_t i = first_[code]; i < first_[code + 1]; ++i) {
    FlipBit(row, toggles_[i]);
  }
  return row;
}

void CodedRows::AndInto(uint32_t code, uint64_t* row) const {
  if (kept_[code] != kNotKept) {
    return AndRow(rows_[kept_[code]], rows_.words_per_row(), row);
  }
  for (uint32_t i = first_[code]; i < first_[code + 1]; ++i) {
    ClearBit(row, toggles_[i]);
  }
}

void CodedRows::OrInto(uint32_t code, uint64_t* row) const {
  if (kept_[code] != kNotKept) {
    return OrRow(rows_[kept_[code]], rows_.words_per_row(), row);
  }
  for (uint32_t i = first_[code]; i < first_[code + 1]; ++i) {
    SetBit(row, toggles_[i]);
  }
}

size_t CodedRows::bytes() const {
  return rows_.bytes() +
         (kept_.capacity() + first_.capacity() + toggles_.capacity()) *
             sizeof(uint32_t);
}

}  // namespace sangam::matching
