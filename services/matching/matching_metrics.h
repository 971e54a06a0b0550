// The numbers that matching publishes.
#ifndef SANGAM_SERVICES_MATCHING_MATCHING_METRICS_H_
#define SANGAM_SERVICES_MATCHING_MATCHING_METRICS_H_

#include <cstddef>
#include <string>

#include "absl/time/time.h"
#include "prometheus/counter.h"
#include "prometheus/family.h"
#include "prometheus/gauge.h"
#include "prometheus/registry.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/lookup/cached_profile_source.h"
#include "services/matching/lookup/redis_connection_pool.h"

namespace sangam::matching {

// What happens to the snapshot of the columns on disk.
enum class ColumnsSnapshotEvent { kRestored, kDropped, kWritten, kFailed };

// Counters and gauges named sangam_matching_*. Thread-safe; the registry
// outlives it.
//
//   ..._profile_lookups_total{outcome}   hit, miss, stale, corrupt, bypass
//   ..._redis_calls_total{outcome}       found, missing, stored, failed,
//   skipped
//   ..._owner_reads_total{outcome}       answered, failed
//   ..._feed_disconnects_total{owner}
//   ..._feed_revision{owner}             the watermark
//   ..._feed_last_batch_timestamp_seconds{owner}   time() minus this is the lag
//   ..._subjects, _places, _schemes, _defective_scheme_versions
//   ..._columns_snapshots_total{outcome}   restored, dropped, written, failed
//   ..._columns_snapshot_timestamp_seconds   when the last was written
class MatchingMetrics {
 public:
  explicit MatchingMetrics(prometheus::Registry* registry);

  void CountLookup(CacheOutcome outcome);
  void CountRedisCall(LookupStoreEvent event);
  void CountOwnerRead(bool answered);
  void CountDisconnect(const std::string& owner);
  void SetFeed(const std::string& owner, const Watermark& watermark);
  void SetRegistrySize(size_t subjects, size_t places);
  void SetCatalogSize(size_t schemes, size_t defects);
  void CountColumnsSnapshot(ColumnsSnapshotEvent event);
  void SetColumnsSnapshotTime(absl::Time time);

 private:
  prometheus::Family<prometheus::Counter>& lookups_;
  prometheus::Family<prometheus::Counter>& redis_calls_;
  prometheus::Family<prometheus::Counter>& owner_reads_;
  prometheus::Family<prometheus::Counter>& disconnects_;
  prometheus::Family<prometheus::Gauge>& revision_;
  prometheus::Family<prometheus::Gauge>& last_batch_;
  prometheus::Gauge& subjects_;
  prometheus::Gauge& places_;
  prometheus::Gauge& schemes_;
  prometheus::Gauge& defects_;
  prometheus::Family<prometheus::Counter>& columns_snapshots_;
  prometheus::Gauge& columns_snapshot_time_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCHING_METRICS_H_
