// A row for each of a set of codes.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_CODED_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_CODED_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "services/matching/index/bit_rows.h"

namespace sangam::matching {

// Rows that mostly resemble a common one: a code has a row of its own, or only
// says which bits differ. Immutable, thread-safe.
class CodedRows {
 public:
  explicit CodedRows(size_t words) : rows_(words) { rows_.Add(); }

  // While it is built: the common row, and what differs from it. A difference
  // may be told again.
  uint64_t* common_for_build() { return rows_[0]; }
  void AddDifference(uint32_t code, uint32_t bit) {
    differences_.emplace_back(code, bit);
  }
  // Ends the building.
  void Finish(uint32_t codes);

  const uint64_t* common() const { return rows_[0]; }
  // The row of a code, if it is kept or no different from the common one.
  const uint64_t* Kept(uint32_t code) const;
  // The row of a code; made in `work` if it is not kept.
  const uint64_t* RowOf(uint32_t code, WorkRows* work) const;
  // Takes from `row` whatever the row of the code has not, which has nothing
  // that the common row has not.
  void AndInto(uint32_t code, uint64_t* row) const;
  // Adds to `row` what the row of the code has; the common row is empty.
  void OrInto(uint32_t code, uint64_t* row) const;
  // Whether the row of the code is the common one.
  bool IsCommon(uint32_t code) const {
    return kept_[code] == kNotKept && first_[code] == first_[code + 1];
  }

  BitRows* rows() { return &rows_; }
  size_t bytes() const;

 private:
  static constexpr uint32_t kNotKept = ~uint32_t{0};

  // The common one first.
  BitRows rows_;
  std::vector<std::pair<uint32_t, uint32_t>> differences_;
  // By code: the number of its row.
  std::vector<uint32_t> kept_;
  // By code, and the end; into toggles_.
  std::vector<uint32_t> first_;
  std::vector<uint32_t> toggles_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_CODED_ROWS_H_
