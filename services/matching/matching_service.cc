#include "services/matching/matching_service.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/clock/civil_date.h"
#include "common/clock/clock.h"
#include "common/status/macros.h"
#include "services/matching/assessed_body_reader.h"
#include "services/matching/batch_stream.h"
#include "services/matching/engine/known_names.h"
#include "services/matching/engine/match_explanation.h"
#include "services/matching/engine/rule_evaluation.h"
#include "services/matching/engine/scheme_trial.h"
#include "services/matching/explain_request.h"
#include "services/matching/federation/federation_assessment.h"
#include "services/matching/federation_request.h"
#include "services/matching/match_errors.h"
#include "services/matching/match_request.h"
#include "services/matching/plan_request.h"
#include "services/matching/planning/convergence_planner.h"
#include "services/matching/promised_grant_reader.h"
#include "services/matching/request_digest.h"
#include "services/matching/stale_facts.h"
#include "services/matching/trial_request.h"

namespace sangam::matching {
namespace {

// What of a call's time a plan leaves for telling it.
constexpr absl::Duration kTimeToAnswer = absl::Milliseconds(200);

// Reads on from where the page before ended; fails if that is a page of another
// request.
absl::Status ContinueList(const absl::optional<PageToken>& page,
                          const std::string& question_digest,
                          MatchQuestion& question) {
  if (!page) return absl::OkStatus();
  if (page->question_digest != question_digest) {
    return PageTokenOfAnotherRequestError();
  }
  question.query.offset = page->offset;
  if (!page->read_token.empty()) {
    SANGAM_ASSIGN_OR_RETURN(question.states,
                            ExactStates(page->read_token, "page_token"));
  }
  return absl::OkStatus();
}

// Says what the answer rests on; fails if that could not be read to the end.
template <typename Request>
absl::Status Conclude(const AnswerBasis& basis, const Request& request,
                      v1::Basis* told) {
  SANGAM_RETURN_IF_ERROR(basis.subject.places->status());
  told->set_token(basis.token());
  told->set_request_digest(RequestDigest(request));
  return absl::OkStatus();
}

}  // namespace

grpc::ServerWriteReactor<v1::BatchMatchSchemesResponse>*
MatchingServiceImpl::BatchMatchSchemes(
    grpc::CallbackServerContext* context,
    const v1::BatchMatchSchemesRequest* request) {
  return runtime_.Stream(context, request,
                         std::make_unique<BatchStream>(
                             &reader_, &runtime_.clock(), request, Today()));
}

absl::StatusOr<v1::MatchSchemesResponse> MatchingServiceImpl::Match(
    const CallContext& call, const v1::MatchSchemesRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(MatchQuestion question,
                          ReadMatchRequest(request, Today()));
  PageToken list;
  list.question_digest = QuestionDigest(request);
  SANGAM_RETURN_IF_ERROR(
      ContinueList(question.page, list.question_digest, question));
  SANGAM_ASSIGN_OR_RETURN(
      AnswerBasis basis,
      reader_.Read(SubjectOf(request), question.states, call));
  SANGAM_RETURN_IF_ERROR(
      CheckPriorities(request, basis.catalog.snapshot->dictionary()));

  basis.subject.ranking.as_of = question.query.as_of;
  basis.subject.ranking.catalog = basis.catalog_position;
  list.state_digest = StateDigest(basis.subject.ranking);
  if (question.page && question.page->state_digest != list.state_digest) {
    return PageTokenOutdatedError();
  }
  KnownNames names(basis.catalog.snapshot.get());
  names.CheckSchemes(request.schemes());
  names.CheckDepartments(request.departments());
  SANGAM_RETURN_IF_ERROR(names.ToStatus());
  v1::MatchSchemesResponse response;
  if (question.stale_after_months > 0) {
    for (std::string& path : ForgetStaleFacts(
             basis.subject.facts, question.query.as_of,
             question.stale_after_months, &basis.subject.subject)) {
      response.add_stale_fields(std::move(path));
    }
  }
  const size_t listed_in_all = matching::MatchEncoded(
      *basis.catalog.tables, basis.catalog.index.get(), basis.subject.subject,
      *basis.subject.places, question.query, &response);
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  // The response may not show its matches.
  list.offset = question.query.offset + question.query.limit;
  if (list.offset < listed_in_all) {
    if (request.read_at().has_known_at()) list.read_token = basis.token();
    response.set_next_page_token(EncodePageToken(list));
  }
  return response;
}

absl::StatusOr<v1::EvaluateRuleResponse> MatchingServiceImpl::Evaluate(
    const CallContext& call, const v1::EvaluateRuleRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const TrialQuestion question,
                          ReadTrialRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  SANGAM_ASSIGN_OR_RETURN(
      v1::EvaluateRuleResponse response,
      EvaluateRuleText(
          *basis.catalog.snapshot, request.expression(),
          question.subject.IsNobody() ? nullptr : &basis.subject.subject,
          *basis.subject.places, question.query.as_of,
          question.query.language_code));
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  return response;
}

absl::StatusOr<v1::TrySchemeResponse> MatchingServiceImpl::Try(
    const CallContext& call, const v1::TrySchemeRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const TrialQuestion question,
                          ReadTrialRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  SANGAM_ASSIGN_OR_RETURN(
      v1::TrySchemeResponse response,
      TryVersion(*basis.catalog.tables, basis.catalog.index.get(),
                 request.has_scheme() ? &request.scheme() : nullptr,
                 request.scheme_version(), basis.subject.subject,
                 *basis.subject.places, question.query));
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  return response;
}

absl::StatusOr<v1::ExplainMatchResponse> MatchingServiceImpl::Explain(
    const CallContext& call, const v1::ExplainMatchRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const ExplainQuestion question,
                          ReadExplainRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  SANGAM_ASSIGN_OR_RETURN(
      v1::ExplainMatchResponse response,
      ExplainScheme(*basis.catalog.tables, basis.catalog.index.get(),
                    request.scheme(), basis.subject.subject,
                    *basis.subject.places, question.query));
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  return response;
}

absl::StatusOr<v1::PlanConvergenceResponse> MatchingServiceImpl::Plan(
    const CallContext& call, const v1::PlanConvergenceRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const PlanRequest read,
                          ReadPlanRequest(request, Today()));
  // A plan keeps a core busy as an answer about the past does.
  std::unique_ptr<PastAnswerLimit::Permit> permit;
  if (!read.states.NamesPast()) {
    SANGAM_ASSIGN_OR_RETURN(permit, reader_.EnterPast(call));
  }
  SANGAM_ASSIGN_OR_RETURN(const AnswerBasis basis,
                          reader_.Read(read.subject, read.states, call));
  std::vector<FoundSubject> applicants;
  for (const AskedSubject& asked : read.applicants) {
    SANGAM_ASSIGN_OR_RETURN(
        applicants.emplace_back(),
        reader_.ReadBeside(basis, asked, read.states, call));
  }
  PlanQuestion question{request.terms(),
                        {},
                        read.as_of,
                        request.language_code(),
                        call.deadline - kTimeToAnswer,
                        call.cancelled};
  question.participants.push_back(
      {"", &basis.subject.subject, basis.subject.places.get()});
  for (size_t i = 0; i < applicants.size(); ++i) {
    question.participants.push_back(
        {request.terms().applicants(static_cast<int>(i)).id(),
         &applicants[i].subject, applicants[i].places.get()});
  }
  SANGAM_ASSIGN_OR_RETURN(
      question.promised,
      PromisedGrantReader(records_, reader_, basis, read.states, call)
          .Read(question, request.plan()));
  v1::PlanConvergenceResponse response;
  SANGAM_ASSIGN_OR_RETURN(
      *response.mutable_plan(),
      MakePlan(*basis.catalog.snapshot, question, runtime_.clock()));
  for (const FoundSubject& applicant : applicants) {
    SANGAM_RETURN_IF_ERROR(applicant.places->status());
  }
  response.set_subject(basis.subject.subject.name);
  response.set_subject_title(basis.subject.subject.title);
  *response.mutable_basis()->mutable_as_of() = ToDate(read.as_of);
  response.mutable_basis()->set_engine_version(kEngineVersion);
  response.set_disclaimer(kPlanDisclaimer);
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  return response;
}

