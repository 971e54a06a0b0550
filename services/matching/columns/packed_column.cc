#include "services/matching/columns/packed_column.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sangam::matching {
namespace {

// Sparse rows are listed in 16 bits.
constexpr uint32_t kMostSparseRows = 1 << 16;

int BitsFor(uint64_t largest) {
  if (largest == 0) return 0;
  if (largest == 1) return 1;
  for (int bits : {8, 16, 32}) {
    if (largest < uint64_t{1} << bits) return bits;
  }
  return 64;
}

size_t WordsFor(size_t bits) { return (bits + 63) / 64; }

// The greatest number that divides all distances from `base`.
uint64_t ScaleOf(const std::vector<RowValue>& values, int64_t base) {
  uint64_t scale = 0;
  for (const RowValue& value : values) {
    const uint64_t distance =
        static_cast<uint64_t>(value.value) - static_cast<uint64_t>(base);
    if (scale != 0 && distance % scale == 0) continue;
    scale = std::gcd(scale, distance);
    if (scale == 1) break;
  }
  return std::max<uint64_t>(scale, 1);
}

void Store(uint64_t* packed, int bits, uint32_t index, uint64_t value) {
  switch (bits) {
    case 0:
      return;
    case 1:
      packed[index / 64] |= value << (index % 64);
      return;
    case 8:
      reinterpret_cast<uint8_t*>(packed)[index] = static_cast<uint8_t>(value);
      return;
    case 16:
      reinterpret_cast<uint16_t*>(packed)[index] = static_cast<uint16_t>(value);
      return;
    case 32:
      reinterpret_cast<uint32_t*>(packed)[index] = static_cast<uint32_t>(value);
      return;
    default:
      packed[index] = value;
  }
}

template <typename Packed>
void Widen(const void* packed, uint32_t rows, int64_t base, uint64_t scale,
           int64_t* values) {
  const auto* from = static_cast<const Packed*>(packed);
  for (uint32_t row = 0; row < rows; ++row) {
    values[row] = static_cast<int64_t>(static_cast<uint64_t>(base) +
                                       scale * uint64_t{from[row]});
  }
}

template <typename Packed>
uint64_t MostOf(const Packed* packed, uint32_t count) {
  Packed most = 0;
  for (uint32_t i = 0; i < count; ++i) {
    most = packed[i] > most ? packed[i] : most;
  }
  return most;
}

void SetAll(uint64_t* present, uint32_t rows) {
  std::fill_n(present, rows / 64, ~uint64_t{0});
  if (rows % 64 != 0) present[rows / 64] = (uint64_t{1} << (rows % 64)) - 1;
}

}  // namespace

PackedColumn::PackedColumn(uint64_t key, uint32_t rows,
                           const std::vector<RowValue>& values)
    : key_(key), rows_(rows), count_(static_cast<uint32_t>(values.size())) {
  uint64_t largest = 0;
  if (!values.empty()) {
    const auto [least, most] = std::minmax_element(
        values.begin(), values.end(),
        [](const RowValue& a, const RowValue& b) { return a.value < b.value; });
    base_ = least->value;
    largest = static_cast<uint64_t>(most->value) - static_cast<uint64_t>(base_);
    if (BitsFor(largest) > 8) {
      scale_ = ScaleOf(values, base_);
      largest /= scale_;
    }
  }
  bits_ = static_cast<uint8_t>(BitsFor(largest));
  if (count_ == rows_ && rows_ > 0) {
    form_ = Form::kAll;
  } else {
    const size_t dense = rows_ + size_t{rows_} * bits_;
    const size_t sparse = size_t{count_} * (16 + bits_);
    form_ = sparse < dense && rows_ <= kMostSparseRows ? Form::kSparse
                                                       : Form::kBitmap;
  }
  packed_at_ = static_cast<uint32_t>(PresenceWords());
  words_ = std::vector<uint64_t>(packed_at_ + PackedWords());
  uint64_t* packed = words_.data() + packed_at_;
  for (uint32_t i = 0; i < count_; ++i) {
    const uint32_t row = values[i].row;
    if (form_ == Form::kSparse) {
      reinterpret_cast<uint16_t*>(words_.data())[i] =
          static_cast<uint16_t>(row);
    } else if (form_ == Form::kBitmap) {
      words_[row / 64] |= uint64_t{1} << (row % 64);
    }
    const uint64_t distance =
        static_cast<uint64_t>(values[i].value) - static_cast<uint64_t>(base_);
    Store(packed, bits_, form_ == Form::kSparse ? i : row, distance / scale_);
  }
}

size_t PackedColumn::PresenceWords() const {
  switch (form_) {
    case Form::kAll:
      return 0;
    case Form::kBitmap:
      return WordsFor(rows_);
    case Form::kSparse:
      return WordsFor(size_t{count_} * 16);
  }
  return 0;
}

size_t PackedColumn::PackedWords() const {
  return WordsFor(size_t{Slots()} * bits_);
}

uint64_t PackedColumn::PackedAt(uint32_t index) const {
  const uint64_t* words = words_.data() + packed_at_;
  switch (bits_) {
    case 0:
      return 0;
    case 1:
      return words[index / 64] >> (index % 64) & 1;
    case 8:
      return reinterpret_cast<const uint8_t*>(words)[index];
    case 16:
      return reinterpret_cast<const uint16_t*>(words)[index];
    case 32:
      return reinterpret_cast<const uint32_t*>(words)[index];
    default:
      return words[index];
  }
}

