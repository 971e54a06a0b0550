// What a call that asks an owner for much does about its silence.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_PATIENCE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_PATIENCE_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "common/status/macros.h"

namespace sangam::matching {

// Belongs to one call that reads one thing after the other, such as a batch.
// Once kMostSilences reads in a row had no answer in time, the call does not
// ask for kRest: what needs the owner gets the error of the last read at once.
// Then one read finds out whether the owner is back; if it is not, the owner
// rests again. A single slow subject costs only its own answer. Used by one
// thread at a time; the clock outlives it.
class OwnerPatience {
 public:
  static constexpr int kMostSilences = 2;
  static constexpr absl::Duration kRest = absl::Seconds(5);
  // An error that comes sooner costs little, and the next read may fare better.
  static constexpr absl::Duration kShortestSilence = absl::Milliseconds(500);

  explicit OwnerPatience(const Clock* clock) : clock_(clock) {}

  // OK: the owner may be asked. UNAVAILABLE while it rests.
  absl::Status Check() const;

  // What `read`, a function that returns a StatusOr, says; while the owner
  // rests, the error of Check, and nothing is read.
  template <typename Read>
  auto Ask(const Read& read) -> decltype(read()) {
    SANGAM_RETURN_IF_ERROR(Check());
    const absl::Time began = clock_->Now();
    auto outcome = read();
    Record(began, outcome.status());
    return outcome;
  }

 private:
  void Record(absl::Time began, const absl::Status& outcome);

  const Clock* const clock_;
  int silences_ = 0;
  absl::Time rests_until_ = absl::InfinitePast();
  // Of the read that made it rest.
  absl::Status error_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_OWNER_PATIENCE_H_
