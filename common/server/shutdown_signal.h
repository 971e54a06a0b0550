// SIGTERM and SIGINT as something to wait for.
#ifndef SANGAM_COMMON_SERVER_SHUTDOWN_SIGNAL_H_
#define SANGAM_COMMON_SERVER_SHUTDOWN_SIGNAL_H_

namespace sangam {

// Keeps both signals for WaitForShutdownSignal, in this thread and those that
// it starts from now on; so call it before there are threads. SIGPIPE is
// ignored from now on: a peer that goes away is an error of one write.
void KeepShutdownSignals();

// Returns when one of them has come. No handler runs, so nothing of what
// follows has to be safe in one.
void WaitForShutdownSignal();

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_SHUTDOWN_SIGNAL_H_
