#include "common/server/exchange_call.h"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

#include "common/server/raw_method.h"
#include "common/server/runtime_fixture.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"

namespace sangam {
namespace {

using registry::v1::RegistryService;
using ImportRequest = registry::v1::ImportEntitiesRequest;
using ImportResponse = registry::v1::ImportEntitiesResponse;

// What a test and the exchanges of its calls share.
struct Seen {
  std::atomic<int> answered{0};
  std::atomic<int> gone{0};
  // Exchanges wait here before they answer, if it is set.
  std::atomic<bool> hold{false};
  // The same, and they don't ask whether the call is cancelled.
  std::atomic<bool> hold_firmly{false};
  std::atomic<int> prepared{0};
  // The most that was ever prepared beyond what was answered.
  std::atomic<int> most_ahead{0};
  // Preparing waits here, if it is set.
  std::atomic<bool> hold_preparing{false};
};

// Answers with the id of the request; does as told by some ids.
class Echo : public Exchange<ImportRequest, ImportResponse, std::string> {
 public:
  explicit Echo(Seen* seen) : seen_(*seen) {}
  ~Echo() override { ++seen_.gone; }

  std::string Prepare(const ImportRequest& request) const override {
    const int ahead = ++seen_.prepared - seen_.answered;
    seen_.most_ahead = std::max<int>(seen_.most_ahead, ahead);
    while (seen_.hold_preparing) std::this_thread::yield();
    if (request.request_id() == "throw early") {
      throw std::runtime_error("fault");
    }
    return request.request_id();
  }

  absl::StatusOr<ImportResponse> Answer(const CallContext& call,
                                        const ImportRequest& request,
                                        std::string& prepared) override {
    EXPECT_FALSE(call.request_id.empty());
    EXPECT_EQ(prepared, request.request_id());
    ++seen_.answered;
    while (seen_.hold && !call.cancelled()) std::this_thread::yield();
    while (seen_.hold_firmly) std::this_thread::yield();
    if (request.request_id() == "error") {
      return RevisionCompactedError("registry");
    }
    if (request.request_id() == "throw") throw std::runtime_error("fault");
    ImportResponse response;
    response.set_request_id(request.request_id());
    return response;
  }

 private:
  Seen& seen_;
};

class EchoService : public RegistryService::CallbackService {
 public:
  EchoService(ServerRuntime* runtime, Seen* seen)
      : runtime_(*runtime), seen_(*seen) {
    MarkMethodRawCallback(
        MethodIndex(RegistryService::service_full_name(), "ImportEntities"),
        RawMethod([this](grpc::CallbackServerContext* context) {
          return runtime_.Answer(context, std::make_unique<Echo>(&seen_));
        }));
  }

 private:
  ServerRuntime& runtime_;
  Seen& seen_;
};

class ExchangeCallTest : public RuntimeFixture {
 protected:
  using Caller = grpc::ClientReaderWriter<ImportRequest, ImportResponse>;

  ~ExchangeCallTest() override {
    seen_.hold = false;
    seen_.hold_firmly = false;
    seen_.hold_preparing = false;
    if (runtime_) runtime_->Shutdown();
    // With its workers, one of which may still prepare a request.
    runtime_.reset();
  }
  void StartAnswering() {
    options_.services.push_back(RegistryService::service_full_name());
    Make();
    service_ = std::make_unique<EchoService>(runtime_.get(), &seen_);
    runtime_->Register(service_.get());
    const absl::Status started = runtime_->Start();
    ASSERT_TRUE(started.ok()) << started;
    channel_ = NewChannel(absl::StrCat("127.0.0.1:", runtime_->port()));
    registry_stub_ = RegistryService::NewStub(channel_);
  }
  std::unique_ptr<Caller> Open(grpc::ClientContext* context) {
    context->set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    return registry_stub_->ImportEntities(context);
  }
  static bool Say(Caller& caller, const std::string& id,
                  size_t filler = size_t{0}) {
    ImportRequest request;
    request.set_request_id(id);
    if (filler > 0) {
      request.add_records()->set_place_title(std::string(filler, 'x'));
    }
    return caller.Write(request);
  }
  static std::string Hear(Caller& caller) {
    ImportResponse response;
    return caller.Read(&response) ? response.request_id() : "(the end)";
  }
  void WaitUntil(const std::function<bool()>& true_now) {
    const absl::Time give_up = absl::Now() + kPatience;
    while (!true_now() && absl::Now() < give_up) std::this_thread::yield();
    EXPECT_TRUE(true_now());
  }

  Seen seen_;
  std::unique_ptr<EchoService> service_;
  std::unique_ptr<RegistryService::Stub> registry_stub_;
};

TEST_F(ExchangeCallTest, AnswersEachMessageInOrderAndEndsWithTheCaller) {
  options_.park_time = absl::Hours(1);
  StartAnswering();
  grpc::ClientContext context;
  const auto caller = Open(&context);
  // One by one, and many ahead of the answers.
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(Say(*caller, absl::StrCat(i)));
    EXPECT_EQ(Hear(*caller), absl::StrCat(i));
  }
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(Say(*caller, absl::StrCat(i)));
  caller->WritesDone();
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Hear(*caller), absl::StrCat(i));
  EXPECT_EQ(Hear(*caller), "(the end)");
  EXPECT_TRUE(caller->Finish().ok());
  EXPECT_EQ(
      logger_.WaitForCall("OK")["method"],
      absl::StrCat(RegistryService::service_full_name(), "/ImportEntities"));
  WaitUntil([&] { return seen_.gone == 1; });
}

