// The table of one collection of resources.
#ifndef SANGAM_COMMON_CHANGELOG_RESOURCE_TABLE_H_
#define SANGAM_COMMON_CHANGELOG_RESOURCE_TABLE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"

namespace sangam {

// One version of one resource.
struct StoredResource {
  // The resource's name.
  std::string key;
  // The transaction that wrote it.
  int64_t revision = 0;
  absl::Time update_time;
  // The serialized message, without etag and update_time.
  std::string body;
};

// The newest version of each resource, in a table that the owner's migration
// makes with CreateTableSql(). Every change is recorded in the history too, out
// of which a snapshot of the past is answered. Immutable, so thread-safe.
class ResourceTable {
 public:
  // A column that is extracted from the resources.
  struct Column {
    enum class Type { kText, kInteger };
    // Implicit, because most are text.
    // NOLINTNEXTLINE(google-explicit-constructor)
    Column(const char* name, Type type = Type::kText)
        : name(name), type(type) {}

    std::string name;
    Type type;
  };
  // The same for a number.
  static Column IntegerColumn(const char* name) {
    return Column(name, Column::Type::kInteger);
  }

  // A condition column = value.
  struct Filter {
    std::string column;
    std::string value;
  };

  // `collection` is the table's name and the collection in the history
  // ("groups"). `columns` are extracted for filters and for admins who query.
  explicit ResourceTable(std::string collection,
                         std::vector<Column> columns = {});

  const std::string& collection() const { return collection_; }
  const std::vector<Column>& columns() const { return columns_; }

  // For a migration. Columns have an index each.
  std::string CreateTableSql() const;

  // Nothing if there is no such resource.
  absl::StatusOr<absl::optional<StoredResource>> Get(
      Snapshot& snapshot, absl::string_view key) const;

  // The same for each of `keys`, in their order.
  absl::StatusOr<std::vector<absl::optional<StoredResource>>> GetEach(
      Snapshot& snapshot, const std::vector<std::string>& keys) const;

  // Resources in the order of their names, from the first after `after`, until
  // there are `limit` or their bodies reach `max_bytes` (always one if there is
  // any). A snapshot of the past has no extracted columns, so it takes no
  // filters: ListResources in resource_type.h filters there too.
  absl::StatusOr<std::vector<StoredResource>> List(
      Snapshot& snapshot, absl::string_view after, int64_t limit,
      const std::vector<Filter>& filters = {},
      int64_t max_bytes = kPageBytes) const;

  // Adds or replaces; `values` are those of columns(), in their order.
  absl::StatusOr<StoredResource> Put(
      WriteTransaction& transaction, absl::string_view key,
      absl::string_view body, const std::vector<sql::Value>& values = {}) const;

  // Removes a resource that is there.
  absl::Status Delete(WriteTransaction& transaction,
                      absl::string_view key) const;

  // A page stays below what a client accepts by default (4 MiB) and a stream
  // moves on well.
  static constexpr int64_t kPageBytes = int64_t{512} * 1024;

 private:
  const std::string collection_;
  const std::vector<Column> columns_;
  const std::string get_sql_;
  const sql::Insertion put_;
  const std::string delete_sql_;
};

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_RESOURCE_TABLE_H_
