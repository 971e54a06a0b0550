#include "services/matching/feed_reporter.h"

#include <utility>
#include <vector>

#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {

FeedReporter::FeedReporter(MatchingMetrics* metrics, Logger* logger,
                           const Watermark* catalog_watermark,
                           const Watermark* registry_watermark,
                           std::function<void()> on_ready)
    : metrics_(metrics),
      logger_(logger),
      catalog_watermark_(catalog_watermark),
      registry_watermark_(registry_watermark),
      on_ready_(std::move(on_ready)) {}

void FeedReporter::CatalogShown(const CatalogState& catalog) {
  metrics_->SetFeed(kCatalogStore, *catalog_watermark_);
  const CatalogView view = catalog.Read();
  {
    absl::MutexLock lock(&mutex_);
    broken_.erase(kCatalogStore);
    if (view.snapshot == reported_) return;
    reported_ = view.snapshot;
  }
  const std::vector<std::string> defects = view.snapshot->Defects();
  metrics_->SetCatalogSize(view.snapshot->schemes().size(), defects.size());
  logger_->Log(LogLevel::kInfo, "catalog_compiled",
               {{"revision", view.position.revision},
                {"schemes", view.snapshot->schemes().size()},
                {"defects", defects.size()}});
  for (const std::string& defect : defects) {
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
    broken_.erase(kRegistryStore);
  }
  CheckReady();
}

void FeedReporter::Disconnected(const std::string& owner,
                                const absl::Status& reason) {
  metrics_->CountDisconnect(owner);
  bool is_first = false;
  {
    absl::MutexLock lock(&mutex_);
    is_first = broken_.insert(owner).second;
  }
  logger_->Log(is_first ? LogLevel::kWarning : LogLevel::kDebug,
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
