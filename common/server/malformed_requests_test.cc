#include "common/server/malformed_requests.h"

#include <string>
#include <utility>
#include <vector>

#include "common/server/runtime_fixture.h"
#include "common/server/server_errors.h"
#include "gmock/gmock.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"

namespace sangam {
namespace {

constexpr char kMatchSchemes[] =
    "/sangam.matching.v1.MatchingService/MatchSchemes";
constexpr char kWatchCatalog[] =
    "/sangam.scheme_catalog.v1.SchemeCatalogService/WatchCatalog";

// A profile with another one under it, and so on.
std::string Nested(int levels) {
  MatchRequest request;
  type::v1::Profile* profile = request.mutable_profile();
  for (int i = 0; i < levels; ++i) {
    profile = profile->mutable_children()->add_profiles();
  }
  return request.SerializeAsString();
}

class MalformedRequestsTest : public RuntimeFixture {
 protected:
  struct Answer {
    absl::Status status;
    std::string request_id;
  };

  // Sends bytes as they are.
  Answer SendBytes(const std::string& method, const std::string& bytes) {
    grpc::GenericStub stub(channel_);
    grpc::ClientContext context;
    const grpc::Slice slice(bytes);
    const grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    Answer answer;
    absl::Notification done;
    stub.UnaryCall(&context, method, {}, &request, &response,
                   [&](const grpc::Status& status) {
                     answer.status = FromGrpcStatus(status);
                     done.Notify();
                   });
    EXPECT_TRUE(done.WaitForNotificationWithTimeout(kPatience));
    const auto& metadata = context.GetServerInitialMetadata();
    const auto id = metadata.find("x-request-id");
    if (id != metadata.end()) {
      answer.request_id = std::string(id->second.data(), id->second.size());
    }
    return answer;
  }
};

TEST_F(MalformedRequestsTest, AreRefusedWithDetails) {
  Start();
  MatchRequest request;
  request.set_name("groups/umden");
  const std::string well_formed = request.SerializeAsString();
  for (const auto& [method, bytes] :
       std::vector<std::pair<std::string, std::string>>{
           {kMatchSchemes, well_formed.substr(0, well_formed.size() - 1)},
           {kMatchSchemes, "\xFF\xFF"},
           {kMatchSchemes, "\x0A\x02\xC3\x28"},
           {kMatchSchemes, Nested(200)},
           {kWatchCatalog, "\x0A"},
           {kWatchCatalog, "\x0A\x02\xC3\x28"}}) {
    const Answer answer = SendBytes(method, bytes);
    EXPECT_EQ(answer.status, MalformedRequestError()) << method;
    EXPECT_FALSE(answer.request_id.empty());
  }
  EXPECT_EQ(ReasonOf(MalformedRequestError()),
            type::v1::ERROR_REASON_INVALID_FIELD);
  EXPECT_TRUE(SendBytes(kMatchSchemes, well_formed).status.ok());
  EXPECT_TRUE(SendBytes(kMatchSchemes, Nested(20)).status.ok());
}

TEST_F(MalformedRequestsTest, AreLoggedUnderTheirMethod) {
  Start();
  const Answer answer = SendBytes(kWatchCatalog, "\x0A");
  const nlohmann::json line = logger_.WaitForCall("INVALID_ARGUMENT");
  EXPECT_EQ(line["method"],
            "sangam.scheme_catalog.v1.SchemeCatalogService/WatchCatalog");
  EXPECT_EQ(line["reason"], "INVALID_FIELD");
  EXPECT_EQ(line["request_id"], answer.request_id);
}

TEST_F(MalformedRequestsTest, WhatProtobufSaysOfThemStaysInTheLog) {
  Start();
  testing::internal::CaptureStderr();
  SendBytes(kMatchSchemes, "\x0A\x02\xC3\x28");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(MalformedRequestsTest, AMethodThatIsNotThereStaysUnimplemented) {
  Start();
  const std::string service = "/sangam.matching.v1.MatchingService/";
  for (const auto& [method, bytes] :
       std::vector<std::pair<std::string, std::string>>{
           {service + "NoSuchMethod", ""},
           {service + "NoSuchMethod", "\xFF"},
           {"/no.Such/Method", "\xFF"},
           // In the contract, but without an implementation here.
           {service + "EvaluateRule", ""}}) {
    EXPECT_EQ(SendBytes(method, bytes).status.code(),
              absl::StatusCode::kUnimplemented)
        << method;
  }
}

TEST_F(MalformedRequestsTest, NothingAtAllIsAnEmptyMessage) {
  Start();
  EXPECT_TRUE(SendBytes(kMatchSchemes, "").status.ok());
}

}  // namespace
}  // namespace sangam
