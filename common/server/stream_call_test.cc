#include "common/server/stream_call.h"

#include <atomic>
#include <deque>
#include <stdexcept>

#include "common/server/runtime_fixture.h"

namespace sangam {
namespace {

// What a test and the sources of its streams share.
class Feed {
 public:
  // Sends `token` as a message, and wakes the streams.
  void Push(const std::string& token) {
    // Under the lock, as a hub may do it.
    const absl::MutexLock lock(&mutex_);
    tokens_.push_back(token);
    if (wake_) wake_();
  }
  void Take(std::function<void()> wake) {
    const absl::MutexLock lock(&mutex_);
    wake_ = std::move(wake);
  }
  absl::optional<std::string> Pop() {
    const absl::MutexLock lock(&mutex_);
    if (tokens_.empty()) return absl::nullopt;
    std::string token = tokens_.front();
    tokens_.pop_front();
    return token;
  }
  std::function<void()> wake() {
    const absl::MutexLock lock(&mutex_);
    return wake_;
  }
  void WaitUntilGone(int sources) {
    const auto gone = [&] { return gone_ >= sources; };
    const absl::MutexLock lock(&mutex_);
    EXPECT_TRUE(mutex_.AwaitWithTimeout(absl::Condition(&gone), kPatience));
  }
  void CountGone() {
    const absl::MutexLock lock(&mutex_);
    ++gone_;
  }

  std::atomic<int> asked{0};

 private:
  absl::Mutex mutex_;
  std::deque<std::string> tokens_;
  std::function<void()> wake_;
  int gone_ = 0;
};

class FeedSource : public StreamSource<WatchResponse> {
 public:
  explicit FeedSource(Feed* feed) : feed_(*feed) {}
  ~FeedSource() override { feed_.CountGone(); }

  void OnStart(std::function<void()> wake) override {
    feed_.Take(std::move(wake));
  }
  absl::StatusOr<absl::optional<WatchResponse>> Next(
      const CallContext& call) override {
    EXPECT_FALSE(call.request_id.empty());
    ++feed_.asked;
    const auto token = feed_.Pop();
    if (!token) return absl::optional<WatchResponse>();
    if (*token == "end") return EndOfStream();
    if (*token == "error") return RevisionCompactedError("scheme_catalog");
    if (*token == "throw") throw std::runtime_error("fault");
    WatchResponse message;
    message.set_token(*token);
    return absl::optional<WatchResponse>(std::move(message));
  }

 private:
  Feed& feed_;
};

class StreamCallTest : public RuntimeFixture {
 protected:
  ~StreamCallTest() override {
    if (runtime_) runtime_->Shutdown();
  }
  void StartFeeding() {
    Start();
    stream_->make_source = [this] {
      return std::make_unique<FeedSource>(&feed_);
    };
  }
  std::unique_ptr<grpc::ClientReader<WatchResponse>> Open(
      grpc::ClientContext* context) {
    context->set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    return stream_stub_->WatchCatalog(context, WatchRequest());
  }

  Feed feed_;
};

TEST_F(StreamCallTest, SendsInOrderWhatWakesBring) {
  options_.park_time = absl::Hours(1);
  StartFeeding();
  grpc::ClientContext context;
  feed_.Push("first");
  const auto reader = Open(&context);
  WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  EXPECT_EQ(message.token(), "first");
  for (int i = 0; i < 200; ++i) {
    feed_.Push(absl::StrCat(i));
    if (i % 2 == 0) continue;
    for (const int expected : {i - 1, i}) {
      ASSERT_TRUE(reader->Read(&message));
      EXPECT_EQ(message.token(), absl::StrCat(expected));
    }
  }
  feed_.Push("end");
  EXPECT_FALSE(reader->Read(&message));
  EXPECT_TRUE(reader->Finish().ok());
  feed_.WaitUntilGone(1);
  EXPECT_EQ(logger_.WaitForCall("OK")["method"],
            StreamServiceName() + "/WatchCatalog");
}

TEST_F(StreamCallTest, ATextWithANulIsRefusedUnread) {
  StartFeeding();
  feed_.Push("first");
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  WatchRequest request;
  request.set_resume_token(std::string(1, '\0'));
  const auto reader = stream_stub_->WatchCatalog(&context, request);
  WatchResponse message;
  EXPECT_FALSE(reader->Read(&message));
  const absl::Status status = FromGrpcStatus(reader->Finish());
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(FieldViolationsOf(status).size(), 1);
  EXPECT_EQ(FieldViolationsOf(status)[0].field, "resume_token");
  feed_.WaitUntilGone(1);
  EXPECT_EQ(feed_.asked, 0);
}

TEST_F(StreamCallTest, AsksAgainWithoutAWake) {
  options_.park_time = absl::Milliseconds(1);
  StartFeeding();
  grpc::ClientContext context;
  const auto reader = Open(&context);
  const absl::Time give_up = absl::Now() + kPatience;
  while (feed_.asked < 5 && absl::Now() < give_up) std::this_thread::yield();
  EXPECT_GE(feed_.asked, 5);
}

TEST_F(StreamCallTest, CancellingEndsAParkedStream) {
  options_.park_time = absl::Hours(1);
  StartFeeding();
  grpc::ClientContext context;
  feed_.Push("first");
  const auto reader = Open(&context);
  WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  context.TryCancel();
  feed_.WaitUntilGone(1);
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  logger_.WaitForCall("CANCELLED");
  // A wake that comes too late finds nothing.
  feed_.wake()();
}

TEST_F(StreamCallTest, TheCallersDeadlineEndsIt) {
  options_.park_time = absl::Hours(1);
  StartFeeding();
  grpc::ClientContext context;
  context.set_deadline(
      absl::ToChronoTime(absl::Now() + absl::Milliseconds(100)));
  const auto reader = stream_stub_->WatchCatalog(&context, WatchRequest());
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  feed_.WaitUntilGone(1);
}

TEST_F(StreamCallTest, ErrorsOfTheSourceReachTheCaller) {
  StartFeeding();
  grpc::ClientContext context;
  feed_.Push("error");
  absl::Status status = FromGrpcStatus(Open(&context)->Finish());
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_REVISION_COMPACTED);
  EXPECT_EQ(status.code(), absl::StatusCode::kOutOfRange);
  grpc::ClientContext other;
  feed_.Push("throw");
  status = FromGrpcStatus(Open(&other)->Finish());
  EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_INTERNAL);
}

