// SIGTERM and SIGINT as something to wait for.
#ifndef SANGAM_COMMON_SERVER_SHUTDOWN_SIGNAL_H_
#define SANGAM_COMMON_SERVER_SHUTDOWN_SIGNAL_H_

#include "absl/time/time.h"

namespace sangam {

// Keeps both signals for WaitForShutdownSignal, in this thread and those that
// it starts from now on; so call it before there are threads. SIGPIPE is
// ignored from now on: a peer that goes away is an error of one write.
void KeepShutdownSignals();

// Returns when one of them has come. No handler runs, so nothing of what
// follows has to be safe in one.
void WaitForShutdownSignal();

// The same for some time at most; true if one has come.
bool WaitForShutdownSignal(absl::Duration time);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SHUTDOWN_SIGNAL_H_
