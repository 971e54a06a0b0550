#include "services/matching/guidance_service.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "common/clock/civil_date.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/guidance/model_fit.h"
#include "services/matching/guidance/precedent_story.h"
#include "services/matching/guidance/problem_remedies.h"
#include "services/matching/guidance/programme_progress.h"
#include "services/matching/guidance_request.h"
#include "services/matching/request_digest.h"

namespace sangam::matching {
namespace {

// Says what the answer rests on; fails if that could not be read to the end.
template <typename Request, typename Response>
absl::Status Conclude(const AnswerBasis& basis,
                      const GuidanceQuestion& question, const Request& request,
                      Response* response) {
  SANGAM_RETURN_IF_ERROR(basis.subject.places->status());
  v1::Basis& told = *response->mutable_basis();
  *told.mutable_as_of() = ToDate(question.as_of);
  told.set_token(basis.token());
  told.set_engine_version(kEngineVersion);
  told.set_request_digest(RequestDigest(request));
  response->set_disclaimer(kDisclaimer);
  return absl::OkStatus();
}

SubjectGuidance GuidanceFor(const AnswerBasis& basis,
                            const GuidanceQuestion& question,
                            const std::string& language_code) {
  return SubjectGuidance(*basis.guidance, basis.catalog, basis.subject.subject,
                         *basis.subject.places, question.as_of, language_code);
}

}  // namespace

absl::StatusOr<v1::FitModelsResponse> GuidanceServiceImpl::Fit(
    const CallContext& call, const v1::FitModelsRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const GuidanceQuestion question,
                          ReadGuidanceRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  v1::FitModelsResponse response;
  SANGAM_RETURN_IF_ERROR(
      matching::FitModels(GuidanceFor(basis, question, request.language_code()),
                          request, &response));
  response.set_subject(basis.subject.subject.name);
  response.set_subject_title(basis.subject.subject.title);
  SANGAM_RETURN_IF_ERROR(Conclude(basis, question, request, &response));
  return response;
}

absl::StatusOr<v1::SuggestRemediesResponse> GuidanceServiceImpl::Suggest(
    const CallContext& call, const v1::SuggestRemediesRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const GuidanceQuestion question,
                          ReadGuidanceRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  v1::SuggestRemediesResponse response;
  SANGAM_RETURN_IF_ERROR(matching::SuggestRemedies(
      GuidanceFor(basis, question, request.language_code()), request,
      &response));
  response.set_subject(basis.subject.subject.name);
  response.set_subject_title(basis.subject.subject.title);
  SANGAM_RETURN_IF_ERROR(Conclude(basis, question, request, &response));
  return response;
}

absl::StatusOr<v1::TrackProgrammeResponse> GuidanceServiceImpl::Track(
    const CallContext& call, const v1::TrackProgrammeRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const GuidanceQuestion question,
                          ReadGuidanceRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  const auto& programmes = basis.guidance->contents().programmes;
  const auto programme = programmes.find(request.programme());
  if (programme == programmes.end()) return NotFoundError(request.programme());
  const absl::btree_set<std::string> wanted(request.clusters().begin(),
                                            request.clusters().end());
  v1::TrackProgrammeResponse response;
  ProgrammeProgress progress(*programme->second, *basis.guidance, basis.catalog,
                             question.as_of, request.language_code(),
                             &response);
  for (const auto& path : programme->second->paths()) {
    if (call.cancelled()) return DeadlineExceededError();
    AskedSubject asked;
    asked.name = &path.cluster();
    PathCluster cluster;
    cluster.shown = wanted.empty() || wanted.contains(path.cluster());
    auto found = reader_.ReadBeside(basis, asked, question.states, call);
    if (!found.ok() && !absl::IsNotFound(found.status())) {
      return found.status();
    }
    if (found.ok()) {
      cluster.subject = &found->subject;
      cluster.places = found->places.get();
      if (cluster.shown) {
        SANGAM_ASSIGN_OR_RETURN(
            cluster.record,
            records_.FindCluster(path.cluster(), basis.subject.position, call));
      }
    }
    progress.Add(path, cluster);
    if (found.ok()) SANGAM_RETURN_IF_ERROR(found->places->status());
  }
  progress.Finish();
  SANGAM_RETURN_IF_ERROR(Conclude(basis, question, request, &response));
  return response;
}

absl::StatusOr<v1::TellPrecedentsResponse> GuidanceServiceImpl::Tell(
    const CallContext& call, const v1::TellPrecedentsRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const GuidanceQuestion question,
                          ReadGuidanceRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  const StorePosition& position = basis.subject.position;
  v1::TellPrecedentsResponse response;
  // One subject may be a precedent of several schemes.
  absl::btree_map<std::string, std::vector<registry::v1::Linkage>> known;
  for (const v1::PrecedentReference& precedent : request.precedents()) {
    const std::string& subject = precedent.subject();
    if (!known.contains(subject)) {
      if (call.cancelled()) return DeadlineExceededError();
      SANGAM_ASSIGN_OR_RETURN(known[subject],
                              records_.LinkagesOf(subject, position, call));
    }
    *response.add_precedents() = StoryOf(precedent, known[subject]);
  }
  response.set_token(Token(position).Encode());
  return response;
}

absl::CivilDay GuidanceServiceImpl::Today() const {
  return IndiaDay(runtime_.clock().Now());
}

}  // namespace sangam::matching
