#include "services/matching/columns/compared_numbers.h"

#include <algorithm>
#include <limits>

#include "services/matching/columns/number_compare.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {
namespace {

SANGAM_FOR_EACH_PROCESSOR
void FindBounds(const int64_t* values, uint32_t rows, int64_t* least,
                int64_t* most) {
  int64_t low = values[0];
  int64_t high = values[0];
  for (uint32_t row = 1; row < rows; ++row) {
    low = values[row] < low ? values[row] : low;
    high = values[row] > high ? values[row] : high;
  }
  *least = low;
  *most = high;
}

SANGAM_FOR_EACH_PROCESSOR
void Narrow(const int64_t* values, uint32_t rows, int64_t least, uint32_t* to) {
  for (uint32_t row = 0; row < rows; ++row) {
    to[row] = static_cast<uint32_t>(static_cast<uint64_t>(values[row]) -
                                    static_cast<uint64_t>(least));
  }
}

// At least one.
SANGAM_FOR_EACH_PROCESSOR
uint64_t FindMost(const uint64_t* values, uint32_t rows) {
  uint64_t most = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    most = values[row] > most ? values[row] : most;
  }
  return most;
}

SANGAM_FOR_EACH_PROCESSOR
void Shorten(const uint64_t* values, uint32_t rows, int shift, uint16_t* to) {
  for (uint32_t row = 0; row < rows; ++row) {
    to[row] = static_cast<uint16_t>(values[row] >> shift);
  }
}

}  // namespace

void ComparedNumbers::Refer(const PackedColumn& column, size_t limits) {
  packed_ = column.packed();
  rows_ = column.rows();
  bits_ = column.bits();
  base_ = column.base();
  scale_ = column.scale();
  is_coarse_ = bits_ == 64 && limits >= kManyLimits;
  if (is_coarse_) MakeCoarse();
}

void ComparedNumbers::MakeCoarse() {
  constexpr int kBits = 16;
  const auto* values = static_cast<const uint64_t*>(packed_);
  const uint64_t most = FindMost(values, rows_);
  const int bits = most == 0 ? 0 : 64 - __builtin_clzll(most);
  coarse_shift_ = std::max(0, bits - kBits);
  Shorten(values, rows_, coarse_shift_, reinterpret_cast<uint16_t*>(own_));
}

void ComparedNumbers::Set(const int64_t* values, uint32_t rows) {
  int64_t most = 0;
  FindBounds(values, rows, &base_, &most);
  packed_ = own_;
  rows_ = rows;
  scale_ = 1;
  is_coarse_ = false;
  const uint64_t spread =
      static_cast<uint64_t>(most) - static_cast<uint64_t>(base_);
  if (spread <= std::numeric_limits<uint32_t>::max()) {
    bits_ = 32;
    Narrow(values, rows, base_, reinterpret_cast<uint32_t*>(own_));
    return;
  }
  bits_ = 64;
  auto* to = reinterpret_cast<uint64_t*>(own_);
  for (uint32_t row = 0; row < rows; ++row) {
    to[row] = static_cast<uint64_t>(values[row]) - static_cast<uint64_t>(base_);
  }
}

void ComparedNumbers::Less(int64_t limit, BitPlane* less) const {
  if (limit <= base_) {
    *less = BitPlane();
  } else {
    AtMost(limit - 1, less);
  }
}

void ComparedNumbers::AtMost(int64_t limit, BitPlane* at_most) const {
  if (limit < base_) {
    *at_most = BitPlane();
    return;
  }
  const uint64_t distance =
      static_cast<uint64_t>(limit) - static_cast<uint64_t>(base_);
  const uint64_t packed = scale_ == 1 ? distance : distance / scale_;
  if (bits_ < 64 && packed >= (uint64_t{1} << bits_) - 1) {
    std::fill_n(at_most->words, BitPlane::kWords, ~uint64_t{0});
    return;
  }
  switch (bits_) {
    case 1: {
      const auto* ones = static_cast<const uint64_t*>(packed_);
      for (size_t i = 0; i < (rows_ + 63) / 64; ++i) {
        at_most->words[i] = ~ones[i];
      }
      return;
    }
    case 8:
      FindAtMost(static_cast<const uint8_t*>(packed_), rows_,
                 static_cast<uint8_t>(packed), at_most);
      return;
    case 16:
      FindAtMost(static_cast<const uint16_t*>(packed_), rows_,
                 static_cast<uint16_t>(packed), at_most);
      return;
    case 32:
      FindAtMost(static_cast<const uint32_t*>(packed_), rows_,
                 static_cast<uint32_t>(packed), at_most);
      return;
    default:
      if (is_coarse_) return CoarseAtMost(packed, at_most);
      FindAtMost(static_cast<const uint64_t*>(packed_), rows_, packed, at_most);
  }
}

void ComparedNumbers::CoarseAtMost(uint64_t packed, BitPlane* at_most) const {
  const uint64_t limit = packed >> coarse_shift_;
  if (limit > std::numeric_limits<uint16_t>::max()) {
    std::fill_n(at_most->words, BitPlane::kWords, ~uint64_t{0});
    return;
  }
  const auto* coarse = reinterpret_cast<const uint16_t*>(own_);
  FindAtMost(coarse, rows_, static_cast<uint16_t>(limit), at_most);
  BitPlane less;
  if (limit > 0) {
    FindAtMost(coarse, rows_, static_cast<uint16_t>(limit - 1), &less);
  }
  const auto* values = static_cast<const uint64_t*>(packed_);
  ForEachRow(*at_most - less, [&](uint32_t row) {
    if (row < rows_ && values[row] > packed) at_most->Clear(row);
  });
}

}  // namespace sangam::matching
