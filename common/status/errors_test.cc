#include "common/status/errors.h"

#include "common/status/grpc_status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(ErrorsTest, SurviveTheTripThroughGrpc) {
  const absl::Status sent = InvalidFieldsError(
      {{"group.members", "must not be negative"}, {"group.name", "is empty"}});
  const absl::Status received = FromGrpcStatus(ToGrpcStatus(sent));
  EXPECT_EQ(received, sent);
  EXPECT_EQ(ReasonOf(received), type::v1::ERROR_REASON_INVALID_FIELD);
  const auto violations = FieldViolationsOf(received);
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_EQ(violations[0].field, "group.members");
  EXPECT_EQ(violations[1].description, "is empty");
  EXPECT_EQ(received.message(),
            "group.members: must not be negative (and 1 more)");
}

TEST(ErrorsTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_TRUE(FromGrpcStatus(grpc::Status::OK).ok());
}

TEST(ErrorsTest, DetailsThatCannotBeReadAreDropped) {
  const absl::Status received = FromGrpcStatus(
      grpc::Status(grpc::StatusCode::ABORTED, "no", "\xff not a status"));
  EXPECT_EQ(received.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(received), type::v1::ERROR_REASON_UNSPECIFIED);
}

TEST(ErrorsTest, PrefixFieldsKeepsTheReason) {
  const absl::Status inner = InvalidFieldsError(
      {{"expression", "is empty"}}, type::v1::ERROR_REASON_INVALID_EXPRESSION);
  const absl::Status outer = PrefixFields(inner, "conditions[3]");
  EXPECT_EQ(FieldViolationsOf(outer)[0].field, "conditions[3].expression");
  EXPECT_EQ(ReasonOf(outer), type::v1::ERROR_REASON_INVALID_EXPRESSION);
  EXPECT_EQ(PrefixFields(NotFoundError("groups/x"), "p"),
            NotFoundError("groups/x"));
}

}  // namespace
}  // namespace sangam
