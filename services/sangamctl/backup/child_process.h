// Another program, run for a piece of work.
#ifndef SANGAM_SERVICES_SANGAMCTL_BACKUP_CHILD_PROCESS_H_
#define SANGAM_SERVICES_SANGAMCTL_BACKUP_CHILD_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/sangamctl/backup/descriptor.h"

namespace sangam::sangamctl {

// Found on PATH, started at once, and killed if it still runs at the end. It
// inherits the environment, and of files only those that are given. What it
// says on standard error is kept for when it fails. Not thread-safe.
class ChildProcess {
 public:
  // `words`: the program and its arguments. `input` and `output` become its
  // standard input and output; -1 is /dev/null. FAILED_PRECONDITION if there is
  // no such program.
  static absl::StatusOr<std::unique_ptr<ChildProcess>> Start(
      const std::vector<std::string>& words, int input, int output);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  // Waits so long for its end; false if it still runs.
  bool EndsWithin(absl::Duration patience) const;
  // Waits for its end. INTERNAL, with what it said, unless all went well.
  absl::Status Finish();

 private:
  ChildProcess(std::string program, pid_t pid, Descriptor handle,
               Descriptor complaints)
      : program_(std::move(program)),
        pid_(pid),
        handle_(std::move(handle)),
        complaints_(std::move(complaints)) {}

  // The last lines of what it said on standard error.
  std::string LastWords() const;

  const std::string program_;
  pid_t pid_;
  const Descriptor handle_;
  const Descriptor complaints_;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BACKUP_CHILD_PROCESS_H_