TEST_F(StreamCallTest, ASlowReaderCostsABoundedNumberOfMessages) {
  StartFeeding();
  const std::string large(256 << 10, 'x');
  for (int i = 0; i < 64; ++i) feed_.Push(large);
  grpc::ClientContext context;
  const auto reader = Open(&context);
  WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  // Flow control holds the rest back: it is still in the feed.
  EXPECT_LT(feed_.asked, 64);
  int read = 1;
  while (read < 64 && reader->Read(&message)) ++read;
  EXPECT_EQ(read, 64);
}

TEST_F(StreamCallTest, TooManyStreamsAreRefusedAndPlacesComeFree) {
  options_.max_streams = 1;
  StartFeeding();
  grpc::ClientContext first, second, third;
  feed_.Push("first");
  const auto reader = Open(&first);
  WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  const absl::Status refused = FromGrpcStatus(Open(&second)->Finish());
  EXPECT_EQ(ReasonOf(refused), type::v1::ERROR_REASON_SERVER_BUSY);
  first.TryCancel();
  feed_.WaitUntilGone(2);
  // A source is gone a moment before its place is free.
  feed_.Push("third");
  for (int attempt = 0; attempt < 1000; ++attempt) {
    grpc::ClientContext again;
    const auto next = Open(&again);
    if (next->Read(&message)) {
      EXPECT_EQ(message.token(), "third");
      again.TryCancel();
      return;
    }
  }
  ADD_FAILURE() << "the place did not come free";
}

TEST_F(StreamCallTest, ShutdownEndsOpenStreamsSoon) {
  options_.park_time = absl::Hours(1);
  options_.drain_time = absl::Minutes(10);
  StartFeeding();
  grpc::ClientContext context;
  feed_.Push("first");
  const auto reader = Open(&context);
  WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  // The deadline of the call, far less than the drain time, would fail this.
  runtime_->Shutdown();
  EXPECT_FALSE(reader->Read(&message));
  EXPECT_EQ(ReasonOf(FromGrpcStatus(reader->Finish())),
            type::v1::ERROR_REASON_SERVER_STOPPING);
  feed_.WaitUntilGone(1);
}

TEST_F(StreamCallTest, ShutdownAlsoEndsAStreamWhoseReaderHangs) {
  options_.drain_time = absl::Milliseconds(400);
  StartFeeding();
  for (int i = 0; i < 64; ++i) feed_.Push(std::string(256 << 10, 'x'));
  grpc::ClientContext context;
  const auto reader = Open(&context);
  WatchResponse message;
  ASSERT_TRUE(reader->Read(&message));
  runtime_->Shutdown();
  feed_.WaitUntilGone(1);
  reader->Finish();
}

TEST_F(StreamCallTest, ManyStreamsWithWakesAndCancellations) {
  options_.max_streams = 64;
  StartFeeding();
  options_.park_time = absl::Milliseconds(1);
  std::atomic<bool> stop{false};
  std::thread pusher([&] {
    while (!stop) {
      feed_.Push("x");
      std::this_thread::yield();
    }
  });
  std::vector<std::thread> clients;
  for (int client = 0; client < 4; ++client) {
    clients.emplace_back([&, client] {
      for (int i = 0; i < 100; ++i) {
        grpc::ClientContext context;
        const auto reader = Open(&context);
        WatchResponse message;
        for (int read = 0; read < (i + client) % 4; ++read) {
          reader->Read(&message);
        }
        context.TryCancel();
        reader->Finish();
      }
    });
  }
  for (std::thread& client : clients) client.join();
  stop = true;
  pusher.join();
  feed_.WaitUntilGone(300);
}

}  // namespace
}  // namespace sangam
