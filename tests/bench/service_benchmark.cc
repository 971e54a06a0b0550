// The load on a sangam_matching process and on an echo server, and the owners
// that the former reads.
//
// Usage: service_benchmark --schemes=N [--attributes=40] [--at_once=N], then
// the commands
//   connect MATCHING ECHO  addresses; waits until matching has the schemes, and
//                          keeps its replies for the echo
//   match MS, echo MS      unary calls for so many milliseconds
//   empty MS               echo calls whose message is empty
//   batch MS SUBJECTS      BatchMatchSchemes, verdicts only, so many a call
//   change COUNT           publishes COUNT schemes one after the other, and
//                          measures answers before and meanwhile
#include <atomic>
#include <thread>

#include "absl/strings/numbers.h"
#include "common/clock/civil_date.h"
#include "common/server/channel.h"
#include "sangam/matching/v1/matching_service.grpc.pb.h"
#include "tests/bench/arguments.h"
#include "tests/bench/contender.h"
#include "tests/bench/load.h"
#include "tests/bench/workload_owners.h"
#include "tests/bench/workload_protos.h"

namespace sangam::bench {
namespace {

using matching::v1::BatchMatchSchemesRequest;
using matching::v1::BatchMatchSchemesResponse;
using matching::v1::MatchingService;
using matching::v1::MatchSchemesRequest;
using matching::v1::MatchSchemesResponse;
using nlohmann::json;

constexpr char kMatch[] = "/sangam.matching.v1.MatchingService/MatchSchemes";
constexpr char kEcho[] = "/sangam.bench.EchoService/Echo";
constexpr int kProfiles = 256;
constexpr int kExplained = 20;
constexpr int kBatchClients = 2;
constexpr int64_t kNanosOfMilli = 1'000'000;

class ServiceBenchmark {
 public:
  ServiceBenchmark(const WorkloadOptions& options, int schemes, int at_once)
      : workload_(options),
        schemes_(schemes),
        at_once_(at_once),
        owners_(workload_, schemes) {
    for (int i = 0; i < kProfiles; ++i) {
      MatchSchemesRequest& request = requests_.emplace_back();
      *request.mutable_profile() = ToProfile(workload_.Subject(i));
      *request.mutable_as_of() = ToDate(kAsOf);
      request.set_page_size(kExplained);
    }
  }

  int owners_port() const { return owners_.port(); }

  json Answer(const std::vector<std::string>& words) {
    int64_t number = 0;
    if (words[0] == "connect" && words.size() == 3) {
      return Connect(words[1], words[2]);
    }
    if (words.size() < 2 || !absl::SimpleAtoi(words[1], &number)) {
      Fail("no such command: " + words[0]);
    }
    if (words[0] == "match") {
      return Rate(KeepBusy<MatchSchemesRequest, MatchSchemesResponse>(
          matching_, kMatch, requests_, at_once_, number * kNanosOfMilli));
    }
    if (words[0] == "echo") {
      return Rate(KeepBusy<MatchSchemesResponse, MatchSchemesResponse>(
          echo_, kEcho, replies_, at_once_, number * kNanosOfMilli));
    }
    if (words[0] == "empty") {
      return Rate(KeepBusy<MatchSchemesResponse, MatchSchemesResponse>(
          echo_, kEcho, {MatchSchemesResponse()}, at_once_,
          number * kNanosOfMilli));
    }
    int64_t subjects = 0;
    if (words[0] == "batch" && words.size() == 3 &&
        absl::SimpleAtoi(words[2], &subjects)) {
      return Batch(number, static_cast<int>(subjects));
    }
    if (words[0] == "change") return Change(static_cast<int>(number));
    Fail("no such command: " + words[0]);
  }

 private:
  static json Rate(const std::vector<CallTimes>& calls) {
    const double seconds =
        static_cast<double>(calls.back().ended - calls.front().began) / 1e9;
    return {{"per_second", static_cast<double>(calls.size()) / seconds},
            {"median_us", LatencyMicros(calls, 0.5)},
            {"p99_us", LatencyMicros(calls, 0.99)}};
  }

  json Connect(const std::string& matching, const std::string& echo) {
    matching_ = NewChannel(matching);
    echo_ = NewChannel(echo);
    stub_ = MatchingService::NewStub(matching_);
    const int64_t limit = MonotonicNanos() + 120'000 * kNanosOfMilli;
    size_t request_bytes = 0;
    size_t reply_bytes = 0;
    replies_.clear();
    for (const MatchSchemesRequest& request : requests_) {
      MatchSchemesResponse reply;
      grpc::Status status;
      do {
        grpc::ClientContext context;
        context.set_wait_for_ready(true);
        status = stub_->MatchSchemes(&context, request, &reply);
        if (status.ok()) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
      } while (MonotonicNanos() < limit);
      if (!status.ok()) Fail("MatchSchemes: " + status.error_message());
      CheckReply(reply);
      request_bytes += request.ByteSizeLong();
      reply_bytes += reply.ByteSizeLong();
      replies_.push_back(std::move(reply));
    }
    return {{"request_bytes", request_bytes / requests_.size()},
            {"reply_bytes", reply_bytes / requests_.size()}};
  }

  void CheckReply(const MatchSchemesResponse& reply) const {
    const auto& counts = reply.counts();
    if (counts.eligible() + counts.needs_information() + counts.near_miss() +
            counts.ineligible() !=
        schemes_) {
      Fail("the counts do not add up to the schemes");
    }
    if (reply.matches_size() != kExplained) Fail("too few matches to explain");
    for (const auto& match : reply.matches()) {
      if (match.conditions().empty()) Fail("a match is not explained");
    }
  }

