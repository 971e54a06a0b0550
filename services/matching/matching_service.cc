#include "services/matching/matching_service.h"

#include <utility>

#include "common/clock/clock.h"
#include "common/status/macros.h"
#include "services/matching/engine/rule_evaluation.h"
#include "services/matching/engine/scheme_trial.h"
#include "services/matching/match_errors.h"
#include "services/matching/match_request.h"
#include "services/matching/request_digest.h"
#include "services/matching/trial_request.h"

namespace sangam::matching {
namespace {

// Sets the query's offset; fails if the page token is not of this list.
absl::Status FindPage(const absl::optional<PageToken>& page,
                      const PageToken& list, MatchQuery& query) {
  if (!page) return absl::OkStatus();
  if (page->question_digest != list.question_digest) {
    return PageTokenOfAnotherRequestError();
  }
  if (page->state_digest != list.state_digest) return PageTokenOutdatedError();
  query.offset = page->offset;
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

grpc::ServerUnaryReactor* MatchingServiceImpl::MatchSchemes(
    grpc::CallbackServerContext* context,
    const v1::MatchSchemesRequest* request,
    v1::MatchSchemesResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext& call, const v1::MatchSchemesRequest& request) {
        return Match(call, request);
      });
}

grpc::ServerUnaryReactor* MatchingServiceImpl::EvaluateRule(
    grpc::CallbackServerContext* context,
    const v1::EvaluateRuleRequest* request,
    v1::EvaluateRuleResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext& call, const v1::EvaluateRuleRequest& request) {
        return Evaluate(call, request);
      });
}

grpc::ServerUnaryReactor* MatchingServiceImpl::TryScheme(
    grpc::CallbackServerContext* context, const v1::TrySchemeRequest* request,
    v1::TrySchemeResponse* response) {
  return runtime_.Unary(
      context, request, response,
      [this](const CallContext& call, const v1::TrySchemeRequest& request) {
        return Try(call, request);
      });
}

absl::StatusOr<v1::MatchSchemesResponse> MatchingServiceImpl::Match(
    const CallContext& call, const v1::MatchSchemesRequest& request) const {
  SANGAM_ASSIGN_OR_RETURN(MatchQuestion question,
                          ReadMatchRequest(request, Today()));
  SANGAM_ASSIGN_OR_RETURN(
      AnswerBasis basis,
      reader_.Read(SubjectOf(request), question.states, call));

  PageToken list;
  list.question_digest = QuestionDigest(request);
  basis.subject.ranking.as_of = question.query.as_of;
  basis.subject.ranking.catalog = basis.catalog.position;
  list.state_digest = StateDigest(basis.subject.ranking);
  SANGAM_RETURN_IF_ERROR(FindPage(question.page, list, question.query));

  v1::MatchSchemesResponse response;
  const size_t listed_in_all =
      matching::Match(*basis.catalog.snapshot, basis.subject.subject,
                      *basis.subject.places, question.query, &response);
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  list.offset = question.query.offset + response.matches_size();
  if (list.offset < listed_in_all) {
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
      TryVersion(*basis.catalog.snapshot,
                 request.has_scheme() ? &request.scheme() : nullptr,
                 request.scheme_version(), basis.subject.subject,
                 *basis.subject.places, question.query));
  SANGAM_RETURN_IF_ERROR(Conclude(basis, request, response.mutable_basis()));
  return response;
}

absl::CivilDay MatchingServiceImpl::Today() const {
  return IndiaDay(runtime_.clock().Now());
}

}  // namespace sangam::matching