absl::StatusOr<v1::AssessFederationResponse>
MatchingServiceImpl::AssessOneFederation(
    const CallContext& call, const v1::AssessFederationRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(const FederationQuestion question,
                          ReadFederationRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      const AnswerBasis basis,
      reader_.Read(question.subject, question.states, call));
  SANGAM_ASSIGN_OR_RETURN(AssessedBody body,
                          ReadAssessedBody(question, basis, reader_, call));
  const CatalogSnapshot& catalog = *basis.catalog.snapshot;
  AssessmentQuery query;
  query.as_of = question.as_of;
  query.language_code = request.language_code();
  SANGAM_ASSIGN_OR_RETURN(const auto readiness,
                          reader_.ReadReadiness(basis, call));
  SANGAM_ASSIGN_OR_RETURN(
      query.rules, FindReadinessRules(*readiness, request.readiness_rules(),
                                      question.as_of));
  query.only_named = request.readiness_rules_size() > 0;
  query.judgements = &request.judgements();
  if (request.children() > 0) query.most_children = request.children();
  v1::AssessFederationResponse response;
  *response.mutable_assessment() =
      AssessBody(catalog, std::move(body), *basis.subject.places, query);
  response.mutable_assessment()->set_hypothetical(question.hypothetical !=
                                                  nullptr);
  *response.mutable_basis()->mutable_as_of() = ToDate(question.as_of);
  response.mutable_basis()->set_engine_version(kEngineVersion);
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  response.set_disclaimer(kReadinessDisclaimer);
  return response;
}

absl::CivilDay MatchingServiceImpl::Today() const {
  return IndiaDay(runtime_.clock().Now());
}

}  // namespace sangam::matching
