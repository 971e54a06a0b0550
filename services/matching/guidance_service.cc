#include "services/matching/guidance_service.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/container/btree_set.h"
#include "absl/types/optional.h"
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
  SANGAM_ASSIGN_OR_RETURN(
      const absl::btree_set<std::string> wanted,
      WantedClusters(request, *programme->second, basis, call));
  v1::TrackProgrammeResponse response;
  ProgrammeProgress progress(*programme->second, *basis.guidance, basis.catalog,
                             question.as_of, request.language_code(),
                             &response);
  for (const auto& path : programme->second->paths()) {
    if (call.cancelled()) return DeadlineExceededError();
    AskedSubject asked;
    asked.name = &path.cluster();
    auto found = reader_.ReadBeside(basis, asked, question.states, call);
    if (!found.ok() && !absl::IsNotFound(found.status())) {
      return found.status();
    }
    PathCluster cluster;
    cluster.shown = wanted.empty() || wanted.contains(path.cluster()) ||
                    (found.ok() && wanted.contains(found->subject.name));
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
  absl::btree_map<std::string, Precedent> known;
  for (const v1::PrecedentReference& precedent : request.precedents()) {
    const std::string& subject = precedent.subject();
    if (!known.contains(subject)) {
      if (call.cancelled()) return DeadlineExceededError();
      SANGAM_ASSIGN_OR_RETURN(known[subject],
                              ReadPrecedent(subject, position, call));
    }
    const Precedent& read = known[subject];
    v1::PrecedentStory& story = *response.add_precedents();
    story = StoryOf(precedent, read.linkages);
    story.set_subject(read.name);
  }
  response.set_token(Token(position).Encode());
  return response;
}

absl::StatusOr<absl::btree_set<std::string>>
GuidanceServiceImpl::WantedClusters(
    const v1::TrackProgrammeRequest& request,
    const scheme_catalog::v1::UpgradeProgramme& programme,
    const AnswerBasis& basis, const CallContext& call) const {
  absl::btree_set<std::string> stated;
  for (const auto& path : programme.paths()) stated.insert(path.cluster());
  absl::btree_set<std::string> wanted;
  for (const std::string& name : request.clusters()) {
    wanted.insert(name);
    if (stated.contains(name)) continue;
    SANGAM_ASSIGN_OR_RETURN(
        const absl::optional<std::string> present,
        records_.FindPresentName(name, basis.subject.position, call));
    if (present) wanted.insert(*present);
  }
  return wanted;
}

absl::StatusOr<GuidanceServiceImpl::Precedent>
GuidanceServiceImpl::ReadPrecedent(const std::string& subject,
                                   const StorePosition& at_least,
                                   const CallContext& call) const {
  Precedent precedent;
  precedent.name = subject;
  SANGAM_ASSIGN_OR_RETURN(precedent.linkages,
                          records_.LinkagesOf(subject, at_least, call));
  // With a merge they go over to the survivor, so a name that has some is
  // nobody's second one.
  if (!precedent.linkages.empty()) return precedent;
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<std::string> present,
                          records_.FindPresentName(subject, at_least, call));
  if (!present || *present == subject) return precedent;
  precedent.name = *present;
  SANGAM_ASSIGN_OR_RETURN(precedent.linkages,
                          records_.LinkagesOf(*present, at_least, call));
  return precedent;
}

absl::CivilDay GuidanceServiceImpl::Today() const {
  return IndiaDay(runtime_.clock().Now());
}

}  // namespace sangam::matching
