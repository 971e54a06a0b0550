// Texts and lists of texts by number.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_TEXT_TABLE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_TEXT_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/optional.h"

namespace sangam::matching {

// Gives each text and each list of texts (in its order) a number, from 0 on.
// Only grows; what a number stands for never changes. What nobody says any more
// is left behind with the table, see text_compaction.h. Thread-safe; each call
// takes a lock, so loops over rows look up each number once.
class TextTable {
 public:
  TextTable() = default;
  TextTable(const TextTable&) = delete;
  TextTable& operator=(const TextTable&) = delete;

  uint32_t AddText(absl::string_view text);
  // Of numbers of texts.
  uint32_t AddList(const std::vector<uint32_t>& list);

  absl::optional<uint32_t> FindText(absl::string_view text) const;
  // Valid as long as the table.
  absl::string_view TextOf(uint32_t number) const;
  // The texts of a list.
  std::vector<std::string> ListOf(uint32_t number) const;
  // The numbers of its texts.
  std::vector<uint32_t> NumbersOf(uint32_t number) const;

  size_t text_count() const;
  size_t list_count() const;
  // What it takes in memory, estimated.
  size_t bytes() const;

 private:
  mutable absl::Mutex mutex_;
  // Deques, because their elements stay where they are.
  std::deque<std::string> texts_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<absl::string_view, uint32_t> number_of_text_
      ABSL_GUARDED_BY(mutex_);
  // Lists, each as the bytes of its numbers.
  std::deque<std::string> lists_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<absl::string_view, uint32_t> number_of_list_
      ABSL_GUARDED_BY(mutex_);
  size_t long_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_TEXT_TABLE_H_