bool PackedColumn::Get(uint32_t row, int64_t* value) const {
  uint32_t index = row;
  if (form_ == Form::kSparse) {
    const uint16_t* rows = sparse_rows();
    const uint16_t* found = std::lower_bound(rows, rows + count_, row);
    if (found == rows + count_ || *found != row) return false;
    index = static_cast<uint32_t>(found - rows);
  } else if (form_ == Form::kBitmap &&
             (words_[row / 64] >> (row % 64) & 1) == 0) {
    return false;
  }
  *value = ValueAt(index);
  return true;
}

int64_t PackedColumn::MostValue() const {
  uint64_t most = 0;
  switch (bits_) {
    case 8:
      most = MostOf(static_cast<const uint8_t*>(packed()), Slots());
      break;
    case 16:
      most = MostOf(static_cast<const uint16_t*>(packed()), Slots());
      break;
    case 32:
      most = MostOf(static_cast<const uint32_t*>(packed()), Slots());
      break;
    default:
      for (uint32_t i = 0; i < Slots(); ++i) {
        most = std::max(most, PackedAt(i));
      }
  }
  return static_cast<int64_t>(static_cast<uint64_t>(base_) + scale_ * most);
}

void PackedColumn::Unpack(int64_t* values, uint64_t* present) const {
  if (form_ == Form::kSparse) {
    std::fill_n(values, rows_, 0);
    std::fill_n(present, WordsFor(rows_), 0);
    const uint16_t* rows = sparse_rows();
    for (uint32_t i = 0; i < count_; ++i) {
      values[rows[i]] = ValueAt(i);
      present[rows[i] / 64] |= uint64_t{1} << (rows[i] % 64);
    }
    return;
  }
  switch (bits_) {
    case 0:
      std::fill_n(values, rows_, base_);
      break;
    case 1: {
      const int64_t of_bit[2] = {
          base_, static_cast<int64_t>(static_cast<uint64_t>(base_) + scale_)};
      const uint64_t* words = words_.data() + packed_at_;
      for (uint32_t row = 0; row < rows_; ++row) {
        values[row] = of_bit[words[row / 64] >> (row % 64) & 1];
      }
      break;
    }
    case 8:
      Widen<uint8_t>(packed(), rows_, base_, scale_, values);
      break;
    case 16:
      Widen<uint16_t>(packed(), rows_, base_, scale_, values);
      break;
    case 32:
      Widen<uint32_t>(packed(), rows_, base_, scale_, values);
      break;
    default:
      Widen<uint64_t>(packed(), rows_, base_, scale_, values);
  }
  if (form_ == Form::kAll) {
    SetAll(present, rows_);
    return;
  }
  std::copy_n(words_.data(), WordsFor(rows_), present);
}

void PackedColumn::AppendTo(std::vector<RowValue>* values) const {
  if (form_ == Form::kSparse) {
    const uint16_t* rows = sparse_rows();
    for (uint32_t i = 0; i < count_; ++i) {
      values->push_back({rows[i], ValueAt(i)});
    }
    return;
  }
  int64_t value = 0;
  for (uint32_t row = 0; row < rows_; ++row) {
    if (Get(row, &value)) values->push_back({row, value});
  }
}

bool PackedColumn::FromParts(uint64_t key, uint32_t rows, uint32_t count,
                             Form form, int bits, int64_t base, uint64_t scale,
                             std::vector<uint64_t> words,
                             PackedColumn* column) {
  static constexpr int kWidths[] = {0, 1, 8, 16, 32, 64};
  if (std::find(std::begin(kWidths), std::end(kWidths), bits) ==
          std::end(kWidths) ||
      form > Form::kSparse || scale == 0 || count > rows ||
      (form == Form::kAll && count != rows) ||
      (form == Form::kSparse && rows > kMostSparseRows)) {
    return false;
  }
  PackedColumn made;
  made.key_ = key;
  made.base_ = base;
  made.scale_ = scale;
  made.rows_ = rows;
  made.count_ = count;
  made.form_ = form;
  made.bits_ = static_cast<uint8_t>(bits);
  made.packed_at_ = static_cast<uint32_t>(made.PresenceWords());
  made.words_ = std::move(words);
  if (made.words_.size() != made.packed_at_ + made.PackedWords()) return false;
  if (form == Form::kSparse) {
    const uint16_t* listed = made.sparse_rows();
    for (uint32_t i = 0; i < count; ++i) {
      if (listed[i] >= rows || (i > 0 && listed[i] <= listed[i - 1])) {
        return false;
      }
    }
  }
  if (form == Form::kBitmap) {
    uint32_t set = 0;
    for (size_t i = 0; i < made.packed_at_; ++i) {
      set += static_cast<uint32_t>(__builtin_popcountll(made.words_[i]));
    }
    const uint32_t rest = rows % 64;
    if (set != count ||
        (rest != 0 && made.words_[made.packed_at_ - 1] >> rest != 0)) {
      return false;
    }
  }
  *column = std::move(made);
  return true;
}

}  // namespace sangam::matching
