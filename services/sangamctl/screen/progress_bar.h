// Progress of long work, on a terminal's standard error.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCREEN_PROGRESS_BAR_H_
#define SANGAM_SERVICES_SANGAMCTL_SCREEN_PROGRESS_BAR_H_

#include <cstddef>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"

namespace sangam::sangamctl {

// Stays silent for the first second, then redraws one line at most ten times a
// second, and wipes it when it is destroyed. Thread-safe.
class ProgressBar {
 public:
  // Draws nothing unless `visible`. `unit` is what is counted ("MiB"), if that
  // is to be told. `clock` outlives the bar.
  ProgressBar(size_t total, bool visible, const Clock& clock,
              std::string unit = "");
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // So many more pieces of work are done.
  void Advance(size_t by = 1);
  // Wipes the line now; it is not drawn again.
  void Wipe();

 private:
  const size_t total_;
  bool visible_ ABSL_GUARDED_BY(mutex_);
  const Clock& clock_;
  const std::string unit_;
  absl::Mutex mutex_;
  size_t done_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time next_draw_ ABSL_GUARDED_BY(mutex_);
  bool drawn_ ABSL_GUARDED_BY(mutex_) = false;
};

// "[=====>    ] 150 of 300", or "150 of 300 MiB".
std::string DrawProgress(size_t done, size_t total,
                         const std::string& unit = "");

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCREEN_PROGRESS_BAR_H_
