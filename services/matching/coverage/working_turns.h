// Lets few of many long answers work at a time.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_WORKING_TURNS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_WORKING_TURNS_H_

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace sangam::matching {

// A long answer keeps a core busy, but only while it works, not while its
// caller reads: so it takes a turn for each slice, and a caller who is slow
// keeps nobody else from theirs. Who finds none free waits in a line, so that
// nobody is passed over. Thread-safe; outlives its turns and those who ask.
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

  // One who asks for turns; leaves the line by its end. For one thread at a
  // time.
  class Asker {
   public:
    // `wake` is called, from any thread, when it is time to try again.
    Asker(WorkingTurns* turns, std::function<void()> wake)
        : turns_(turns), wake_(std::move(wake)) {}
    ~Asker() { turns_->Leave(this); }
    Asker(const Asker&) = delete;
    Asker& operator=(const Asker&) = delete;

    // Null where so many work or wait already: then it waits in the line. Never
    // blocks.
    std::unique_ptr<Turn> TryTake() { return turns_->TryTake(this); }
    // Until it tries again, those behind it in the line go first: its caller
    // may take long over what it is told meanwhile. It keeps its place.
    void StepAside() { turns_->StepAside(this); }

   private:
    friend class WorkingTurns;
    WorkingTurns* const turns_;
    const std::function<void()> wake_;
    // Under the turns' mutex.
    bool aside_ = false;
  };

  explicit WorkingTurns(int at_once) : at_once_(at_once) {}

  // How much of a time each may work at once, so that all who work or wait have
  // had a turn when the time is over.
  absl::Duration ShareOf(absl::Duration time);

  // How many of so many threads one who works may use, so that all who work
  // together use no more; one at least.
  unsigned ThreadsOf(unsigned threads);

 private:
  using Wakes = std::vector<std::function<void()>>;

  std::unique_ptr<Turn> TryTake(Asker* asker);
  void StepAside(Asker* asker);
  void GiveBack();
  void Leave(const Asker* asker);
  // Of those whom the free turns are for.
  Wakes WakesOfFirst() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const int at_once_;
  absl::Mutex mutex_;
  int working_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<const Asker*> line_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_WORKING_TURNS_H_
