// The gRPC adaptor of questions about models, problems and programmes.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_SERVICE_H_

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/server/server.h"
#include "sangam/matching/v1/guidance_service.grpc.pb.h"
#include "services/matching/answer_basis.h"
#include "services/matching/lookup/registry_records.h"

namespace sangam::matching {

// The contract is in guidance_service.proto. Thread-safe; what it is made of
// outlives it.
class GuidanceServiceImpl final : public v1::GuidanceService::CallbackService {
 public:
  GuidanceServiceImpl(ServerRuntime* runtime, const AnswerBasisReader* reader,
                      const RegistryRecords* records)
      : runtime_(*runtime), reader_(*reader), records_(*records) {}

  grpc::ServerUnaryReactor* FitModels(
      grpc::CallbackServerContext* context, const v1::FitModelsRequest* request,
      v1::FitModelsResponse* response) override {
    return Unary(context, request, response, &GuidanceServiceImpl::Fit);
  }
  grpc::ServerUnaryReactor* SuggestRemedies(
      grpc::CallbackServerContext* context,
      const v1::SuggestRemediesRequest* request,
      v1::SuggestRemediesResponse* response) override {
    return Unary(context, request, response, &GuidanceServiceImpl::Suggest);
  }
  grpc::ServerUnaryReactor* TrackProgramme(
      grpc::CallbackServerContext* context,
      const v1::TrackProgrammeRequest* request,
      v1::TrackProgrammeResponse* response) override {
    return Unary(context, request, response, &GuidanceServiceImpl::Track);
  }
  grpc::ServerUnaryReactor* TellPrecedents(
      grpc::CallbackServerContext* context,
      const v1::TellPrecedentsRequest* request,
      v1::TellPrecedentsResponse* response) override {
    return Unary(context, request, response, &GuidanceServiceImpl::Tell);
  }

 private:
  template <typename Request, typename Response>
  using Answerer = absl::StatusOr<Response> (GuidanceServiceImpl::*)(
      const CallContext& call, const Request& request) const;

  // Answers a call by one of the methods below.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context,
                                  const Request* request, Response* response,
                                  Answerer<Request, Response> answerer) {
    return runtime_.Unary(
        context, request, response,
        [this, answerer](const CallContext& call, const Request& asked) {
          return (this->*answerer)(call, asked);
        });
  }

  absl::StatusOr<v1::FitModelsResponse> Fit(
      const CallContext& call, const v1::FitModelsRequest& request) const;
  absl::StatusOr<v1::SuggestRemediesResponse> Suggest(
      const CallContext& call, const v1::SuggestRemediesRequest& request) const;
  absl::StatusOr<v1::TrackProgrammeResponse> Track(
      const CallContext& call, const v1::TrackProgrammeRequest& request) const;
  absl::StatusOr<v1::TellPrecedentsResponse> Tell(
      const CallContext& call, const v1::TellPrecedentsRequest& request) const;
  // The date of the law where a request names none.
  absl::CivilDay Today() const;

  ServerRuntime& runtime_;
  const AnswerBasisReader& reader_;
  const RegistryRecords& records_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_SERVICE_H_
