// Numbers by keys that are mostly small.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_BY_KEY_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_BY_KEY_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/matching/columns/packed_column.h"
#include "services/matching/index/each_processor.h"

namespace sangam::matching {

// Numbers that are given once to each key from 0 on, mostly small ones, such as
// those of texts. For one thread.
class NumberByKey {
 public:
  static constexpr uint32_t kNone = ~uint32_t{0};

  // kNone if it has none; that can be set, until the next call.
  uint32_t& Of(int64_t key) {
    const auto at = static_cast<uint64_t>(key);
    return at < dense_.size() ? dense_[at] : Slow(key);
  }

  // The same without making room for it; kNone may stand for a number that only
  // Of() finds.
  uint32_t Known(int64_t key) const {
    const auto at = static_cast<uint64_t>(key);
    return at < dense_.size() ? dense_[at] : kNone;
  }

  // The numbers of what a column holds, a key for each row; kNone may stand for
  // a number that only Of() finds. Rows without a value get anything. The
  // column is not sparse. False: none is kNone.
  bool FindAll(const PackedColumn& column, uint32_t* numbers,
               Vectors vectors = WidestVectors()) const;

 private:
  static constexpr int64_t kMostDense = 1 << 26;

  uint32_t& Slow(int64_t key);

  std::vector<uint32_t> dense_;
  absl::flat_hash_map<int64_t, uint32_t> others_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_NUMBER_BY_KEY_H_
