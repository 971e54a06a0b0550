#include "services/matching/lookup/single_flight_profile_source.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "services/matching/feeds/wanted_wait.h"

namespace sangam::matching {
namespace {

std::string FlightKey(const ProfileQuery& query) {
  return absl::StrCat(query.subject, "|", query.newest->epoch, "|",
                      query.newest->profile_revision, "|",
                      query.newest->places_generation);
}

// Whether a call with more time may fare better.
bool IsOfTheCallOnly(const absl::Status& status) {
  return status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kCancelled;
}

}  // namespace

absl::StatusOr<SubjectProfilePtr> SingleFlightProfileSource::Get(
    const ProfileQuery& query, const CallContext& call, LookupBudget& budget) {
  if (!query.newest || query.subject.empty()) {
    return source_->Get(query, call, budget);
  }
  const std::string key = FlightKey(query);
  const absl::Time wait_until = clock_->Now() + longest_wait_;
  std::shared_ptr<Flight> mine;
  {
    absl::MutexLock lock(&mutex_);
    while (true) {
      std::shared_ptr<Flight>& flight = flights_[key];
      if (flight == nullptr) {
        mine = flight = std::make_shared<Flight>();
        break;
      }
      if (clock_->Now() >= wait_until) break;
      const auto outcome =
          Await(std::shared_ptr<Flight>(flight), call, wait_until);
      if (outcome) return *outcome;
    }
  }
  if (mine == nullptr) return source_->Get(query, call, budget);
  auto outcome = source_->Get(query, call, budget);
  absl::MutexLock lock(&mutex_);
  mine->done = true;
  mine->outcome = outcome;
  flights_.erase(key);
  return outcome;
}

absl::optional<absl::StatusOr<SubjectProfilePtr>>
SingleFlightProfileSource::Await(const std::shared_ptr<Flight>& flight,
                                 const CallContext& call,
                                 absl::Time wait_until) {
  while (!flight->done) {
    const absl::Time now = clock_->Now();
    if (now >= call.deadline || call.cancelled()) {
      return DeadlineExceededError();
    }
    if (now >= wait_until) return absl::nullopt;
    const absl::Duration left = std::min(call.deadline, wait_until) - now;
    mutex_.AwaitWithTimeout(absl::Condition(&flight->done),
                            std::min(left, kLookInterval));
  }
  if (IsOfTheCallOnly(flight->outcome.status())) return absl::nullopt;
  return flight->outcome;
}

}  // namespace sangam::matching
