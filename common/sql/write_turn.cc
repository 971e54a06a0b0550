#include "common/sql/write_turn.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <deque>
#include <map>

#include "absl/base/thread_annotations.h"
#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/sql/companion_file.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

constexpr absl::Duration kBusyRetry = absl::Seconds(1);
// Between two looks at a lock, which can't be waited for with a time limit: a
// part of the time that was waited, so that short turns follow each other
// closely and a long one costs little.
constexpr absl::Duration kFirstPause = absl::Microseconds(50);
constexpr absl::Duration kLongestPause = absl::Milliseconds(10);
constexpr int kPauseOfWaited = 16;
// Between two questions of who waits in line whether the turn is still wanted.
constexpr absl::Duration kAskInterval = absl::Milliseconds(20);

// Bytes of PATH.lock. Who has the second writes. Who has the first gets the
// second next: without it, a process that ends a write and begins another at
// once would always be before those that look again after a pause.
constexpr off_t kNext = 0;
constexpr off_t kWriting = 1;

// The writers of this process that wait or write, in their order. Of the whole
// process, as a file is, however many objects use it.
struct Lines {
  absl::Mutex mutex;
  int64_t last_place ABSL_GUARDED_BY(mutex) = 0;
  std::map<std::string, std::deque<int64_t>> of_store ABSL_GUARDED_BY(mutex);
};

Lines& AllLines() {
  static auto& lines = *new Lines;
  return lines;
}

// Runs on while the process is stopped, and is never set.
absl::Duration SinceStart() {
  return absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

// Of the open file, not of the process: a process may have several.
bool SetLock(int file, off_t byte, int16_t type) {
  struct flock lock = {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte;
  lock.l_len = 1;
  return fcntl(file, F_OFD_SETLK, &lock) == 0;
}

// OK if a wait goes on.
absl::Status GoOn(absl::Duration left, const std::function<bool()>& cancelled) {
  if (left <= absl::ZeroDuration()) return ServerBusyError(kBusyRetry);
  return cancelled && cancelled() ? DeadlineExceededError() : absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<WriteTurn>> WriteTurn::Take(
    const StoreAddress& address, absl::Duration patience,
    const std::function<bool()>& cancelled) {
  auto turn = absl::WrapUnique(new WriteTurn(address));
  SANGAM_RETURN_IF_ERROR(turn->WaitInLine(patience, cancelled));
  if (address.engine() == Engine::kSqlite) {
    SANGAM_RETURN_IF_ERROR(turn->LockFile(patience, cancelled));
  }
  return turn;
}

WriteTurn::WriteTurn(const StoreAddress& address) : address_(address) {
  Lines& lines = AllLines();
  absl::MutexLock lock(&lines.mutex);
  place_ = ++lines.last_place;
  lines.of_store[address_.text()].push_back(place_);
}

WriteTurn::~WriteTurn() {
  // Which unlocks it.
  if (file_ >= 0) close(file_);
  Lines& lines = AllLines();
  absl::MutexLock lock(&lines.mutex);
  const auto line = lines.of_store.find(address_.text());
  std::deque<int64_t>& places = line->second;
  places.erase(std::find(places.begin(), places.end(), place_));
  if (places.empty()) lines.of_store.erase(line);
}

absl::Status WriteTurn::WaitInLine(
    absl::Duration patience, const std::function<bool()>& cancelled) const {
  Lines& lines = AllLines();
  const absl::Duration end = SinceStart() + patience;
  while (true) {
    const absl::Duration left = end - SinceStart();
    {
      absl::MutexLock lock(&lines.mutex);
      const std::deque<int64_t>& line = lines.of_store[address_.text()];
      const auto first = [this, &line] { return line.front() == place_; };
      if (lines.mutex.AwaitWithTimeout(absl::Condition(&first),
                                       std::min(left, kAskInterval))) {
        return absl::OkStatus();
      }
    }
    SANGAM_RETURN_IF_ERROR(GoOn(left, cancelled));
  }
}

absl::Status WriteTurn::LockFile(absl::Duration patience,
                                 const std::function<bool()>& cancelled) {
  const std::string path = absl::StrCat(address_.text(), ".lock");
  SANGAM_ASSIGN_OR_RETURN(file_, OpenCompanion(address_.text(), path));
  const absl::Duration begin = SinceStart();
  for (const off_t byte : {kNext, kWriting}) {
    while (!SetLock(file_, byte, F_WRLCK)) {
      if (errno != EAGAIN && errno != EACCES) {
        return CompanionError(path, "locked");
      }
      const absl::Duration waited = SinceStart() - begin;
      SANGAM_RETURN_IF_ERROR(GoOn(patience - waited, cancelled));
      absl::SleepFor(std::min({std::max(waited / kPauseOfWaited, kFirstPause),
                               kLongestPause, patience - waited}));
    }
  }
  return SetLock(file_, kNext, F_UNLCK) ? absl::OkStatus()
                                        : CompanionError(path, "unlocked");
}

}  // namespace sangam::sql
