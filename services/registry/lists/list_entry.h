// One row of an index, on its way to a page.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_ENTRY_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_ENTRY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/registry/lists/list_order.h"

namespace sangam::registry {

// What a page looks at in entries beside their position. The rest is not read.
struct EntryParts {
  bool record_class = false;
  bool members = false;
  bool place = false;
};

// A record that a list may hold, without its body. A value type.
struct ListEntry {
  ListPosition position;
  // These are 0 and empty where EntryParts do not ask for them.
  int64_t record_class = 0;
  int64_t members = 0;
  std::string place;
};

// Where entries come from, in the order of the list. Used by one thread, within
// one snapshot.
class ListSource {
 public:
  virtual ~ListSource() = default;

  // The next entry; false after the last.
  virtual absl::StatusOr<bool> Next(ListEntry* entry) = 0;
};

// Entries that are all at hand. They may come in any order.
class SortedEntries : public ListSource {
 public:
  SortedEntries(std::vector<ListEntry> entries, const ListOrder& order);

  absl::StatusOr<bool> Next(ListEntry* entry) override;

 private:
  std::vector<ListEntry> entries_;
  size_t next_ = 0;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_ENTRY_H_
