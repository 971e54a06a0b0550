// Imports a made-up registry through gRPC, twice, and prints how fast that was
// as one line of JSON for each kind of record and each time.
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/server/channel.h"
#include "grpcpp/client_context.h"
#include "nlohmann/json.hpp"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "tests/population/population.h"

ABSL_FLAG(std::string, registry, "127.0.0.1:7401", "where the registry is");
ABSL_FLAG(int64_t, subjects, 100'000, "how large the made-up registry is");
ABSL_FLAG(uint64_t, seed, 1, "which one");
ABSL_FLAG(int, chunk, 1'000, "records a chunk");
ABSL_FLAG(int, rounds, 2, "how often the same is imported");
ABSL_FLAG(int, server_pid, 0,
          "the registry's process, to tell its processor time too");
ABSL_FLAG(int, database_pid, 0,
          "the first process of its PostgreSQL server, for the same");

namespace sangam::bench {
namespace {

using registry::v1::Entity;
using registry::v1::ImportEntitiesRequest;
using registry::v1::ImportEntitiesResponse;
using registry::v1::RegistryService;

constexpr int64_t kMaxChunkBytes = 500'000;
// Chunks that are on their way at once.
constexpr int kAhead = 4;

const char* KindOf(const Entity& entity) {
  if (entity.has_place()) return "places";
  if (entity.has_group()) {
    return entity.group().kind() == type::v1::SUBJECT_KIND_SHG ? "shgs"
                                                               : "federations";
  }
  return entity.has_enterprise() ? "enterprises" : "linkages";
}

struct Told {
  int64_t created = 0, updated = 0, unchanged = 0, rejected = 0, chunks = 0;
};

// One stream, whose answers another thread reads.
class Import {
 public:
  explicit Import(RegistryService::Stub& stub)
      : stream_(Open(stub)), reader_([this] { Read(); }) {}

  void Send(const ImportEntitiesRequest& request) {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(
          +[](Import* self) { return self->under_way_ < kAhead; }, this));
      ++under_way_;
    }
    if (!stream_->Write(request)) std::abort();
  }

  Told Finish() {
    stream_->WritesDone();
    reader_.join();
    const grpc::Status status = stream_->Finish();
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", status.error_message().c_str());
      std::abort();
    }
    return told_;
  }

 private:
  std::unique_ptr<
      grpc::ClientReaderWriter<ImportEntitiesRequest, ImportEntitiesResponse>>
  Open(RegistryService::Stub& stub) {
    // The registry may be about to start.
    context_.set_wait_for_ready(true);
    return stub.ImportEntities(&context_);
  }

  void Read() {
    ImportEntitiesResponse response;
    while (stream_->Read(&response)) {
      told_.created += response.created();
      told_.updated += response.updated();
      told_.unchanged += response.unchanged();
      told_.rejected += response.rejected_size();
      ++told_.chunks;
      for (const auto& rejected : response.rejected()) {
        std::fprintf(stderr, "%s\n", rejected.ShortDebugString().c_str());
        break;
      }
      absl::MutexLock lock(&mutex_);
      --under_way_;
    }
    absl::MutexLock lock(&mutex_);
    under_way_ = -1'000'000;
  }

  grpc::ClientContext context_;
  std::unique_ptr<
      grpc::ClientReaderWriter<ImportEntitiesRequest, ImportEntitiesResponse>>
      stream_;
  absl::Mutex mutex_;
  int under_way_ = 0;
  Told told_;
  std::thread reader_;
};

double Seconds() {
  return std::chrono::duration<double>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Processor time of a process so far, with that of children that have ended
// and were waited for.
double ProcessorSeconds(int pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/stat"));
  std::string text((std::istreambuf_iterator<char>(file)),
                   std::istreambuf_iterator<char>());
  const size_t end_of_name = text.rfind(')');
  if (end_of_name == std::string::npos) return 0;
  // The name of the program is in parentheses and may hold anything.
  std::istringstream fields(text.substr(end_of_name + 2));
  std::string field;
  for (int i = 0; i < 11; ++i) fields >> field;
  double ticks = 0, sum = 0;
  for (int i = 0; i < 4 && fields >> ticks; ++i) sum += ticks;
  return sum / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// The same of a process and its children, which PostgreSQL has one of for each
// connection and each task of its own.
double TreeSeconds(int pid) {
  double sum = ProcessorSeconds(pid);
  std::ifstream children(
      absl::StrCat("/proc/", pid, "/task/", pid, "/children"));
  for (int child = 0; children >> child;) sum += ProcessorSeconds(child);
  return sum;
}

// Processor time of all that takes part, in seconds; 0 where a process is not
// known.
struct Used {
  static Used Now() {
    const int server = absl::GetFlag(FLAGS_server_pid);
    const int database = absl::GetFlag(FLAGS_database_pid);
    return {server == 0 ? 0 : ProcessorSeconds(server),
            database == 0 ? 0 : TreeSeconds(database),
            ProcessorSeconds(getpid())};
  }

  double server = 0, database = 0, client = 0;
};

// Imports those of one kind. They are made beforehand, so that only the import
// is measured.
void Measure(RegistryService::Stub& stub, const std::string& kind,
             const std::vector<ImportEntitiesRequest>& chunks, int round) {
  int64_t records = 0;
  const double began = Seconds();
  const Used used_before = Used::Now();
  Import import(stub);
  for (const ImportEntitiesRequest& chunk : chunks) {
    ImportEntitiesRequest request = chunk;
    request.set_request_id(absl::StrCat(kind, "-", round, "-", records, "-",
                                        static_cast<int64_t>(began * 1000)));
    records += chunk.records_size();
    import.Send(request);
  }
  const Told told = import.Finish();
  const double took = Seconds() - began;
  const Used used = Used::Now();
  std::printf("%s\n",
              nlohmann::json(
                  {{"kind", kind},
                   {"round", round},
                   {"records", records},
                   {"seconds", took},
                   {"per_second", records / took},
                   {"server_seconds", used.server - used_before.server},
                   {"database_seconds", used.database - used_before.database},
                   {"client_seconds", used.client - used_before.client},
                   {"chunks", told.chunks},
                   {"created", told.created},
                   {"updated", told.updated},
                   {"unchanged", told.unchanged},
                   {"rejected", told.rejected}})
                  .dump()
                  .c_str());
  std::fflush(stdout);
}

int Main() {
  const auto stub =
      RegistryService::NewStub(NewChannel(absl::GetFlag(FLAGS_registry)));
  const population::Population population(
      {.seed = absl::GetFlag(FLAGS_seed),
       .subjects = absl::GetFlag(FLAGS_subjects)});
  for (int round = 1; round <= absl::GetFlag(FLAGS_rounds); ++round) {
    std::string kind;
    std::vector<ImportEntitiesRequest> chunks;
    const auto flush = [&] {
      if (!chunks.empty()) Measure(*stub, kind, chunks, round);
      chunks.clear();
    };
    int64_t bytes = 0;
    population.ForEach([&](const Entity& entity) {
      if (kind != KindOf(entity)) {
        flush();
        kind = KindOf(entity);
      }
      const int64_t size = entity.ByteSizeLong() + 24;
      if (chunks.empty() ||
          chunks.back().records_size() >= absl::GetFlag(FLAGS_chunk) ||
          bytes + size > kMaxChunkBytes) {
        chunks.emplace_back();
        bytes = 0;
      }
      bytes += size;
      auto* record = chunks.back().add_records();
      record->set_row(chunks.back().records_size());
      *record->mutable_entity() = entity;
    });
    flush();
  }
  return 0;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  return sangam::bench::Main();
}
