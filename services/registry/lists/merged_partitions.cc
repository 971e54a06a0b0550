#include <algorithm>
#include <memory>
#include <utility>

#include "absl/memory/memory.h"
#include "common/status/macros.h"
#include "services/registry/lists/list_index.h"

namespace sangam::registry {
namespace {

// What one stream reads at once when it has run dry: a page, then twice as much
// each time, because then few of the entries are what is asked for.
constexpr int64_t kLeastFurther = 64;
constexpr int64_t kMostFurther = 1'024;

}  // namespace

absl::StatusOr<std::unique_ptr<MergedPartitions>> MergedPartitions::Open(
    ListIndex* index, std::vector<ListPartition> partitions,
    const absl::optional<ListPosition>& after, int64_t page) {
  auto merged = absl::WrapUnique(new MergedPartitions(index, page));
  std::vector<size_t> all;
  for (ListPartition& partition : partitions) {
    all.push_back(merged->streams_.size());
    merged->streams_.emplace_back().partition = std::move(partition);
  }
  if (all.empty()) return merged;
  // Where there are many, few entries of each will be needed.
  const auto count = static_cast<int64_t>(all.size());
  SANGAM_RETURN_IF_ERROR(merged->Fill(
      all, after, count == 1 ? page : std::min(page, 1 + 2 * page / count)));
  return merged;
}

absl::StatusOr<std::unique_ptr<MergedPartitions>> MergedPartitions::OpenAll(
    ListIndex* index, const absl::optional<ListPosition>& after, int64_t page) {
  auto merged = absl::WrapUnique(new MergedPartitions(index, page));
  merged->streams_.emplace_back();
  SANGAM_RETURN_IF_ERROR(merged->Fill({0}, after, page));
  return merged;
}

bool MergedPartitions::Later(size_t a, size_t b) const {
  return index_.order().Before(streams_[b].ahead.back().position,
                               streams_[a].ahead.back().position);
}

void MergedPartitions::Push(size_t stream) {
  heap_.push_back(stream);
  std::push_heap(heap_.begin(), heap_.end(),
                 [this](size_t a, size_t b) { return Later(a, b); });
}

absl::Status MergedPartitions::Fill(const std::vector<size_t>& streams,
                                    const absl::optional<ListPosition>& after,
                                    int64_t limit) {
  const auto receive = [&](size_t i, ListEntry entry) {
    streams_[streams[i]].ahead.push_back(std::move(entry));
  };
  if (streams_[streams[0]].partition) {
    std::vector<const ListPartition*> partitions;
    partitions.reserve(streams.size());
    for (const size_t i : streams) {
      partitions.push_back(&*streams_[i].partition);
    }
    SANGAM_RETURN_IF_ERROR(index_.Read(partitions, after, limit, receive));
  } else {
    SANGAM_RETURN_IF_ERROR(index_.ReadAll(after, limit, receive));
  }
  for (const size_t i : streams) {
    Stream& stream = streams_[i];
    stream.ended = static_cast<int64_t>(stream.ahead.size()) < limit;
    std::reverse(stream.ahead.begin(), stream.ahead.end());
    if (!stream.ahead.empty()) Push(i);
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> MergedPartitions::Next(ListEntry* entry) {
  if (heap_.empty()) return false;
  std::pop_heap(heap_.begin(), heap_.end(),
                [this](size_t a, size_t b) { return Later(a, b); });
  const size_t first = heap_.back();
  heap_.pop_back();
  Stream& stream = streams_[first];
  *entry = std::move(stream.ahead.back());
  stream.ahead.pop_back();
  if (!stream.ahead.empty()) {
    Push(first);
  } else if (!stream.ended) {
    stream.further = stream.further == 0
                         ? std::max(kLeastFurther, page_)
                         : std::min(kMostFurther, 2 * stream.further);
    SANGAM_RETURN_IF_ERROR(Fill({first}, entry->position, stream.further));
  }
  return true;
}

}  // namespace sangam::registry
