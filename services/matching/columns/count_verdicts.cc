// Counts a view with several threads.
#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "services/matching/columns/block_evaluation.h"
#include "services/matching/columns/reverse_evaluator.h"

namespace sangam::matching {
namespace {

// What the threads of one count share.
class Counting {
 public:
  Counting(const ReversePlan& plan, const ColumnsView& view,
           const ReverseBasis& basis, const CountOptions& options)
      : plan_(plan),
        view_(view),
        basis_(basis),
        options_(options),
        shared_(plan.parts(), view, basis) {
    counts_.tallies.resize(plan.size());
  }

  // Takes block after block until none is left. Any number of threads.
  void Run() {
    BlockEvaluation evaluation(plan_.parts(), view_, basis_, shared_,
                               options_.detail);
    ReverseCounts own;
    own.tallies.resize(plan_.size());
    while (!stopped_) {
      const size_t block = next_.fetch_add(1);
      if (block >= view_.block_count()) break;
      if (options_.cancelled && options_.cancelled()) {
        stopped_ = true;
        break;
      }
      evaluation.Open(view_.block(block), Coming());
      const BitPlane cohort =
          options_.cohort
              ? evaluation.EligibleBy(static_cast<uint32_t>(*options_.cohort))
              : evaluation.values().all();
      own.subjects += CountRows(cohort);
      evaluation.Count(cohort, &own.tallies);
      Report(view_.block(block).size());
    }
    Add(own);
  }

  absl::optional<ReverseCounts> Take() {
    if (stopped_) return absl::nullopt;
    absl::MutexLock lock(&mutex_);
    return std::move(counts_);
  }

 private:
  // The block that a thread will take next if all are as fast.
  const SubjectBlock* Coming() const {
    const size_t others =
        static_cast<size_t>(std::max(options_.threads, 1)) - 1;
    const size_t coming = next_ + others;
    return coming < view_.block_count() ? &view_.block(coming) : nullptr;
  }

  void Report(uint32_t rows) {
    if (!options_.progress) return;
    absl::MutexLock lock(&mutex_);
    scanned_ += rows;
    options_.progress(scanned_, static_cast<int64_t>(view_.size()));
  }

  void Add(const ReverseCounts& own) {
    absl::MutexLock lock(&mutex_);
    counts_.subjects += own.subjects;
    for (size_t i = 0; i < own.tallies.size(); ++i) {
      counts_.tallies[i].eligible += own.tallies[i].eligible;
      counts_.tallies[i].needs_information += own.tallies[i].needs_information;
      counts_.tallies[i].near_miss += own.tallies[i].near_miss;
    }
  }

  const ReversePlan& plan_;
  const ColumnsView& view_;
  const ReverseBasis& basis_;
  const CountOptions& options_;
  const SharedTests shared_;
  std::atomic<size_t> next_{0};
  std::atomic<bool> stopped_{false};
  absl::Mutex mutex_;
  ReverseCounts counts_ ABSL_GUARDED_BY(mutex_);
  int64_t scanned_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

absl::optional<ReverseCounts> CountVerdicts(
    const std::shared_ptr<const ReversePlan>& plan,
    const std::shared_ptr<const ColumnsView>& view, const ReverseBasis& basis,
    const CountOptions& options) {
  Counting counting(*plan, *view, basis, options);
  const size_t useful =
      std::min(static_cast<size_t>(std::max(options.threads, 1)),
               std::max<size_t>(view->block_count(), 1));
  std::vector<std::thread> others;
  for (size_t i = 1; i < useful; ++i) {
    others.emplace_back([&counting] { counting.Run(); });
  }
  counting.Run();
  for (std::thread& thread : others) thread.join();
  return counting.Take();
}

}  // namespace sangam::matching
