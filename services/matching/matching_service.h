// The gRPC face of matching.
#ifndef SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_

#include "absl/status/statusor.h"
#include "common/server/server.h"
#include "sangam/matching/v1/matching_service.grpc.pb.h"
#include "services/matching/answer_basis.h"

namespace sangam::matching {

// Answers questions out of the states that they want: reads the request, reads
// what the answer needs, lets the engine reckon. Thread-safe; what it is made
// of outlives it.
class MatchingServiceImpl final : public v1::MatchingService::CallbackService {
 public:
  MatchingServiceImpl(ServerRuntime* runtime, const AnswerBasisReader* reader)
      : runtime_(*runtime), reader_(*reader) {}

  grpc::ServerUnaryReactor* MatchSchemes(
      grpc::CallbackServerContext* context,
      const v1::MatchSchemesRequest* request,
      v1::MatchSchemesResponse* response) override;
  grpc::ServerUnaryReactor* EvaluateRule(
      grpc::CallbackServerContext* context,
      const v1::EvaluateRuleRequest* request,
      v1::EvaluateRuleResponse* response) override;
  grpc::ServerUnaryReactor* TryScheme(grpc::CallbackServerContext* context,
                                      const v1::TrySchemeRequest* request,
                                      v1::TrySchemeResponse* response) override;

 private:
  absl::StatusOr<v1::MatchSchemesResponse> Match(
      const CallContext& call, const v1::MatchSchemesRequest& request) const;
  absl::StatusOr<v1::EvaluateRuleResponse> Evaluate(
      const CallContext& call, const v1::EvaluateRuleRequest& request) const;
  absl::StatusOr<v1::TrySchemeResponse> Try(
      const CallContext& call, const v1::TrySchemeRequest& request) const;
  // The date of the law where a request names none.
  absl::CivilDay Today() const;

  ServerRuntime& runtime_;
  const AnswerBasisReader& reader_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_
