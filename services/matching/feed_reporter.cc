#include "services/matching/feed_reporter.h"

#include <utility>
#include <vector>

#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

// While an owner stays away, so often is it said again.
constexpr absl::Duration kWarningInterval = absl::Minutes(1);

}  // namespace

FeedReporter::FeedReporter(MatchingMetrics* metrics, Logger* logger,
                           const Clock* clock,
                           const Watermark* catalog_watermark,
                           const Watermark* registry_watermark,
                           std::function<void()> on_ready)
    : metrics_(metrics),
      logger_(logger),
      clock_(clock),
      catalog_watermark_(catalog_watermark),
      registry_watermark_(registry_watermark),
      on_ready_(std::move(on_ready)) {}

void FeedReporter::CatalogShown(const CatalogState& catalog) {
  metrics_->SetFeed(kCatalogStore, *catalog_watermark_);
  const CatalogView view = catalog.Read();
  {
    absl::MutexLock lock(&mutex_);
    warned_.erase(kCatalogStore);
    if (view.snapshot == reported_) return;
    reported_ = view.snapshot;
  }
  const std::vector<std::string> defects = view.snapshot->Defects();
  metrics_->SetCatalogSize(view.snapshot->schemes().size(), defects.size());
  logger_->Log(LogLevel::kInfo, "catalog_compiled",
               {{"revision", view.position.revision},
                {"schemes", view.snapshot->schemes().size()},
                {"defects", defects.size()}});
  absl::flat_hash_set<std::string> before;
  {
    absl::MutexLock lock(&mutex_);
    before = std::exchange(reported_defects_, {defects.begin(), defects.end()});
  }
  for (const std::string& defect : defects) {
    if (before.contains(defect)) continue;
    logger_->Log(LogLevel::kWarning, "scheme_version_defect",
                 {{"defect", defect}});
  }
  CheckReady();
}

void FeedReporter::RegistryShown(const RegistryState& registry) {
  metrics_->SetFeed(kRegistryStore, *registry_watermark_);
  metrics_->SetRegistrySize(registry.subject_count(),
                            registry.Read("").places->size());
  {
    absl::MutexLock lock(&mutex_);
    warned_.erase(kRegistryStore);
  }
  CheckReady();
}

void FeedReporter::Disconnected(const std::string& owner,
                                const absl::Status& reason) {
  metrics_->CountDisconnect(owner);
  bool is_due = false;
  {
    absl::MutexLock lock(&mutex_);
    const absl::Time now = clock_->Now();
    const auto [warned, is_first] = warned_.emplace(owner, now);
    is_due = is_first || now - warned->second >= kWarningInterval;
    if (is_due) warned->second = now;
  }
  logger_->Log(is_due ? LogLevel::kWarning : LogLevel::kDebug,
               "feed_disconnected",
               {{"owner", owner},
                {"code", absl::StatusCodeToString(reason.code())},
                {"reason", std::string(reason.message())}});
}

void FeedReporter::CheckReady() {
  if (!catalog_watermark_->IsComplete() || !registry_watermark_->IsComplete()) {
    return;
  }
  std::function<void()> on_ready;
  {
    absl::MutexLock lock(&mutex_);
    std::swap(on_ready, on_ready_);
  }
  if (!on_ready) return;
  logger_->Log(LogLevel::kInfo, "ready");
  on_ready();
}

}  // namespace sangam::matching
