#include "services/sangamctl/remote/refusal.h"

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;

std::string ExplainAt(const absl::Status& status) {
  return Explain(status, Service::kRegistry, "127.0.0.1:7401",
                 absl::Seconds(10));
}

TEST(RefusalTest, AnUnreachableServiceIsNamedWithTheWayToStartIt) {
  const absl::Status status(absl::StatusCode::kUnavailable, "connect failed");
  EXPECT_EQ(ExitCodeOf(status), kExitUnreachable);
  EXPECT_EQ(ExplainAt(status),
            "the registry can't be reached at 127.0.0.1:7401; start it"
            " (sangam_registry --store=sqlite:registry.db"
            " --listen=127.0.0.1:7401) or give its address with --registry");
}

TEST(RefusalTest, AServiceThatSaysWhyItIsUnavailableIsQuoted) {
  const absl::Status status = OwnerUnavailableError("registry");
  EXPECT_EQ(ExitCodeOf(status), kExitUnreachable);
  EXPECT_EQ(ExplainAt(status), status.message());
}

TEST(RefusalTest, SilenceNamesTheTimeout) {
  const absl::Status status = DeadlineExceededError();
  EXPECT_EQ(ExitCodeOf(status), kExitUnreachable);
  EXPECT_THAT(ExplainAt(status), HasSubstr("within 10s"));
}

TEST(RefusalTest, EveryOffendingFieldHasItsLine) {
  const absl::Status status =
      InvalidFieldsError({{"name", "is bad"}, {"as_of", "too"}});
  EXPECT_EQ(ExitCodeOf(status), kExitRefused);
  EXPECT_EQ(ExplainAt(status), "name: is bad\nas_of: too");
}

TEST(RefusalTest, WhatDoesNotKnowTheCallIsNoServiceOfThisVersion) {
  const absl::Status unknown(absl::StatusCode::kUnimplemented, "");
  EXPECT_EQ(ExitCodeOf(unknown), kExitRefused);
  EXPECT_EQ(ExplainAt(unknown),
            "what listens at 127.0.0.1:7401 does not know this call: it is no"
            " registry of this version; check --registry");
  EXPECT_THAT(ExplainAt({absl::StatusCode::kUnimplemented, "unknown method"}),
              HasSubstr("(it says: unknown method)"));
}

TEST(RefusalTest, ARequestThatCanNotBeReadSaysSo) {
  EXPECT_EQ(ExplainAt({absl::StatusCode::kInvalidArgument,
                       "the request can't be decoded"}),
            "the request can't be decoded");
  EXPECT_EQ(ExplainAt({absl::StatusCode::kInvalidArgument, ""}),
            "the registry gives no reason: INVALID_ARGUMENT");
}

TEST(RefusalTest, OtherErrorsSayTheirMessage) {
  EXPECT_EQ(ExitCodeOf(NotFoundError("groups/a")), kExitRefused);
  EXPECT_THAT(ExplainAt(NotFoundError("groups/a")), HasSubstr("groups/a"));
  EXPECT_EQ(ExitCodeOf(InternalFault("x")), kExitInternal);
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), kExitOk);
}

}  // namespace
}  // namespace sangam::sangamctl
