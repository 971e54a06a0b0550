// The gRPC adaptor of questions about models, problems and programmes.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_SERVICE_H_

#include <string>
#include <vector>

#include "absl/container/btree_set.h"
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
  // The clusters to show, none: all. One that no path names may have been
  // merged into one of theirs, so its present name is among them, too.
  absl::StatusOr<absl::btree_set<std::string>> WantedClusters(
      const v1::TrackProgrammeRequest& request,
      const scheme_catalog::v1::UpgradeProgramme& programme,
      const AnswerBasis& basis, const CallContext& call) const;
  // A subject and its linkages.
  struct Precedent {
    std::string name;
    std::vector<registry::v1::Linkage> linkages;
  };
  // Whoever goes by `subject` in the registry's newest state, which is at least
  // `at_least`. Of a name that nobody has, no linkages.
  absl::StatusOr<Precedent> ReadPrecedent(const std::string& subject,
                                          const StorePosition& at_least,
                                          const CallContext& call) const;
  // The date of the law where a request names none.
  absl::CivilDay Today() const;

  ServerRuntime& runtime_;
  const AnswerBasisReader& reader_;
  const RegistryRecords& records_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_SERVICE_H_