  json Batch(int64_t millis, int subjects) {
    BatchMatchSchemesRequest request;
    *request.mutable_as_of() = ToDate(kAsOf);
    request.set_detail(matching::v1::BATCH_DETAIL_VERDICTS);
    for (int i = 0; i < subjects; ++i) {
      *request.add_subjects()->mutable_profile() =
          requests_[i % kProfiles].profile();
    }
    std::atomic<int64_t> answered{0};
    std::atomic<int64_t> eligible{0};
    const int64_t began = MonotonicNanos();
    const int64_t end = began + millis * kNanosOfMilli;
    std::vector<std::thread> clients;
    for (int i = 0; i < kBatchClients; ++i) {
      clients.emplace_back([&] {
        while (MonotonicNanos() < end) {
          grpc::ClientContext context;
          auto reader = stub_->BatchMatchSchemes(&context, request);
          BatchMatchSchemesResponse part;
          int64_t results = 0;
          while (reader->Read(&part)) {
            for (const auto& result : part.results()) {
              if (result.has_error() || !result.has_planes()) {
                Fail("a subject of the batch has no verdicts");
              }
              eligible += result.counts().eligible();
            }
            results += part.results_size();
          }
          const grpc::Status status = reader->Finish();
          if (!status.ok()) Fail("batch: " + status.error_message());
          if (results != subjects) Fail("the batch lacks subjects");
          answered += results;
        }
      });
    }
    for (std::thread& client : clients) client.join();
    const double seconds = static_cast<double>(MonotonicNanos() - began) / 1e9;
    return {{"subjects_per_second", static_cast<double>(answered) / seconds},
            {"eligible_a_subject",
             static_cast<double>(eligible) / static_cast<double>(answered)}};
  }

  // Publishes one scheme and waits for an answer that knows it.
  CallTimes PublishOne() {
    CallTimes change;
    MatchSchemesRequest request = requests_[0];
    const int number = schemes_ + published_++;
    const WorkScheme scheme = workload_.Scheme(number);
    request.add_schemes(SchemeName(number));
    change.began = MonotonicNanos();
    request.mutable_read_at()->set_at_least_token(owners_.Publish(scheme));
    grpc::ClientContext context;
    MatchSchemesResponse reply;
    const grpc::Status status = stub_->MatchSchemes(&context, request, &reply);
    change.ended = MonotonicNanos();
    if (!status.ok()) Fail("after a change: " + status.error_message());
    const auto& counts = reply.counts();
    if (counts.eligible() + counts.needs_information() + counts.near_miss() +
            counts.ineligible() !=
        1) {
      Fail("the new scheme is not seen");
    }
    return change;
  }

  json Change(int count) {
    constexpr int64_t kInterval = 250 * kNanosOfMilli;
    const auto load = [this](int64_t nanos) {
      return KeepBusy<MatchSchemesRequest, MatchSchemesResponse>(
          matching_, kMatch, requests_, kBatchClients, nanos);
    };
    // Until the first is seen takes some 0.3 s after the long list, in which
    // nothing is compiled: what is called meanwhile is not disturbed, and would
    // flatter the rest.
    const CallTimes first = PublishOne();
    const auto before = load(count * kInterval);
    std::vector<CallTimes> changes;
    std::thread publisher([&] {
      for (int i = 0; i < count; ++i) {
        const int64_t began = MonotonicNanos();
        changes.push_back(PublishOne());
        const int64_t left = began + kInterval - MonotonicNanos();
        if (left > 0) {
          std::this_thread::sleep_for(std::chrono::nanoseconds(left));
        }
      }
    });
    const auto during = load(count * kInterval);
    publisher.join();
    // Only calls that a change overlaps.
    std::vector<CallTimes> meanwhile;
    for (const CallTimes& call : during) {
      for (const CallTimes& change : changes) {
        if (call.began < change.ended && change.began < call.ended) {
          meanwhile.push_back(call);
          break;
        }
      }
    }
    changes.push_back(first);
    return {{"visible_median_ms", LatencyMicros(changes, 0.5) / 1e3},
            {"visible_slowest_ms", LatencyMicros(changes, 1) / 1e3},
            {"calls_before", before.size()},
            {"calls_meanwhile", meanwhile.size()},
            {"p99_before_us", LatencyMicros(before, 0.99)},
            {"p99_meanwhile_us", LatencyMicros(meanwhile, 0.99)}};
  }

  const Workload workload_;
  const int schemes_;
  const int at_once_;
  WorkloadOwners owners_;
  int published_ = 0;
  std::vector<MatchSchemesRequest> requests_;
  std::vector<MatchSchemesResponse> replies_;
  std::shared_ptr<grpc::Channel> matching_;
  std::shared_ptr<grpc::Channel> echo_;
  std::unique_ptr<MatchingService::Stub> stub_;
};

int Main(int argc, char** argv) {
  const Arguments arguments(argc, argv, {"schemes", "attributes", "at_once"});
  WorkloadOptions options;
  options.attributes = static_cast<int>(arguments.Number("attributes", 40));
  ServiceBenchmark benchmark(
      options, static_cast<int>(arguments.Number("schemes", 2'000)),
      static_cast<int>(arguments.Number("at_once", 16)));
  TakeTurns({{"owners_port", benchmark.owners_port()}},
            [&benchmark](const std::vector<std::string>& words) {
              return benchmark.Answer(words);
            });
  return 0;
}

}  // namespace
}  // namespace sangam::bench

int main(int argc, char** argv) { return sangam::bench::Main(argc, argv); }
