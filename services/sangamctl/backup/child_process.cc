#include "services/sangamctl/backup/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/memory/memory.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "services/sangamctl/backup/backup_errors.h"

extern char** environ;

namespace sangam::sangamctl {
namespace {

// More than one error of psql takes.
constexpr int64_t kLastWordsBytes = 2'000;

// Readable once the process has ended. Debian 12's header for it is C alone.
Descriptor HandleOf(pid_t pid) {
  return Descriptor(static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildProcess::Start(
    const std::vector<std::string>& words, int input, int output) {
  // A file rather than a pipe, so that nobody has to read it meanwhile.
  Descriptor complaints(memfd_create("complaints", MFD_CLOEXEC));
  const Descriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input < 0 ? nothing.get() : input,
                                   0);
  posix_spawn_file_actions_adddup2(&files, output < 0 ? nothing.get() : output,
                                   1);
  posix_spawn_file_actions_adddup2(&files, complaints.get(), 2);
  // Whatever is ignored here: a child whose reader is gone must end.
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> arguments;
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t pid = -1;
  const int fault = posix_spawnp(&pid, arguments[0], &files, &attributes,
                                 arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (fault == ENOENT) return MissingProgramError(words[0]);
  if (fault != 0) return FailedProgramError(words[0], std::strerror(fault));
  return absl::WrapUnique(
      new ChildProcess(words[0], pid, HandleOf(pid), std::move(complaints)));
}

ChildProcess::~ChildProcess() {
  if (pid_ < 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

bool ChildProcess::EndsWithin(absl::Duration patience) const {
  pollfd ended = {handle_.get(), POLLIN, 0};
  return poll(&ended, 1,
              static_cast<int>(absl::ToInt64Milliseconds(patience))) > 0;
}

absl::Status ChildProcess::Finish() {
  int outcome = -1;
  while (waitpid(pid_, &outcome, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  if (outcome == 0) return absl::OkStatus();
  const std::string said = LastWords();
  if (said.empty() && WIFSIGNALED(outcome)) {
    return FailedProgramError(
        program_, absl::StrCat("it was ended by signal ", WTERMSIG(outcome)));
  }
  return FailedProgramError(program_, said);
}

std::string ChildProcess::LastWords() const {
  const int64_t size = lseek(complaints_.get(), 0, SEEK_END);
  const int64_t from = std::max<int64_t>(0, size - kLastWordsBytes);
  std::string words(static_cast<size_t>(std::max<int64_t>(0, size - from)),
                    '\0');
  const ssize_t got =
      pread(complaints_.get(), words.data(), words.size(), from);
  words.resize(static_cast<size_t>(std::max<ssize_t>(0, got)));
  return std::string(absl::StripAsciiWhitespace(words));
}

}  // namespace sangam::sangamctl
