// One page of a list of subjects.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_PAGE_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_PAGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "services/registry/lists/later_changes.h"
#include "services/registry/lists/list_entry.h"
#include "services/registry/lists/list_index.h"
#include "services/registry/lists/list_request.h"
#include "services/registry/lists/snapshot_places.h"

namespace sangam::registry {

// Reads one page out of one snapshot. Made for one call of Read, on one thread.
class ListPage {
 public:
  // All outlive the page.
  ListPage(Snapshot* snapshot, const ResourceType* type,
           const ListRequest* request, absl::CivilDay as_of);

  absl::Status Read();

  // What was found, in order.
  const std::vector<StoredResource>& rows() const { return rows_; }
  // Where the next page begins after; absent on the last one.
  const absl::optional<ListPosition>& go_on_after() const {
    return go_on_after_;
  }

 private:
  // An entry and what it stands for, once that is read.
  struct Candidate {
    ListEntry entry;
    absl::optional<StoredResource> row;
    // It was changed since the state, so that what it was is in the history.
    // The filter holds for it.
    bool changed = false;
  };

  // Of a state that indexes can't tell: by name alone, out of the history.
  absl::Status ReadHistory();

  // Where entries come from, as the filter and the order allow.
  absl::StatusOr<std::unique_ptr<ListSource>> OpenSource();
  absl::StatusOr<std::unique_ptr<ListSource>> OpenWithin();
  absl::StatusOr<std::unique_ptr<ListSource>> OpenPartitions(
      const absl::optional<std::set<std::string>>& areas);
  // Has the index read what PassesServed looks at.
  void SetParts();
  // Of entries that were looked up: those after the page before.
  std::unique_ptr<ListSource> Sorted(std::vector<ListEntry> entries) const;
  // The areas that hold all that lies within any of `places`, and whether they
  // hold nothing else. INVALID_ARGUMENT for a place that is not there.
  struct Areas {
    std::set<std::string> names;
    bool exact = true;
  };
  absl::StatusOr<Areas> AreasOf(const ListFilter::Within& within);
  // All places within any of `places`.
  absl::Status FindPlacesWithin(const std::vector<std::string>& places);

  // INVALID_ARGUMENT for a place of the filter that is not there.
  absl::Status CheckPlaces();
  // The records that changed since, where the filter holds for what they were;
  // false where that is too much to read.
  absl::StatusOr<bool> AddChanged(ChangedNames names);
  // The next candidates that pass what entries tell, at most `limit`; fewer
  // only where the list ends or enough was looked at.
  absl::Status Gather(size_t limit, std::vector<Candidate>* candidates);
  // The first of what is in the indexes and of what changed since; false at the
  // end.
  absl::StatusOr<bool> NextEntry(Candidate* candidate);
  bool PassesServed(const ListEntry& entry) const;
  bool PastTheEnd(const ListEntry& entry) const;
  // Reads the rows that the next candidates stand for, beginning with the one
  // at `begin`: so few that large ones take little memory.
  absl::Status ReadRows(size_t begin, std::vector<Candidate>* candidates);
  // Whether the filter, or its rest, is true of the row.
  absl::StatusOr<bool> Holds(const StoredResource& row, bool all) const;

  Snapshot& snapshot_;
  const ResourceType& type_;
  const ListRequest& request_;
  const absl::CivilDay as_of_;
  const ListedTable& table_;
  ListIndex index_;
  SnapshotPlaces places_;

  std::unique_ptr<ListSource> source_;
  // What the source gave last and is not used up.
  absl::optional<ListEntry> ahead_;
  bool source_ended_ = false;
  // Of records that changed since the state; the last one first.
  ChangedNames changed_names_;
  std::vector<Candidate> changed_;
  // Where entries must be in one of these places.
  absl::optional<absl::flat_hash_set<std::string>> within_;
  // The way to the rows did not take care of what it should have.
  bool evaluate_all_ = false;
  int64_t entries_looked_at_ = 0;
  int64_t rows_read_ = 0;
  int64_t bytes_read_ = 0;
  bool looked_enough_ = false;
  // The last entry that was looked at.
  absl::optional<ListPosition> last_;

  std::vector<StoredResource> rows_;
  absl::optional<ListPosition> go_on_after_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_PAGE_H_
