// How sangamctl ends. Scripts rely on these numbers; "sangamctl help" lists
// them.
#ifndef SANGAM_SERVICES_SANGAMCTL_EXIT_CODE_H_
#define SANGAM_SERVICES_SANGAMCTL_EXIT_CODE_H_

namespace sangam::sangamctl {

enum ExitCode {
  kExitOk = 0,
  // A fault in sangamctl or in a service.
  kExitInternal = 1,
  // The command line is wrong.
  kExitUsage = 2,
  // An input file is wrong; nothing was sent.
  kExitBadInput = 3,
  // A service refused.
  kExitRefused = 4,
  // A service can't be reached or did not answer in time.
  kExitUnreachable = 5,
  // Stopped with Ctrl-C, as shells count it.
  kExitInterrupted = 130,
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_EXIT_CODE_H_
