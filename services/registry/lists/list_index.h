// The indexes of one table of subjects, as lists read them.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LIST_INDEX_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LIST_INDEX_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_table.h"
#include "services/registry/lists/list_entry.h"
#include "services/registry/lists/list_filter.h"
#include "services/registry/lists/list_order.h"
#include "services/registry/store/list_columns.h"

namespace sangam::registry {

// The records of one class, in one area or anywhere. The indexes hold them
// together, in each order.
struct ListPartition {
  absl::optional<std::string> area;
  int64_t record_class = 0;
};

// "WITH ... down (name)": the places within ?1, itself among them, where ?2 is
// kHoldsStill.
const char* PlacesWithinSql();

// Reads the tables as they are now, in one order, upwards or downwards. Used by
// one thread, within one snapshot.
class ListIndex {
 public:
  // More than so many records are not looked up to be sorted: of those that
  // refer to one, that lie in a place, and that have so many members. Where
  // there are more in a place, they are dense enough in its district to be read
  // in order; who refers to a record is found in no order.
  static constexpr int64_t kMostReferring = 5'000;
  static constexpr int64_t kMostWithin = 300;
  static constexpr int64_t kMostWithMembers = 1'000;

  ListIndex(Snapshot* snapshot, const ListedTable& table,
            const ListOrder& order)
      : snapshot_(*snapshot), table_(table), order_(order) {}

  // What is looked at in the entries that are read from here on.
  void set_parts(const EntryParts& parts) { parts_ = parts; }

  // Those in any of `areas` and of any of `classes`, where these are given: all
  // with an area or, without `areas`, none.
  absl::StatusOr<std::vector<ListPartition>> Partitions(
      const absl::optional<std::set<std::string>>& areas,
      const absl::optional<std::set<int64_t>>& classes);

  // The next entries after `after`, at most `limit` of each partition, told to
  // `receive` by the partition's index in order. Partitions are all with an
  // area or all without.
  absl::Status Read(absl::Span<const ListPartition* const> partitions,
                    const absl::optional<ListPosition>& after, int64_t limit,
                    const std::function<void(size_t, ListEntry)>& receive);
  // The same of the whole table, by name.
  absl::Status ReadAll(const absl::optional<ListPosition>& after, int64_t limit,
                       const std::function<void(size_t, ListEntry)>& receive);

  // All that refer to a record, lie within a place, or have so many members;
  // nothing where these are too many.
  using Collected = absl::StatusOr<absl::optional<std::vector<ListEntry>>>;
  Collected Referring(const ListFilter::ReferringTo& to);
  Collected Within(const std::vector<std::string>& places);
  Collected WithMembers(const std::vector<ListPartition>& partitions,
                        const ListFilter::Range& range);

  // The rows with these names, which are there, in their order.
  absl::StatusOr<std::vector<StoredResource>> Rows(
      const std::vector<std::string>& names);

  const ListOrder& order() const { return order_; }

 private:
  // "key, title, ...", as EntryOf reads them from the column `first` on.
  std::string EntryColumns(absl::string_view table) const;
  ListEntry EntryOf(const sql::Statement& row, int first) const;
  // " ORDER BY ... LIMIT ?", and the condition before it.
  std::string AfterCondition() const;
  std::string OrderAndLimit() const;
  void BindAfter(const ListPosition& after, sql::Statement* statement) const;
  // Quoted.
  std::string Table() const;
  // How many partitions one statement asks for where so many are left: a power
  // of two, so that few forms of it are prepared.
  static size_t PartsAtOnce(size_t left);
  // " FROM ... WHERE ..." of the partition, as far as `condition` holds.
  std::string FromPartition(const ListPartition& partition,
                            absl::string_view condition) const;
  void BindPartition(const ListPartition& partition,
                     sql::Statement* statement) const;
  // The classes that there are.
  absl::StatusOr<std::set<int64_t>> Classes();
  // Whether more than kMostWithin records lie within a place.
  absl::StatusOr<bool> HoldsMany(const std::string& place);
  absl::StatusOr<int64_t> CountWithMembers(
      absl::Span<const ListPartition> partitions,
      const ListFilter::Range& range);
  Collected Collect(sql::Statement* rows, int64_t most) const;

  Snapshot& snapshot_;
  const ListedTable& table_;
  const ListOrder order_;
  EntryParts parts_;
};

// The streams of some partitions, merged.
class MergedPartitions : public ListSource {
 public:
  // Begins after `after`. About `page` entries will be asked for. `index`
  // outlives it.
  static absl::StatusOr<std::unique_ptr<MergedPartitions>> Open(
      ListIndex* index, std::vector<ListPartition> partitions,
      const absl::optional<ListPosition>& after, int64_t page);
  // The whole table, by name.
  static absl::StatusOr<std::unique_ptr<MergedPartitions>> OpenAll(
      ListIndex* index, const absl::optional<ListPosition>& after,
      int64_t page);

  absl::StatusOr<bool> Next(ListEntry* entry) override;

 private:
  struct Stream {
    // Absent for the whole table.
    absl::optional<ListPartition> partition;
    // Those that are read and not given yet, the last one first.
    std::vector<ListEntry> ahead;
    // How many are read at once when it runs dry; 0 before it first did.
    int64_t further = 0;
    bool ended = false;
  };

  MergedPartitions(ListIndex* index, int64_t page)
      : index_(*index), page_(page) {}

  absl::Status Fill(const std::vector<size_t>& streams,
                    const absl::optional<ListPosition>& after, int64_t limit);
  void Push(size_t stream);
  bool Later(size_t a, size_t b) const;

  ListIndex& index_;
  const int64_t page_;
  std::vector<Stream> streams_;
  // Streams with entries ahead, as a heap: that of the first entry on top.
  std::vector<size_t> heap_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LIST_INDEX_H_