TEST_F(ExchangeCallTest, ACallerWhoSaysNothingHearsNothing) {
  StartAnswering();
  grpc::ClientContext context;
  const auto caller = Open(&context);
  caller->WritesDone();
  EXPECT_EQ(Hear(*caller), "(the end)");
  EXPECT_TRUE(caller->Finish().ok());
  EXPECT_EQ(seen_.answered, 0);
}

TEST_F(ExchangeCallTest, BytesThatAreNoMessageAreRefused) {
  StartAnswering();
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  // An unfinished field; a call of one message reads one answer.
  grpc::internal::RpcMethod method(
      "/sangam.registry.v1.RegistryService/ImportEntities",
      grpc::internal::RpcMethod::BIDI_STREAMING, channel_);
  std::unique_ptr<grpc::ClientReaderWriter<grpc::ByteBuffer, ImportResponse>>
      caller(grpc::internal::ClientReaderWriterFactory<
             grpc::ByteBuffer, ImportResponse>::Create(channel_.get(), method,
                                                       &context));
  const grpc::Slice slice("\x0a", 1);
  ASSERT_TRUE(caller->Write(grpc::ByteBuffer(&slice, 1)));
  caller->WritesDone();
  ImportResponse response;
  EXPECT_FALSE(caller->Read(&response));
  EXPECT_EQ(caller->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(seen_.answered, 0);
}

TEST_F(ExchangeCallTest, ErrorsEndTheCallAndWhatFollowsIsNotAnswered) {
  StartAnswering();
  for (const auto& [id, reason] :
       {std::pair{"error", type::v1::ERROR_REASON_REVISION_COMPACTED},
        std::pair{"throw", type::v1::ERROR_REASON_INTERNAL}}) {
    seen_.answered = 0;
    grpc::ClientContext context;
    const auto caller = Open(&context);
    Say(*caller, "first");
    Say(*caller, id);
    Say(*caller, "third");
    EXPECT_EQ(Hear(*caller), "first");
    EXPECT_EQ(Hear(*caller), "(the end)");
    EXPECT_EQ(ReasonOf(FromGrpcStatus(caller->Finish())), reason);
    EXPECT_EQ(seen_.answered, 2);
  }
}

TEST_F(ExchangeCallTest, AFastCallerCostsABoundedNumberOfMessages) {
  options_.max_receive_bytes = 4 << 20;
  StartAnswering();
  seen_.hold = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  std::atomic<int> sent{0};
  std::thread writer([&] {
    for (int i = 0; i < 64; ++i) {
      if (Say(*caller, "large", 1 << 20)) ++sent;
    }
    caller->WritesDone();
  });
  WaitUntil([&] { return seen_.answered == 1; });
  // Flow control holds the rest back at the caller.
  EXPECT_LT(sent, 64);
  seen_.hold = false;
  int heard = 0;
  while (Hear(*caller) == "large") ++heard;
  writer.join();
  EXPECT_EQ(heard, 64);
  EXPECT_TRUE(caller->Finish().ok());
}

TEST_F(ExchangeCallTest, OneRequestIsPreparedWhileAnotherIsAnswered) {
  StartAnswering();
  seen_.hold = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(Say(*caller, absl::StrCat(i)));
  caller->WritesDone();
  WaitUntil([&] { return seen_.answered == 1 && seen_.prepared == 2; });
  seen_.hold = false;
  for (int i = 0; i < 20; ++i) EXPECT_EQ(Hear(*caller), absl::StrCat(i));
  EXPECT_EQ(Hear(*caller), "(the end)");
  EXPECT_TRUE(caller->Finish().ok());
  EXPECT_EQ(seen_.prepared, 20);
  // An answer counts when it begins, which may be after the read does.
  EXPECT_LE(seen_.most_ahead, 2);
}

TEST_F(ExchangeCallTest, AFaultThatIsFoundAheadWaitsForTheAnswersBeforeIt) {
  StartAnswering();
  seen_.hold = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  Say(*caller, "throw early");
  Say(*caller, "third");
  WaitUntil([&] { return seen_.answered == 1 && seen_.prepared == 2; });
  seen_.hold = false;
  EXPECT_EQ(Hear(*caller), "first");
  EXPECT_EQ(Hear(*caller), "(the end)");
  EXPECT_EQ(ReasonOf(FromGrpcStatus(caller->Finish())),
            type::v1::ERROR_REASON_INTERNAL);
  EXPECT_EQ(seen_.answered, 1);
}

TEST_F(ExchangeCallTest, ACallMayEndWhileARequestIsPrepared) {
  StartAnswering();
  seen_.hold_preparing = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  WaitUntil([&] { return seen_.prepared == 1; });
  context.TryCancel();
  EXPECT_EQ(caller->Finish().error_code(), grpc::StatusCode::CANCELLED);
  logger_.WaitForCall("CANCELLED");
  EXPECT_EQ(seen_.gone, 0);
  seen_.hold_preparing = false;
  WaitUntil([&] { return seen_.gone == 1; });
  EXPECT_EQ(seen_.answered, 0);
}

TEST_F(ExchangeCallTest, CancellingEndsACallThatWaitsForItsCaller) {
  options_.park_time = absl::Hours(1);
  StartAnswering();
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  EXPECT_EQ(Hear(*caller), "first");
  context.TryCancel();
  EXPECT_EQ(caller->Finish().error_code(), grpc::StatusCode::CANCELLED);
  logger_.WaitForCall("CANCELLED");
  WaitUntil([&] { return seen_.gone == 1; });
}

TEST_F(ExchangeCallTest, CancellingReachesAnAnswerUnderWay) {
  StartAnswering();
  seen_.hold = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  WaitUntil([&] { return seen_.answered == 1; });
  context.TryCancel();
  WaitUntil([&] { return seen_.gone == 1; });
  caller->Finish();
}

TEST_F(ExchangeCallTest, AnAnswerThatGoesOnHoldsUpNoEnd) {
  StartAnswering();
  seen_.hold_firmly = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  Say(*caller, "second");
  WaitUntil([&] { return seen_.answered == 1 && seen_.prepared == 2; });
  context.TryCancel();
  EXPECT_EQ(caller->Finish().error_code(), grpc::StatusCode::CANCELLED);
  logger_.WaitForCall("CANCELLED");
  // It may still look at all that it was given.
  EXPECT_EQ(seen_.gone, 0);
  seen_.hold_firmly = false;
  WaitUntil([&] { return seen_.gone == 1; });
  EXPECT_EQ(seen_.answered, 1);
}

TEST_F(ExchangeCallTest, ShutdownWaitsForAnAnswerWhoseCallHasEnded) {
  StartAnswering();
  seen_.hold_firmly = true;
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  WaitUntil([&] { return seen_.answered == 1; });
  context.TryCancel();
  EXPECT_EQ(caller->Finish().error_code(), grpc::StatusCode::CANCELLED);
  std::thread later([&] {
    absl::SleepFor(absl::Milliseconds(100));
    EXPECT_EQ(seen_.gone, 0);
    seen_.hold_firmly = false;
  });
  runtime_->Shutdown();
  EXPECT_FALSE(seen_.hold_firmly);
  EXPECT_EQ(seen_.gone, 1);
  later.join();
}

TEST_F(ExchangeCallTest, TheCallersDeadlineEndsIt) {
  options_.park_time = absl::Hours(1);
  StartAnswering();
  grpc::ClientContext context;
  context.set_deadline(
      absl::ToChronoTime(absl::Now() + absl::Milliseconds(100)));
  const auto caller = registry_stub_->ImportEntities(&context);
  EXPECT_EQ(caller->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  WaitUntil([&] { return seen_.gone == 1; });
}

TEST_F(ExchangeCallTest, TooManyAreRefused) {
  options_.max_streams = 1;
  StartAnswering();
  grpc::ClientContext first, second;
  const auto caller = Open(&first);
  Say(*caller, "first");
  EXPECT_EQ(Hear(*caller), "first");
  const auto refused = Open(&second);
  EXPECT_EQ(ReasonOf(FromGrpcStatus(refused->Finish())),
            type::v1::ERROR_REASON_SERVER_BUSY);
  caller->WritesDone();
  EXPECT_TRUE(caller->Finish().ok());
}

TEST_F(ExchangeCallTest, ShutdownEndsCallsThatWaitForTheirCaller) {
  options_.park_time = absl::Hours(1);
  options_.drain_time = absl::Minutes(10);
  StartAnswering();
  grpc::ClientContext context;
  const auto caller = Open(&context);
  Say(*caller, "first");
  EXPECT_EQ(Hear(*caller), "first");
  runtime_->Shutdown();
  EXPECT_EQ(Hear(*caller), "(the end)");
  EXPECT_EQ(ReasonOf(FromGrpcStatus(caller->Finish())),
            type::v1::ERROR_REASON_SERVER_STOPPING);
  EXPECT_EQ(seen_.gone, 1);
}

TEST_F(ExchangeCallTest, ManyCallsWithAndWithoutAGoodEnd) {
  StartAnswering();
  std::vector<std::thread> callers;
  for (int thread = 0; thread < 4; ++thread) {
    callers.emplace_back([&, thread] {
      for (int i = 0; i < 50; ++i) {
        grpc::ClientContext context;
        const auto caller = Open(&context);
        for (int said = 0; said < (i + thread) % 5; ++said) {
          Say(*caller, "x");
          if (said % 2 == 0) Hear(*caller);
        }
        if (i % 2 == 0) {
          context.TryCancel();
        } else {
          caller->WritesDone();
          while (Hear(*caller) != "(the end)") {
          }
        }
        caller->Finish();
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  WaitUntil([&] { return seen_.gone == 200; });
}

}  // namespace
}  // namespace sangam
