// A client that keeps a server busy with unary calls.
#ifndef SANGAM_TESTS_BENCH_LOAD_H_
#define SANGAM_TESTS_BENCH_LOAD_H_

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "tests/bench/contender.h"

namespace sangam::bench {

// One call: when it began and ended, by MonotonicNanos().
struct CallTimes {
  int64_t began = 0;
  int64_t ended = 0;
};

// Sends `requests` in turn for so long, always `at_once` of them under way on
// one connection and one thread, and reads each reply as the message it is. A
// call that fails ends the program. Returns all calls, in the order of their
// ends.
template <typename Request, typename Response>
std::vector<CallTimes> KeepBusy(std::shared_ptr<grpc::Channel> channel,
                                const std::string& method,
                                const std::vector<Request>& requests,
                                int at_once, int64_t nanos) {
  struct Slot {
    std::unique_ptr<grpc::ClientContext> context;
    std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> reader;
    // Reused, as a client that cares for speed does.
    Response response;
    grpc::Status status;
    int64_t began = 0;
  };
  grpc::TemplatedGenericStub<Request, Response> stub(std::move(channel));
  grpc::CompletionQueue queue;
  std::vector<Slot> slots(at_once);
  std::vector<CallTimes> calls;
  const int64_t end = MonotonicNanos() + nanos;
  size_t next = 0;
  const auto start = [&](Slot& slot) {
    slot.context = std::make_unique<grpc::ClientContext>();
    slot.began = MonotonicNanos();
    slot.reader = stub.PrepareUnaryCall(
        slot.context.get(), method, requests[next++ % requests.size()], &queue);
    slot.reader->StartCall();
    slot.reader->Finish(&slot.response, &slot.status, &slot);
  };
  for (Slot& slot : slots) start(slot);
  int under_way = at_once;
  void* tag = nullptr;
  bool ok = false;
  while (under_way > 0 && queue.Next(&tag, &ok)) {
    Slot& slot = *static_cast<Slot*>(tag);
    const int64_t now = MonotonicNanos();
    if (!slot.status.ok()) {
      Fail(absl::StrCat(method, ": ", slot.status.error_message()));
    }
    calls.push_back({slot.began, now});
    if (now < end) {
      start(slot);
    } else {
      --under_way;
    }
  }
  return calls;
}

// The value that `share` of the calls stay under; 0 of none.
inline double LatencyMicros(std::vector<CallTimes> calls, double share) {
  if (calls.empty()) return 0;
  std::sort(calls.begin(), calls.end(), [](const auto& a, const auto& b) {
    return a.ended - a.began < b.ended - b.began;
  });
  const auto& call =
      calls[static_cast<size_t>(static_cast<double>(calls.size() - 1) * share)];
  return static_cast<double>(call.ended - call.began) / 1e3;
}

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_LOAD_H_
