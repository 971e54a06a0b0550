// Sorted names in little room.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_NAME_LIST_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_NAME_LIST_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::matching {

// Names in their order; of each only what differs from the one before is kept,
// and now and then one as a whole. Immutable.
class NameList {
 public:
  NameList() = default;
  // `names` are sorted and different.
  explicit NameList(const std::vector<std::string>& names);

  uint32_t size() const { return size_; }
  std::string NameOf(uint32_t row) const;
  // All of them, in order.
  std::vector<std::string> All() const;
  // The first row whose name is not less than `name`; size() if there is none.
  uint32_t LowerBound(absl::string_view name) const;

  // For the snapshot on disk.
  const std::string& encoded() const { return encoded_; }
  // False if these are not the bytes of so many sorted names.
  static bool FromEncoded(uint32_t size, std::string encoded, NameList* list);

  // What it takes in memory beside the object itself.
  size_t bytes() const;

 private:
  static constexpr uint32_t kRowsAStep = 16;

  // Reads the entry at `at` onto the name before it.
  bool ReadOn(size_t* at, std::string* name) const;
  std::string NameAtStep(uint32_t step) const;

  uint32_t size_ = 0;
  // For each name how much it shares with the one before, how much follows, and
  // that.
  std::string encoded_;
  // Where every kRowsAStep-th entry begins, which shares nothing.
  std::vector<uint32_t> steps_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_NAME_LIST_H_
