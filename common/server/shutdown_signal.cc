#include "common/server/shutdown_signal.h"

#include <csignal>

namespace sangam {
namespace {

sigset_t ShutdownSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void KeepShutdownSignals() {
  const sigset_t signals = ShutdownSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  // A file at its size limit is an error to answer, not a reason to die.
  std::signal(SIGXFSZ, SIG_IGN);
}

void WaitForShutdownSignal() {
  const sigset_t signals = ShutdownSignals();
  int received = 0;
  // It fails only on a bad set; a stray wake-up must still not end the service.
  while (sigwait(&signals, &received) != 0) {
  }
}

bool WaitForShutdownSignal(absl::Duration time) {
  const sigset_t signals = ShutdownSignals();
  const timespec limit = absl::ToTimespec(time);
  return sigtimedwait(&signals, nullptr, &limit) > 0;
}

}  // namespace sangam
