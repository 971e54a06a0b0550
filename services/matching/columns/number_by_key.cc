#include "services/matching/columns/number_by_key.h"

#include <algorithm>

namespace sangam::matching {
namespace {

template <typename Packed>
bool Find(const PackedColumn& column, const std::vector<uint32_t>& dense,
          uint32_t* numbers) {
  const auto* packed = static_cast<const Packed*>(column.packed());
  const auto base = static_cast<uint64_t>(column.base());
  const uint64_t scale = column.scale();
  const uint64_t size = dense.size();
  const uint32_t* of_key = dense.data();
  const uint32_t rows = column.rows();
  uint32_t none = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    // A negative key is a large one.
    const uint64_t key = base + scale * packed[row];
    const uint32_t number = key < size ? of_key[key] : NumberByKey::kNone;
    numbers[row] = number;
    none |= number == NumberByKey::kNone ? 1 : 0;
  }
  return none != 0;
}

}  // namespace

bool NumberByKey::FindAll(const PackedColumn& column, uint32_t* numbers) const {
  switch (column.bits()) {
    case 8:
      return Find<uint8_t>(column, dense_, numbers);
    case 16:
      return Find<uint16_t>(column, dense_, numbers);
    case 32:
      return Find<uint32_t>(column, dense_, numbers);
    case 64:
      return Find<uint64_t>(column, dense_, numbers);
    default:
      break;
  }
  // Of one bit or none: two keys at most.
  const auto number_of = [&](uint64_t packed) {
    const uint64_t key =
        static_cast<uint64_t>(column.base()) + column.scale() * packed;
    return key < dense_.size() ? dense_[key] : kNone;
  };
  const uint64_t most = column.bits() == 0 ? 0 : 1;
  const uint32_t of_packed[2] = {number_of(0), number_of(most)};
  for (uint32_t row = 0; row < column.rows(); ++row) {
    numbers[row] = of_packed[column.PackedAt(row)];
  }
  return of_packed[0] == kNone || of_packed[1] == kNone;
}

uint32_t& NumberByKey::Slow(int64_t key) {
  if (key < 0 || key >= kMostDense) {
    return others_.emplace(key, kNone).first->second;
  }
  const auto at = static_cast<size_t>(key);
  dense_.resize(std::max(at + 1, 2 * dense_.size()), kNone);
  return dense_[at];
}

}  // namespace sangam::matching
