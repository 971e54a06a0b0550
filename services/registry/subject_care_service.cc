#include "services/registry/subject_care_service.h"

#include "services/registry/store/duplicate_search.h"
#include "services/registry/store/subject_erasure.h"
#include "services/registry/store/subject_merge.h"

namespace sangam::registry {

grpc::ServerUnaryReactor* SubjectCareServiceAdaptor::FindDuplicates(
    grpc::CallbackServerContext* context,
    const v1::FindDuplicatesRequest* request,
    v1::FindDuplicatesResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext&, const v1::FindDuplicatesRequest& request) {
        return registry::FindDuplicates(&changelog_, request);
      });
}

grpc::ServerUnaryReactor* SubjectCareServiceAdaptor::MergeSubjects(
    grpc::CallbackServerContext* context,
    const v1::MergeSubjectsRequest* request,
    v1::MergeSubjectsResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext& call, const v1::MergeSubjectsRequest& request) {
        return registry::MergeSubjects(&changelog_, request, call.principal,
                                       call.cancelled);
      });
}

grpc::ServerUnaryReactor* SubjectCareServiceAdaptor::EraseSubject(
    grpc::CallbackServerContext* context,
    const v1::EraseSubjectRequest* request,
    v1::EraseSubjectResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext& call, const v1::EraseSubjectRequest& request) {
        auto erased = registry::EraseSubject(
            &changelog_, request, call.principal, retention_, call.cancelled);
        // What is not done then is done later.
        if (erased.ok() && !request.validate_only()) {
          sweeper_.Sweep(sweeper_.AnswerWaits());
        }
        return erased;
      });
}

}  // namespace sangam::registry
