#include "services/matching/subjects_keeper.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/columns/snapshot_file.h"
#include "services/matching/feeds/subjects_snapshot.h"

namespace sangam::matching {
namespace {

// How often the thread looks, at least.
constexpr absl::Duration kLookInterval = absl::Seconds(1);
constexpr absl::Duration kShortestLook = absl::Milliseconds(10);

// Of the calling thread: what others wait for comes first.
constexpr int kNiceness = 10;

// Whether `span` has passed. A clock that was set back must not put it off.
bool HasPassed(absl::Duration span, absl::Time since, absl::Time now) {
  return now < since || now - since >= span;
}

}  // namespace

SubjectsKeeper::SubjectsKeeper(Options options, SubjectsState* subjects,
                               const Watermark* newest,
                               MatchingMetrics* metrics, Logger* logger,
                               const Clock* clock)
    : options_(std::move(options)),
      subjects_(subjects),
      newest_(newest),
      metrics_(metrics),
      logger_(logger),
      clock_(clock) {}

void SubjectsKeeper::Start(std::function<void()> restored) {
  if (options_.path.empty()) {
    restored();
    return;
  }
  thread_ =
      std::thread([this, restored = std::move(restored)] { Run(restored); });
}

void SubjectsKeeper::Run(const std::function<void()>& restored) {
  Restore();
  restored();
  setpriority(PRIO_PROCESS, 0, kNiceness);
  const absl::Duration look =
      std::clamp(std::min(options_.interval, options_.quiet) / 4, kShortestLook,
                 kLookInterval);
  absl::MutexLock lock(&mutex_);
  while (!mutex_.AwaitWithTimeout(absl::Condition(&stopping_), look)) {
    mutex_.Unlock();
    KeepIfDue();
    mutex_.Lock();
  }
}

void SubjectsKeeper::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (!thread_.joinable()) return;
  thread_.join();
  const SubjectsView view = subjects_->Read();
  if (view.columns != nullptr && !(view.position == kept_)) Keep(view);
}

void SubjectsKeeper::Restore() {
  SnapshotWriter::RemoveLeftovers(options_.path);
  const absl::Time began = clock_->Now();
  std::string problem;
  auto kept = ReadSubjects(options_.path, &problem);
  if (!kept) {
    if (!problem.empty()) Drop(problem);
    return;
  }
  kept_ = kept->position;
  attempted_ = clock_->Now();
  on_trial_ = true;
  metrics_->CountColumnsSnapshot(ColumnsSnapshotEvent::kRestored);
  logger_->Log(LogLevel::kInfo, "columns_snapshot_restored",
               {{"revision", kept->position.revision},
                {"subjects", kept->columns->size()},
                {"places", kept->places->size()},
                {"seconds", absl::ToDoubleSeconds(attempted_ - began)}});
  subjects_->Restore(*std::move(kept), newest_);
}

void SubjectsKeeper::Disconnected(const absl::Status& reason) {
  if (!on_trial_) return;
  if (!subjects_->Read().position.epoch.empty()) {
    on_trial_ = false;
  } else if (subjects_->ResumeToken().empty()) {
    on_trial_ = false;
    refused_ = true;
    Drop(reason.message());
  }
}

void SubjectsKeeper::Drop(absl::string_view problem) {
  metrics_->CountColumnsSnapshot(ColumnsSnapshotEvent::kDropped);
  logger_->Log(LogLevel::kWarning, "columns_snapshot_dropped",
               {{"path", options_.path}, {"reason", problem}});
}

void SubjectsKeeper::KeepIfDue() {
  const SubjectsView view = subjects_->Read();
  if (view.columns != nullptr && IsDue(view.position, clock_->Now())) {
    Keep(view);
  }
}

bool SubjectsKeeper::IsDue(const StorePosition& position, absl::Time now) {
  // What is on disk is useless: no reason to wait.
  if (refused_.exchange(false)) attempted_ = absl::InfinitePast();
  if (!(position == seen_)) {
    seen_ = position;
    seen_since_ = now;
  }
  if (position == kept_ || !HasPassed(options_.interval, attempted_, now)) {
    due_since_ = absl::InfinitePast();
    return false;
  }
  if (due_since_ == absl::InfinitePast()) due_since_ = now;
  return HasPassed(options_.quiet, seen_since_, now) ||
         HasPassed(options_.interval, due_since_, now);
}

void SubjectsKeeper::Keep(const SubjectsView& view) {
  const absl::Time began = clock_->Now();
  const absl::Status status = WriteSubjects(options_.path, view);
  attempted_ = clock_->Now();
  due_since_ = absl::InfinitePast();
  if (!status.ok()) {
    metrics_->CountColumnsSnapshot(ColumnsSnapshotEvent::kFailed);
    logger_->Log(LogLevel::kWarning, "columns_snapshot_failed",
                 {{"revision", view.position.revision},
                  {"reason", std::string(status.message())}});
    return;
  }
  kept_ = view.position;
  metrics_->CountColumnsSnapshot(ColumnsSnapshotEvent::kWritten);
  metrics_->SetColumnsSnapshotTime(attempted_);
  logger_->Log(LogLevel::kInfo, "columns_snapshot_written",
               {{"revision", view.position.revision},
                {"subjects", view.columns->size()},
                {"seconds", absl::ToDoubleSeconds(attempted_ - began)}});
}

}  // namespace sangam::matching
