#include "common/sql/write_turn.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <map>

#include "absl/base/thread_annotations.h"
#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

constexpr absl::Duration kBusyRetry = absl::Seconds(1);
// Between two looks at a lock, which can't be waited for with a time limit.
constexpr absl::Duration kFirstPause = absl::Microseconds(50);
constexpr absl::Duration kLongestPause = absl::Milliseconds(1);

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

absl::Status LockFileError(const std::string& path) {
  const bool full = errno == ENOSPC || errno == EDQUOT;
  return StoreFailedError(
      full ? absl::StatusCode::kResourceExhausted : absl::StatusCode::kInternal,
      absl::StrCat(path, full ? ": the disk is full" : " can't be locked"));
}

// With the rights of the store, whoever makes it: what an administrator does
// must not shut out the service.
int OpenLockFile(const std::string& store, const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  struct stat of_store;
  if (file >= 0 && geteuid() == 0 && stat(store.c_str(), &of_store) == 0) {
    static_cast<void>(fchown(file, of_store.st_uid, of_store.st_gid) == 0);
  }
  return file;
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

}  // namespace

absl::StatusOr<std::unique_ptr<WriteTurn>> WriteTurn::Take(
    const StoreAddress& address, absl::Duration patience) {
  auto turn = absl::WrapUnique(new WriteTurn(address));
  SANGAM_RETURN_IF_ERROR(turn->WaitInLine(patience));
  if (address.engine() == Engine::kSqlite) {
    SANGAM_RETURN_IF_ERROR(turn->LockFile(patience));
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

absl::Status WriteTurn::WaitInLine(absl::Duration patience) const {
  Lines& lines = AllLines();
  absl::MutexLock lock(&lines.mutex);
  const std::deque<int64_t>& line = lines.of_store[address_.text()];
  const auto first = [this, &line] { return line.front() == place_; };
  return lines.mutex.AwaitWithTimeout(absl::Condition(&first), patience)
             ? absl::OkStatus()
             : ServerBusyError(kBusyRetry);
}

absl::Status WriteTurn::LockFile(absl::Duration patience) {
  const std::string path = absl::StrCat(address_.text(), ".lock");
  file_ = OpenLockFile(address_.text(), path);
  if (file_ < 0) return LockFileError(path);
  absl::Duration left = patience;
  absl::Duration pause = kFirstPause;
  for (const off_t byte : {kNext, kWriting}) {
    while (!SetLock(file_, byte, F_WRLCK)) {
      if (errno != EAGAIN && errno != EACCES) return LockFileError(path);
      if (left <= absl::ZeroDuration()) return ServerBusyError(kBusyRetry);
      absl::SleepFor(pause);
      left -= pause;
      pause = std::min(pause * 2, kLongestPause);
    }
  }
  return SetLock(file_, kNext, F_UNLCK) ? absl::OkStatus()
                                        : LockFileError(path);
}

}  // namespace sangam::sql
