// Tells health, metrics and the log what the feeds do.
#ifndef SANGAM_SERVICES_MATCHING_FEED_REPORTER_H_
#define SANGAM_SERVICES_MATCHING_FEED_REPORTER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/server/logger.h"
#include "services/matching/feeds/catalog_state.h"
#include "services/matching/feeds/registry_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/matching_metrics.h"

namespace sangam::matching {

// Its methods are called by the feeds' threads. Thread-safe; what it is made of
// outlives it.
class FeedReporter {
 public:
  // `on_ready` is called once, when both feeds have shown a whole state.
  FeedReporter(MatchingMetrics* metrics, Logger* logger, const Clock* clock,
               const Watermark* catalog_watermark,
               const Watermark* registry_watermark,
               std::function<void()> on_ready);

  // Tells each defect once, and again only if it went away meanwhile.
  void CatalogShown(const CatalogState& catalog);
  void RegistryShown(const RegistryState& registry);
  // Warns of the first break after the owner was there, then once a minute for
  // as long as it does not come back.
  void Disconnected(const std::string& owner, const absl::Status& reason);

 private:
  void CheckReady();

  MatchingMetrics* const metrics_;
  Logger* const logger_;
  const Clock* const clock_;
  const Watermark* const catalog_watermark_;
  const Watermark* const registry_watermark_;

  absl::Mutex mutex_;
  std::function<void()> on_ready_ ABSL_GUARDED_BY(mutex_);
  // What was last reported, kept so that a new one can't have its address.
  std::shared_ptr<const CatalogSnapshot> reported_ ABSL_GUARDED_BY(mutex_);
  // The defects of that one.
  absl::flat_hash_set<std::string> reported_defects_ ABSL_GUARDED_BY(mutex_);
  // When the last warning was given of owners whose feed broke off and has
  // shown nothing since.
  absl::flat_hash_map<std::string, absl::Time> warned_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEED_REPORTER_H_
