#include "services/matching/matching_metrics.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace sangam::matching {
namespace {

prometheus::Family<prometheus::Counter>& AddCounter(
    prometheus::Registry* registry, const char* name, const char* help) {
  return prometheus::BuildCounter()
      .Name(absl::StrCat("sangam_matching_", name))
      .Help(help)
      .Register(*registry);
}

prometheus::Family<prometheus::Gauge>& AddGauge(prometheus::Registry* registry,
                                                const char* name,
                                                const char* help) {
  return prometheus::BuildGauge()
      .Name(absl::StrCat("sangam_matching_", name))
      .Help(help)
      .Register(*registry);
}

const char* NameOf(CacheOutcome outcome) {
  switch (outcome) {
    case CacheOutcome::kHit:
      return "hit";
    case CacheOutcome::kMiss:
      return "miss";
    case CacheOutcome::kStale:
      return "stale";
    case CacheOutcome::kCorrupt:
      return "corrupt";
    case CacheOutcome::kBypass:
      return "bypass";
  }
  return "";
}

const char* NameOf(LookupStoreEvent event) {
  switch (event) {
    case LookupStoreEvent::kFound:
      return "found";
    case LookupStoreEvent::kMissing:
      return "missing";
    case LookupStoreEvent::kStored:
      return "stored";
    case LookupStoreEvent::kFailed:
      return "failed";
    case LookupStoreEvent::kSkipped:
      return "skipped";
  }
  return "";
}

const char* NameOf(ColumnsSnapshotEvent event) {
  switch (event) {
    case ColumnsSnapshotEvent::kRestored:
      return "restored";
    case ColumnsSnapshotEvent::kDropped:
      return "dropped";
    case ColumnsSnapshotEvent::kWritten:
      return "written";
    case ColumnsSnapshotEvent::kFailed:
      return "failed";
  }
  return "";
}

}  // namespace

MatchingMetrics::MatchingMetrics(prometheus::Registry* registry)
    : lookups_(AddCounter(registry, "profile_lookups_total",
                          "Profiles looked up in the cache")),
      redis_calls_(AddCounter(registry, "redis_calls_total",
                              "Commands for Redis, sent or not")),
      owner_reads_(AddCounter(registry, "owner_reads_total",
                              "Profiles asked of the registry")),
      disconnects_(AddCounter(registry, "feed_disconnects_total",
                              "Streams of feeds that ended")),
      revision_(AddGauge(registry, "feed_revision",
                         "The newest revision that a feed shows")),
      last_batch_(AddGauge(registry, "feed_last_batch_timestamp_seconds",
                           "When a feed last brought a batch")),
      subjects_(
          AddGauge(registry, "subjects", "Subjects of the registry").Add({})),
      places_(AddGauge(registry, "places", "Places of the registry").Add({})),
      schemes_(
          AddGauge(registry, "schemes", "Schemes of the catalogue").Add({})),
      defects_(AddGauge(registry, "defective_scheme_versions",
                        "Published versions that can't be evaluated")
                   .Add({})),
      columns_snapshots_(
          AddCounter(registry, "columns_snapshots_total",
                     "What became of snapshots of the columns on disk")),
      columns_snapshot_time_(
          AddGauge(registry, "columns_snapshot_timestamp_seconds",
                   "When the columns were last written to disk")
              .Add({})) {}

void MatchingMetrics::CountLookup(CacheOutcome outcome) {
  lookups_.Add({{"outcome", NameOf(outcome)}}).Increment();
}

void MatchingMetrics::CountRedisCall(LookupStoreEvent event) {
  redis_calls_.Add({{"outcome", NameOf(event)}}).Increment();
}

void MatchingMetrics::CountOwnerRead(bool answered) {
  owner_reads_.Add({{"outcome", answered ? "answered" : "failed"}}).Increment();
}

void MatchingMetrics::CountDisconnect(const std::string& owner) {
  disconnects_.Add({{"owner", owner}}).Increment();
}

void MatchingMetrics::SetFeed(const std::string& owner,
                              const Watermark& watermark) {
  revision_.Add({{"owner", owner}})
      .Set(static_cast<double>(watermark.position().revision));
  last_batch_.Add({{"owner", owner}})
      .Set(absl::ToDoubleSeconds(watermark.last_heard() - absl::UnixEpoch()));
}

void MatchingMetrics::SetRegistrySize(size_t subjects, size_t places) {
  subjects_.Set(static_cast<double>(subjects));
  places_.Set(static_cast<double>(places));
}

void MatchingMetrics::SetCatalogSize(size_t schemes, size_t defects) {
  schemes_.Set(static_cast<double>(schemes));
  defects_.Set(static_cast<double>(defects));
}

void MatchingMetrics::CountColumnsSnapshot(ColumnsSnapshotEvent event) {
  columns_snapshots_.Add({{"outcome", NameOf(event)}}).Increment();
}

void MatchingMetrics::SetColumnsSnapshotTime(absl::Time time) {
  columns_snapshot_time_.Set(absl::ToDoubleSeconds(time - absl::UnixEpoch()));
}

}  // namespace sangam::matching
