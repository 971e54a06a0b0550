#include "common/sql/postgres_test_server.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/sql/database.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

constexpr char kVersions[] = "/usr/lib/postgresql";
constexpr absl::Duration kStartPause = absl::Milliseconds(20);
constexpr int kStartAttempts = 1'500;

// Of the newest version; empty if there is none.
std::string ProgramFolder() {
  std::string newest;
  std::error_code error;
  for (const auto& version :
       std::filesystem::directory_iterator(kVersions, error)) {
    const std::filesystem::path folder = version.path() / "bin";
    if (std::filesystem::exists(folder / "initdb", error) &&
        folder.string() > newest) {
      newest = folder.string();
    }
  }
  return newest;
}

// Whom a root's server runs as; null for all others.
const passwd* OtherUser() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  return user != nullptr ? user : getpwnam("nobody");
}

// Between fork and exec.
[[noreturn]] void Become(const passwd* user, const std::string& log,
                         const std::vector<std::string>& command) {
  if (user != nullptr &&
      (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 ||
       setuid(user->pw_uid) != 0)) {
    _exit(126);
  }
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  const int in = open("/dev/null", O_RDONLY);
  if (out < 0 || in < 0) _exit(126);
  dup2(in, 0);
  dup2(out, 1);
  dup2(out, 2);
  // A test's signals are not the server's.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& word : command) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

pid_t Spawn(const std::string& log, const std::vector<std::string>& command) {
  const passwd* user = OtherUser();
  const pid_t pid = fork();
  if (pid == 0) Become(user, log, command);
  return pid;
}

}  // namespace

bool PostgresTestServer::Installed() { return !ProgramFolder().empty(); }

PostgresTestServer::PostgresTestServer() {
  status_ = Initialize();
  if (status_.ok()) status_ = Start();
}

PostgresTestServer::~PostgresTestServer() { Stop(SIGQUIT); }

absl::Status PostgresTestServer::Initialize() {
  if (!Installed()) return InternalFault("PostgreSQL is not installed");
  if (const passwd* user = OtherUser(); user != nullptr) {
    if (chown(folder_.File("").c_str(), user->pw_uid, user->pw_gid) != 0) {
      return InternalFault("the folder can't be given to the server's user");
    }
  }
  const pid_t pid =
      Spawn(folder_.File("initdb.log"),
            {absl::StrCat(ProgramFolder(), "/initdb"), "--no-sync",
             "--auth=trust", "--username=sangam", "--encoding=UTF8",
             "--locale=C.UTF-8", "-D", folder_.File("data")});
  int outcome = -1;
  waitpid(pid, &outcome, 0);
  if (outcome == 0) return absl::OkStatus();
  return InternalFault(
      absl::StrCat("initdb failed; see ", folder_.File("initdb.log")));
}

absl::Status PostgresTestServer::Start() {
  pid_ = Spawn(
      folder_.File("server.log"),
      {absl::StrCat(ProgramFolder(), "/postgres"), "-D", folder_.File("data"),
       "-k", folder_.File(""), "-c", "listen_addresses=", "-c", "fsync=off",
       "-c", "max_connections=60", "-c", "shared_buffers=16MB"});
  const StoreAddress address = AddressOf("postgres");
  for (int attempt = 0; attempt < kStartAttempts; ++attempt) {
    if (Database::Open(address, Database::Access::kReadWrite).ok()) {
      return absl::OkStatus();
    }
    if (waitpid(pid_, nullptr, WNOHANG) != 0) break;
    absl::SleepFor(kStartPause);
  }
  return InternalFault(
      absl::StrCat("the server did not start; see ", folder_.File("data")));
}

void PostgresTestServer::Stop(int signal) {
  if (pid_ <= 0) return;
  kill(pid_, SIGCONT);
  kill(pid_, signal);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

absl::Status PostgresTestServer::Restart(int signal) {
  Stop(signal);
  return Start();
}

StoreAddress PostgresTestServer::AddressOf(absl::string_view name) const {
  return *StoreAddress::Postgres(absl::StrCat(
      "postgresql:///", name, "?user=sangam&host=", folder_.File("")));
}

absl::StatusOr<StoreAddress> PostgresTestServer::CreateDatabase(
    absl::string_view name) {
  return CopyDatabase(AddressOf("template1"), name);
}

absl::StatusOr<StoreAddress> PostgresTestServer::CopyDatabase(
    const StoreAddress& from, absl::string_view name) {
  const absl::string_view url = from.text();
  const size_t begin = url.find("///") + 3;
  SANGAM_ASSIGN_OR_RETURN(
      const std::unique_ptr<Database> database,
      Database::Open(AddressOf("postgres"), Database::Access::kReadWrite));
  SANGAM_RETURN_IF_ERROR(database->Execute(
      absl::StrCat("CREATE DATABASE \"", name, "\" TEMPLATE \"",
                   url.substr(begin, url.find('?') - begin), "\"")));
  return AddressOf(name);
}

}  // namespace sangam::sql
