// Lets few of many long answers work at a time.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_WORKING_TURNS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_WORKING_TURNS_H_

#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace sangam::matching {

// A long answer keeps a core busy, but only while it works, not while its
// caller reads: so it takes a turn for each slice, and a caller who is slow
// keeps nobody else from theirs. Thread-safe; outlives its turns.
class WorkingTurns {
 public:
  // Leave to work, given back by its end.
  class Turn {
   public:
    explicit Turn(WorkingTurns* turns) : turns_(turns) {}
    ~Turn() { turns_->GiveBack(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    WorkingTurns* const turns_;
  };

  explicit WorkingTurns(int at_once) : at_once_(at_once) {}

  // Null where so many work already: then `wake` is called, once, when it is
  // time to try again. Never blocks.
  std::unique_ptr<Turn> TryTake(const std::function<void()>& wake);

 private:
  void GiveBack();

  const int at_once_;
  absl::Mutex mutex_;
  int working_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<std::function<void()>> waiting_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_WORKING_TURNS_H_
