#include "services/sangamctl/commands/store_work.h"

#include "absl/strings/str_cat.h"
#include "common/sql/store_flag.h"
#include "common/sql/store_password.h"
#include "common/status/errors.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/remote/refusal.h"
#include "services/sangamctl/screen/terminal.h"

namespace sangam::sangamctl {

std::string ReadStoreFlag(const ParsedCommand& command,
                          sql::StoreAddress* store) {
  auto read = sql::ParseStoreFlag(command.Value("store"));
  if (!read.ok()) {
    return absl::StrCat("--store ",
                        FieldViolationsOf(read.status())[0].description);
  }
  if (sql::HoldsPassword(*read)) {
    return "--store holds a password, which everybody on this machine can read"
           " while the command runs; give it in PGPASSWORD or in a file that"
           " PGPASSFILE names";
  }
  *store = *std::move(read);
  return "";
}

BackupProgress StoreProgress::Teller() {
  if (!StandardErrorIsTerminal()) return nullptr;
  return [this](const BackupStep& step) { Show(step); };
}

void StoreProgress::Show(const BackupStep& step) {
  if (bar_ == nullptr || unit_ != step.unit || step.done < shown_) {
    bar_ = nullptr;
    bar_ = std::make_unique<ProgressBar>(static_cast<size_t>(step.total),
                                         /*visible=*/true, clock_, step.unit);
    unit_ = step.unit;
    shown_ = 0;
  }
  bar_->Advance(static_cast<size_t>(step.done - shown_));
  shown_ = step.done;
}

ExitCode ComplainOfStore(const absl::Status& status) {
  Complain(status.message());
  return absl::IsInvalidArgument(status) ? kExitBadInput : ExitCodeOf(status);
}

}  // namespace sangam::sangamctl
