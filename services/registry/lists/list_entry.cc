#include "services/registry/lists/list_entry.h"

#include <algorithm>
#include <utility>

namespace sangam::registry {

SortedEntries::SortedEntries(std::vector<ListEntry> entries,
                             const ListOrder& order)
    : entries_(std::move(entries)) {
  std::sort(entries_.begin(), entries_.end(),
            [&](const ListEntry& a, const ListEntry& b) {
              return order.Before(a.position, b.position);
            });
}

absl::StatusOr<bool> SortedEntries::Next(ListEntry* entry) {
  if (next_ == entries_.size()) return false;
  *entry = std::move(entries_[next_++]);
  return true;
}

}  // namespace sangam::registry
