#include "services/matching/lookup/redis_server_for_test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "services/matching/lookup/redis_connection.h"

namespace sangam::matching {
namespace {

constexpr char kProgram[] = "/usr/bin/redis-server";

[[noreturn]] void Fail(const char* what) {
  std::fprintf(stderr, "%s: %s\n", kProgram, what);
  std::abort();
}

int FreePort() {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) !=
          0) {
    Fail("no free port");
  }
  close(listener);
  return ntohs(address.sin_port);
}

}  // namespace

RedisServerForTest::RedisServerForTest() : port_(FreePort()) { Start(); }

RedisServerForTest::~RedisServerForTest() { Kill(); }

void RedisServerForTest::Start() {
  const std::string port = absl::StrCat(port_);
  process_ = fork();
  if (process_ == 0) {
    // The server must not outlive a test program that crashes.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    execl(kProgram, kProgram, "--port", port.c_str(), "--bind", "127.0.0.1",
          "--save", "", "--appendonly", "no", "--dir", "/tmp",
          static_cast<char*>(nullptr));
    _exit(127);
  }
  if (process_ < 0) Fail("fork failed");
  for (int tries = 0; !Answers(); ++tries) {
    int state = 0;
    if (tries == 1000 || waitpid(process_, &state, WNOHANG) == process_) {
      Fail("does not start; it comes with the package redis-server");
    }
    poll(nullptr, 0, 10);
  }
}

bool RedisServerForTest::Answers() const {
  return RedisConnection::Connect("127.0.0.1", port_, absl::Seconds(1), 1024)
      .ok();
}

void RedisServerForTest::Hang() { kill(process_, SIGSTOP); }

void RedisServerForTest::GoOn() { kill(process_, SIGCONT); }

void RedisServerForTest::Kill() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

void RedisServerForTest::Restart() {
  Kill();
  Start();
}

std::string RedisServerForTest::Command(
    const std::vector<absl::string_view>& arguments) const {
  auto connection = RedisConnection::Connect("127.0.0.1", port_,
                                             absl::Seconds(5), 1024 * 1024);
  if (!connection.ok()) Fail("does not answer");
  const auto reply = (*connection)->Call(arguments, absl::Seconds(5));
  if (!reply.ok()) Fail("does not answer");
  return reply->text.value_or("");
}

}  // namespace sangam::matching
