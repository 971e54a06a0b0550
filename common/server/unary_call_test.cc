#include "common/server/unary_call.h"

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/server/runtime_fixture.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace sangam {
namespace {

class UnaryCallTest : public RuntimeFixture {
 protected:
  // One worker, which the first call holds until release_, and room for one
  // call that waits.
  void StartWithBusyWorker() {
    options_.worker_threads = 1;
    options_.queue_length = 1;
    Start();
    unary_->handler = [this](const CallContext&, const MatchRequest&) {
      if (++handled_ == 1) {
        entered_.Notify();
        release_.WaitForNotification();
      }
      return MatchResponse();
    };
    running_ = Send();
    ASSERT_TRUE(entered_.WaitForNotificationWithTimeout(kPatience));
  }

  // Two more calls: one waits in the queue, which is returned; the other one
  // is refused, which proves that the first is in the queue.
  std::unique_ptr<PendingCall> SendOneThatWaits() {
    auto one = Send();
    auto other = Send();
    const auto either = [&] {
      return one->done.HasBeenNotified() || other->done.HasBeenNotified();
    };
    absl::Mutex mutex;
    const absl::Time give_up = absl::Now() + kPatience;
    while (!either() && absl::Now() < give_up) {
      const absl::MutexLock lock(&mutex);
      mutex.AwaitWithTimeout(absl::Condition(&either), absl::Milliseconds(2));
    }
    if (one->done.HasBeenNotified()) std::swap(one, other);
    refusal_ = other->Wait();
    return one;
  }

  std::atomic<int> handled_{0};
  absl::Notification entered_;
  absl::Notification release_;
  std::unique_ptr<PendingCall> running_;
  absl::Status refusal_;
};

TEST_F(UnaryCallTest, AnswersWithWhatTheHandlerReturns) {
  Start();
  const auto call =
      Send([](PendingCall& call) { call.request.set_name("groups/umden"); });
  EXPECT_TRUE(call->Wait().ok()) << call->status;
  EXPECT_EQ(call->response.subject(), "groups/umden");
}

TEST_F(UnaryCallTest, ErrorsKeepTheirDetails) {
  Start();
  unary_->handler = [](const CallContext&, const MatchRequest&) {
    return InvalidFieldError("name", "is missing");
  };
  const auto call = Send();
  EXPECT_EQ(call->Wait().code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(FieldViolationsOf(call->status).size(), 1);
  EXPECT_EQ(FieldViolationsOf(call->status)[0].field, "name");
  EXPECT_EQ(logger_.WaitForCall("INVALID_ARGUMENT")["reason"], "INVALID_FIELD");
}

TEST_F(UnaryCallTest, ATextWithANulIsRefusedUnread) {
  Start();
  unary_->handler = [this](const CallContext&, const MatchRequest&) {
    ++handled_;
    return MatchResponse();
  };
  const auto call = Send([](PendingCall& call) {
    call.request.mutable_outside_id()->set_value(std::string("a\0b", 3));
  });
  EXPECT_EQ(call->Wait().code(), absl::StatusCode::kInvalidArgument);
  ASSERT_EQ(FieldViolationsOf(call->status).size(), 1);
  EXPECT_EQ(FieldViolationsOf(call->status)[0].field, "outside_id.value");
  EXPECT_EQ(handled_, 0);
}

TEST_F(UnaryCallTest, AFullQueueRefusesAtOnceAndSaysWhenToRetry) {
  StartWithBusyWorker();
  const auto waiting = SendOneThatWaits();
  EXPECT_EQ(refusal_.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refusal_), type::v1::ERROR_REASON_SERVER_BUSY);
  const auto retry =
      refusal_.GetPayload("type.googleapis.com/google.rpc.RetryInfo");
  google::rpc::RetryInfo info;
  ASSERT_TRUE(retry && info.ParseFromString(std::string(*retry)));
  EXPECT_EQ(info.retry_delay().nanos(), 200'000'000);
  release_.Notify();
  EXPECT_TRUE(running_->Wait().ok());
  EXPECT_TRUE(waiting->Wait().ok());
  EXPECT_EQ(handled_, 2);
}

TEST_F(UnaryCallTest, WhatExpiresInTheQueueIsNotRun) {
  FakeClock clock(absl::Now());
  options_.clock = &clock;
  StartWithBusyWorker();
  const auto waiting = SendOneThatWaits();
  // The caller set no deadline; the cap of the server counts.
  clock.Advance(options_.deadline_cap + absl::Seconds(1));
  release_.Notify();
  EXPECT_EQ(waiting->Wait().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(waiting->status),
            type::v1::ERROR_REASON_DEADLINE_EXCEEDED);
  EXPECT_TRUE(running_->Wait().ok());
  EXPECT_EQ(handled_, 1);
  runtime_->Shutdown();
}

TEST_F(UnaryCallTest, ACancelledCallLeavesTheQueueAndIsNotRun) {
  StartWithBusyWorker();
  const auto waiting = SendOneThatWaits();
  waiting->context.TryCancel();
  // While the only worker is still held.
  logger_.WaitForCall("CANCELLED");
  release_.Notify();
  EXPECT_EQ(waiting->Wait().code(), absl::StatusCode::kCancelled);
  EXPECT_TRUE(running_->Wait().ok());
  runtime_->Shutdown();
  EXPECT_EQ(handled_, 1);
}

TEST_F(UnaryCallTest, ARunningHandlerSeesTheCancellation) {
  Start();
  absl::Notification entered;
  std::atomic<bool> seen{false};
  unary_->handler = [&](const CallContext& call, const MatchRequest&) {
    entered.Notify();
    const absl::Time give_up = absl::Now() + kPatience;
    while (!call.cancelled() && absl::Now() < give_up)
      std::this_thread::yield();
    seen = call.cancelled();
    return MatchResponse();
  };
  const auto call = Send();
  ASSERT_TRUE(entered.WaitForNotificationWithTimeout(kPatience));
  call->context.TryCancel();
  logger_.WaitForCall("CANCELLED");
  EXPECT_TRUE(seen);
}

TEST_F(UnaryCallTest, TheSoonerDeadlineCounts) {
  options_.deadline_cap = absl::Seconds(30);
  Start();
  absl::Duration left;
  unary_->handler = [&](const CallContext& call, const MatchRequest&) {
    left = call.deadline - absl::Now();
    return MatchResponse();
  };
  EXPECT_TRUE(Send([](PendingCall& call) {
                call.context.set_deadline(
                    absl::ToChronoTime(absl::Now() + absl::Hours(1)));
              })
                  ->Wait()
                  .ok());
  EXPECT_LE(left, absl::Seconds(30));
  EXPECT_GT(left, absl::Seconds(5));
  EXPECT_TRUE(Send([](PendingCall& call) {
                call.context.set_deadline(
                    absl::ToChronoTime(absl::Now() + absl::Seconds(25)));
              })
                  ->Wait()
                  .ok());
  EXPECT_LE(left, absl::Seconds(26));
}

TEST_F(UnaryCallTest, AnEscapingExceptionIsAnErrorOfOneCall) {
  Start();
  unary_->handler = [](const CallContext&,
                       const MatchRequest&) -> absl::StatusOr<MatchResponse> {
    throw std::runtime_error("a secret of the store");
  };
  const auto call = Send();
  EXPECT_EQ(call->Wait().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(ReasonOf(call->status), type::v1::ERROR_REASON_INTERNAL);
  EXPECT_EQ(call->status.message().find("secret"), absl::string_view::npos);
  EXPECT_EQ(logger_.WaitForCall("INTERNAL")["fault"],
            std::string(call->status.message()));
  unary_->handler = [](const CallContext&,
                       const MatchRequest&) -> absl::StatusOr<MatchResponse> {
    throw 7;
  };
  EXPECT_EQ(Send()->Wait().code(), absl::StatusCode::kInternal);
}

TEST_F(UnaryCallTest, OversizeMessagesAreRefused) {
  Start();
  const auto call = Send([](PendingCall& call) {
    call.request.set_name(std::string((1 << 20) + 1, 'x'));
  });
  EXPECT_EQ(call->Wait().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(Send([](PendingCall& call) {
                call.request.set_name(std::string(1 << 19, 'x'));
              })
                  ->Wait()
                  .ok());
}

TEST_F(UnaryCallTest, OversizeMetadataIsRefused) {
  Start();
  const auto call = Send([](PendingCall& call) {
    call.context.AddMetadata("sangam-purpose", std::string(9 << 10, 'x'));
  });
  EXPECT_EQ(call->Wait().code(), absl::StatusCode::kResourceExhausted);
  // gRPC may close the caller's connection with it, as UNAVAILABLE says; the
  // server goes on.
  absl::Status next = Send()->Wait();
  while (next.code() == absl::StatusCode::kUnavailable) next = Send()->Wait();
  EXPECT_EQ(next, absl::OkStatus());
}

TEST_F(UnaryCallTest, RequestIdAndPurposeAreReadCleanedAndReturned) {
  Start();
  CallContext seen;
  unary_->handler = [&](const CallContext& call, const MatchRequest&) {
    seen.request_id = call.request_id;
    seen.purpose = call.purpose;
    return MatchResponse();
  };
  const auto call = Send([](PendingCall& call) {
    call.context.AddMetadata("x-request-id", "visit \"7\\");
    call.context.AddMetadata("sangam-purpose", "for 0000 1111 2222");
  });
  EXPECT_TRUE(call->Wait().ok());
  EXPECT_EQ(seen.request_id, "visit \"7\\");
  EXPECT_EQ(seen.purpose, "for **** **** ****");
  const auto& returned = call->context.GetServerInitialMetadata();
  ASSERT_EQ(returned.count("x-request-id"), 1);
  EXPECT_EQ(returned.find("x-request-id")->second, "visit \"7\\");
  const auto line = logger_.WaitForCall("OK");
  EXPECT_EQ(line["method"], UnaryServiceName() + "/MatchSchemes");
  EXPECT_EQ(line["request_id"], "visit \"7\\");
  EXPECT_EQ(line["purpose"], "for **** **** ****");
  EXPECT_EQ(line["reason"], "");
  EXPECT_TRUE(line["milliseconds"].is_number());
}

TEST_F(UnaryCallTest, ThePrincipalIsReadAndLogged) {
  Start();
  std::vector<std::string> seen;
  unary_->handler = [&](const CallContext& call, const MatchRequest&) {
    seen.push_back(call.principal);
    return MatchResponse();
  };
  EXPECT_TRUE(Send()->Wait().ok());
  EXPECT_TRUE(Send([](PendingCall& call) {
                call.context.AddMetadata("sangam-principal",
                                         "officer-2@dc_handloom.example");
              })
                  ->Wait()
                  .ok());
  EXPECT_THAT(seen, testing::ElementsAre("", "officer-2@dc_handloom.example"));
  EXPECT_EQ(logger_.WaitForCall("OK")["principal"], "");
}

TEST_F(UnaryCallTest, AMalformedPrincipalIsRefusedBeforeTheHandler) {
  Start();
  bool reached = false;
  unary_->handler = [&](const CallContext&, const MatchRequest&) {
    reached = true;
    return MatchResponse();
  };
  for (const std::string& principal :
       {std::string(), std::string("Officer"), std::string("an officer"),
        std::string(101, 'a'), std::string("0000-1111-2222")}) {
    const auto call = Send([&](PendingCall& call) {
      call.context.AddMetadata("sangam-principal", principal);
    });
    EXPECT_EQ(call->Wait().code(), absl::StatusCode::kInvalidArgument)
        << principal;
  }
  const auto twice = Send([](PendingCall& call) {
    call.context.AddMetadata("sangam-principal", "a");
    call.context.AddMetadata("sangam-principal", "b");
  });
  EXPECT_THAT(std::string(twice->Wait().message()),
              testing::HasSubstr("sangam-principal"));
  EXPECT_FALSE(reached);
}

TEST_F(UnaryCallTest, ARequestIdIsMadeWhereThereIsNone) {
  Start();
  const auto one = Send();
  const auto other = Send();
  EXPECT_TRUE(one->Wait().ok());
  EXPECT_TRUE(other->Wait().ok());
  const auto& metadata = one->context.GetServerInitialMetadata();
  const auto& others = other->context.GetServerInitialMetadata();
  ASSERT_EQ(metadata.count("x-request-id"), 1);
  EXPECT_EQ(metadata.find("x-request-id")->second.size(), 16);
  EXPECT_NE(metadata.find("x-request-id")->second,
            others.find("x-request-id")->second);
}

TEST_F(UnaryCallTest, ManyCallsAtOnceAllEnd) {
  options_.worker_threads = 4;
  Start();
  std::vector<std::unique_ptr<PendingCall>> calls;
  for (int i = 0; i < 400; ++i) {
    calls.push_back(Send());
    if (i % 3 == 0) calls.back()->context.TryCancel();
  }
  for (int i = 0; i < 400; ++i) {
    const absl::Status& status = calls[i]->Wait();
    EXPECT_TRUE(status.ok() || i % 3 == 0) << status;
  }
}

}  // namespace
}  // namespace sangam
