// The gRPC face of matching.
#ifndef SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "common/server/server.h"
#include "sangam/matching/v1/matching_service.grpc.pb.h"
#include "services/matching/answer_basis.h"
#include "services/matching/coverage/coverage_analysis.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/coverage/eligible_list.h"
#include "services/matching/coverage/scheme_preview.h"
#include "services/matching/federation/federation_scan.h"
#include "services/matching/lookup/registry_records.h"

namespace sangam::matching {

// Answers questions out of the states that they want: reads the request, reads
// what the answer needs, lets the engine reckon. Thread-safe; what it is made
// of outlives it.
class MatchingServiceImpl final : public v1::MatchingService::CallbackService {
 public:
  MatchingServiceImpl(ServerRuntime* runtime, const AnswerBasisReader* reader,
                      const CoverageBasisReader* coverage,
                      const RegistryRecords* records)
      : runtime_(*runtime),
        reader_(*reader),
        coverage_(*coverage),
        records_(*records) {}

  grpc::ServerUnaryReactor* MatchSchemes(
      grpc::CallbackServerContext* context,
      const v1::MatchSchemesRequest* request,
      v1::MatchSchemesResponse* response) override {
    return Unary(context, request, response, &MatchingServiceImpl::Match);
  }
  grpc::ServerUnaryReactor* EvaluateRule(
      grpc::CallbackServerContext* context,
      const v1::EvaluateRuleRequest* request,
      v1::EvaluateRuleResponse* response) override {
    return Unary(context, request, response, &MatchingServiceImpl::Evaluate);
  }
  grpc::ServerUnaryReactor* TryScheme(
      grpc::CallbackServerContext* context, const v1::TrySchemeRequest* request,
      v1::TrySchemeResponse* response) override {
    return Unary(context, request, response, &MatchingServiceImpl::Try);
  }
  grpc::ServerUnaryReactor* ExplainMatch(
      grpc::CallbackServerContext* context,
      const v1::ExplainMatchRequest* request,
      v1::ExplainMatchResponse* response) override {
    return Unary(context, request, response, &MatchingServiceImpl::Explain);
  }
  grpc::ServerUnaryReactor* PlanConvergence(
      grpc::CallbackServerContext* context,
      const v1::PlanConvergenceRequest* request,
      v1::PlanConvergenceResponse* response) override {
    return Unary(context, request, response, &MatchingServiceImpl::Plan);
  }
  grpc::ServerUnaryReactor* AssessFederation(
      grpc::CallbackServerContext* context,
      const v1::AssessFederationRequest* request,
      v1::AssessFederationResponse* response) override {
    return Unary(context, request, response,
                 &MatchingServiceImpl::AssessOneFederation);
  }
  grpc::ServerWriteReactor<v1::AssessFederationsResponse>* AssessFederations(
      grpc::CallbackServerContext* context,
      const v1::AssessFederationsRequest* request) override {
    return AskAboutMany<FederationScan>(context, request);
  }
  grpc::ServerWriteReactor<v1::BatchMatchSchemesResponse>* BatchMatchSchemes(
      grpc::CallbackServerContext* context,
      const v1::BatchMatchSchemesRequest* request) override;
  grpc::ServerWriteReactor<v1::ListEligibleEntitiesResponse>*
  ListEligibleEntities(
      grpc::CallbackServerContext* context,
      const v1::ListEligibleEntitiesRequest* request) override {
    return AskAboutMany<EligibleList>(context, request);
  }
  grpc::ServerWriteReactor<v1::AnalyzeCoverageResponse>* AnalyzeCoverage(
      grpc::CallbackServerContext* context,
      const v1::AnalyzeCoverageRequest* request) override {
    return AskAboutMany<CoverageAnalysis>(context, request);
  }
  grpc::ServerWriteReactor<v1::PreviewSchemeResponse>* PreviewScheme(
      grpc::CallbackServerContext* context,
      const v1::PreviewSchemeRequest* request) override {
    return AskAboutMany<SchemePreview>(context, request);
  }

 private:
  template <typename Request, typename Response>
  using Answerer = absl::StatusOr<Response> (MatchingServiceImpl::*)(
      const CallContext& call, const Request& request) const;

  // Answers a unary call by one of the methods below.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context,
                                  const Request* request, Response* response,
                                  Answerer<Request, Response> answerer) {
    return runtime_.Unary(
        context, request, response,
        [this, answerer](const CallContext& call, const Request& request) {
          return (this->*answerer)(call, request);
        });
  }

  // Answers a streaming call about all subjects.
  template <typename Answer, typename Request>
  grpc::ServerWriteReactor<typename Answer::Message>* AskAboutMany(
      grpc::CallbackServerContext* context, const Request* request) {
    return runtime_.Stream(context, request,
                           std::make_unique<Answer>(request, &coverage_));
  }

  absl::StatusOr<v1::MatchSchemesResponse> Match(
      const CallContext& call, const v1::MatchSchemesRequest& request) const;
  absl::StatusOr<v1::EvaluateRuleResponse> Evaluate(
      const CallContext& call, const v1::EvaluateRuleRequest& request) const;
  absl::StatusOr<v1::TrySchemeResponse> Try(
      const CallContext& call, const v1::TrySchemeRequest& request) const;
  absl::StatusOr<v1::ExplainMatchResponse> Explain(
      const CallContext& call, const v1::ExplainMatchRequest& request) const;
  absl::StatusOr<v1::PlanConvergenceResponse> Plan(
      const CallContext& call, const v1::PlanConvergenceRequest& request) const;
  absl::StatusOr<v1::AssessFederationResponse> AssessOneFederation(
      const CallContext& call,
      const v1::AssessFederationRequest& request) const;
  // The date of the law where a request names none.
  absl::CivilDay Today() const;

  ServerRuntime& runtime_;
  const AnswerBasisReader& reader_;
  const CoverageBasisReader& coverage_;
  const RegistryRecords& records_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_
