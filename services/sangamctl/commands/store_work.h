// What backup and restore have in common.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_STORE_WORK_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_STORE_WORK_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/clock/clock.h"
#include "common/sql/store_address.h"
#include "services/sangamctl/backup/backup_file.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/exit_code.h"
#include "services/sangamctl/screen/progress_bar.h"

namespace sangam::sangamctl {

// Reads --store. Says what is wrong, or nothing.
std::string ReadStoreFlag(const ParsedCommand& command,
                          sql::StoreAddress* store);

// Shows one bar after another, a bar for each sort of work, where standard
// error is a terminal. `clock` outlives it.
class StoreProgress {
 public:
  explicit StoreProgress(const Clock& clock) : clock_(clock) {}

  // To hand to the work; empty where nobody looks on. Not beyond this object.
  BackupProgress Teller();
  // Wipes the bar.
  void End() { bar_ = nullptr; }

 private:
  void Show(const BackupStep& step);

  const Clock& clock_;
  std::unique_ptr<ProgressBar> bar_;
  std::string unit_;
  int64_t shown_ = 0;
};

// Tells why the work failed; gives its exit code: kExitBadInput for a file.
ExitCode ComplainOfStore(const absl::Status& status);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_STORE_WORK_H_
