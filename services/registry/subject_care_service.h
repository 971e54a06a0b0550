// The gRPC adaptor of care for the register.
#ifndef SANGAM_SERVICES_REGISTRY_SUBJECT_CARE_SERVICE_H_
#define SANGAM_SERVICES_REGISTRY_SUBJECT_CARE_SERVICE_H_

#include "common/changelog/changelog.h"
#include "common/server/server.h"
#include "sangam/registry/v1/subject_care_service.grpc.pb.h"
#include "services/registry/domain/benefit_retention.h"
#include "services/registry/store/erasure_sweeper.h"

namespace sangam::registry {

// Hands each call on. The contract of every method is in
// subject_care_service.proto. Thread-safe; the runtime, the changelog and the
// sweeper outlive it.
class SubjectCareServiceAdaptor final
    : public v1::SubjectCareService::CallbackService {
 public:
  SubjectCareServiceAdaptor(ServerRuntime* runtime, Changelog* changelog,
                            const BenefitRetention& retention,
                            ErasureSweeper* sweeper)
      : runtime_(*runtime),
        changelog_(*changelog),
        retention_(retention),
        sweeper_(*sweeper) {}

  grpc::ServerUnaryReactor* FindDuplicates(
      grpc::CallbackServerContext* context,
      const v1::FindDuplicatesRequest* request,
      v1::FindDuplicatesResponse* response) override;
  grpc::ServerUnaryReactor* MergeSubjects(
      grpc::CallbackServerContext* context,
      const v1::MergeSubjectsRequest* request,
      v1::MergeSubjectsResponse* response) override;
  grpc::ServerUnaryReactor* EraseSubject(
      grpc::CallbackServerContext* context,
      const v1::EraseSubjectRequest* request,
      v1::EraseSubjectResponse* response) override;

 private:
  ServerRuntime& runtime_;
  Changelog& changelog_;
  const BenefitRetention retention_;
  ErasureSweeper& sweeper_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_SUBJECT_CARE_SERVICE_H_
