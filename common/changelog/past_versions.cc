#include "common/changelog/past_versions.h"

#include <string>
#include <utility>

#include "common/status/macros.h"

namespace sangam {
namespace {

// The next name that ever was; nothing after the last. Names are never empty.
absl::StatusOr<std::string> NextKey(Snapshot& snapshot,
                                    absl::string_view collection,
                                    absl::string_view after) {
  sql::Statement row = snapshot.database().Prepare(
      "SELECT key FROM history WHERE collection = ? AND key > ?"
      " ORDER BY key LIMIT 1",
      collection, after);
  std::string key;
  if (row.Next()) key = row.Text(0);
  SANGAM_RETURN_IF_ERROR(row.status());
  return key;
}

constexpr char kVersionSql[] =
    "SELECT revision, recorded_at_micros, body, deleted FROM history"
    " WHERE collection = ? AND key = ? AND revision <= ?"
    " ORDER BY revision DESC, ordinal DESC LIMIT 1";

// Nothing where the version says that the resource was deleted.
absl::optional<StoredResource> ReadVersion(std::string key,
                                           const sql::Statement& row) {
  if (row.Int(3) != 0) return absl::nullopt;
  return StoredResource{std::move(key), row.Int(0),
                        absl::FromUnixMicros(row.Int(1)), row.Bytes(2)};
}

// Bytes of versions that a filter leaves out: some tens of milliseconds' worth.
constexpr int64_t kMostLeftOut = int64_t{16} << 20;

}  // namespace

absl::StatusOr<absl::optional<StoredResource>> GetPast(
    Snapshot& snapshot, absl::string_view collection, absl::string_view key) {
  sql::Statement row = snapshot.database().Prepare(kVersionSql, collection, key,
                                                   snapshot.visible_revision());
  absl::optional<StoredResource> found;
  if (row.Next()) found = ReadVersion(std::string(key), row);
  SANGAM_RETURN_IF_ERROR(row.status());
  return found;
}

absl::StatusOr<std::vector<absl::optional<StoredResource>>> GetEachPast(
    Snapshot& snapshot, absl::string_view collection,
    const std::vector<std::string>& keys) {
  std::vector<std::vector<sql::Value>> asked;
  asked.reserve(keys.size());
  for (const std::string& key : keys) {
    asked.push_back(
        {std::string(collection), key, snapshot.visible_revision()});
  }
  std::vector<absl::optional<StoredResource>> found(keys.size());
  SANGAM_RETURN_IF_ERROR(snapshot.database().ReadEach(
      kVersionSql, asked, [&](size_t i, const sql::Statement& row) {
        found[i] = ReadVersion(keys[i], row);
      }));
  return found;
}

absl::StatusOr<PastPage> ListPast(Snapshot& snapshot,
                                  absl::string_view collection,
                                  absl::string_view after, int64_t limit,
                                  int64_t max_bytes, int64_t most_names,
                                  const VersionFilter& filter) {
  PastPage page;
  int64_t bytes = 0;
  int64_t left_out = 0;
  page.last = std::string(after);
  while (static_cast<int64_t>(page.resources.size()) < limit &&
         bytes < max_bytes && page.looked_at < most_names &&
         left_out < kMostLeftOut) {
    SANGAM_ASSIGN_OR_RETURN(page.last,
                            NextKey(snapshot, collection, page.last));
    if (page.last.empty()) break;
    ++page.looked_at;
    SANGAM_ASSIGN_OR_RETURN(absl::optional<StoredResource> version,
                            GetPast(snapshot, collection, page.last));
    if (!version) continue;
    if (filter) {
      SANGAM_ASSIGN_OR_RETURN(const bool asked, filter(*version));
      if (!asked) {
        left_out += version->body.size();
        continue;
      }
    }
    bytes += version->body.size() + version->key.size();
    page.resources.push_back(*std::move(version));
  }
  return page;
}

}  // namespace sangam
