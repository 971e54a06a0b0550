#include "services/sangamctl/remote/import_caller.h"

#include <utility>

#include "absl/time/clock.h"
#include "common/server/channel.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/sangamctl/remote/refusal.h"

namespace sangam::sangamctl {
namespace {

// Enough that the registry never waits for us, and few enough to send again.
constexpr size_t kAhead = 3;
constexpr absl::Duration kPause = absl::Milliseconds(200);

bool MayPass(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsCancelled(status) ||
         ReasonOf(status) == type::v1::ERROR_REASON_SERVER_BUSY;
}

}  // namespace

ImportCaller::ImportCaller(const Settings& settings, const Clock& clock,
                           std::function<void(const Response&)> receive)
    : stub_(registry::v1::RegistryService::NewStub(
          NewChannel(settings.registry))),
      timeout_(settings.timeout),
      purpose_(settings.purpose),
      principal_(settings.principal),
      clock_(clock),
      receive_(std::move(receive)),
      last_answer_(clock.Now()) {}

ImportCaller::~ImportCaller() {
  if (stream_ == nullptr) return;
  stream_->context.TryCancel();
  Close().IgnoreError();
}

void ImportCaller::Open() {
  stream_ = std::make_unique<Stream>();
  grpc::ClientContext& context = stream_->context;
  if (!purpose_.empty()) context.AddMetadata("sangam-purpose", purpose_);
  if (!principal_.empty()) context.AddMetadata("sangam-principal", principal_);
  stream_->calls = stub_->ImportEntities(&context);
  // Answers are read as they come, so that neither side ever waits for the
  // other to read first.
  stream_->reader = std::thread([stream = stream_.get()] {
    Response response;
    while (stream->calls->Read(&response)) {
      absl::MutexLock lock(&stream->mutex);
      stream->answers.push_back(std::move(response));
    }
    absl::MutexLock lock(&stream->mutex);
    stream->ended = true;
  });
}

absl::Status ImportCaller::Close() {
  stream_->calls->WritesDone();
  stream_->reader.join();
  const grpc::Status status = stream_->calls->Finish();
  stream_ = nullptr;
  return FromGrpcStatus(status);
}

absl::Status ImportCaller::Send(const Request& chunk) {
  if (stream_ == nullptr) Open();
  SANGAM_RETURN_IF_ERROR(WaitFor(kAhead - 1));
  under_way_.push_back(chunk);
  // A write that fails has broken the stream, as the wait for its answer finds.
  stream_->calls->Write(under_way_.back());
  return absl::OkStatus();
}

absl::Status ImportCaller::WaitForAll() {
  return stream_ == nullptr ? absl::OkStatus() : WaitFor(0);
}

absl::Status ImportCaller::Finish() {
  if (stream_ == nullptr) return absl::OkStatus();
  SANGAM_RETURN_IF_ERROR(WaitFor(0));
  return Close();
}

absl::Status ImportCaller::WaitFor(size_t left) {
  while (under_way_.size() > left) {
    std::deque<Response> answers;
    bool ended = false;
    {
      const auto changed =
          [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(stream_->mutex) {
            return stream_->ended || !stream_->answers.empty();
          };
      absl::MutexLock lock(&stream_->mutex);
      stream_->mutex.Await(absl::Condition(&changed));
      answers.swap(stream_->answers);
      ended = stream_->ended;
    }
    for (const Response& answer : answers) {
      last_answer_ = clock_.Now();
      under_way_.pop_front();
      receive_(answer);
    }
    if (ended && under_way_.size() > left) SANGAM_RETURN_IF_ERROR(Reopen());
  }
  return absl::OkStatus();
}

absl::Status ImportCaller::Reopen() {
  absl::Status why = Close();
  // It ended well before it had answered all: it was stopped in between.
  if (why.ok()) why = OwnerUnavailableError("registry");
  if (!MayPass(why) || clock_.Now() - last_answer_ >= timeout_) return why;
  absl::SleepFor(kPause);
  Open();
  for (const Request& chunk : under_way_) stream_->calls->Write(chunk);
  return absl::OkStatus();
}

}  // namespace sangam::sangamctl
