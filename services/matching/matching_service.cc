#include "services/matching/matching_service.h"

#include <algorithm>
#include <utility>

#include "common/changelog/token.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/match_errors.h"

namespace sangam::matching {
namespace {

// No call waits longer for a feed to reach its token.
constexpr absl::Duration kLongestWait = absl::Seconds(2);

absl::optional<StorePosition> PositionIn(const Token& token,
                                         absl::string_view store) {
  const StorePosition* position = token.Find(store);
  if (position == nullptr) return absl::nullopt;
  return *position;
}

// Whether a rule names a place that the table lacks.
bool RulesNameUnknownPlaces(const CatalogSnapshot& catalog,
                            const PlaceTable& places) {
  return std::any_of(
      catalog.place_names().begin(), catalog.place_names().end(),
      [&places](const std::string& name) { return !places.ChainOf(name); });
}

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

}  // namespace

grpc::ServerUnaryReactor* MatchingServiceImpl::MatchSchemes(
    grpc::CallbackServerContext* context,
    const v1::MatchSchemesRequest* request,
    v1::MatchSchemesResponse* response) {
  return parts_.runtime->Unary(
      context, request, response,
      [this](const CallContext& call, const v1::MatchSchemesRequest& request) {
        return Answer(call, request);
      });
}

absl::StatusOr<v1::MatchSchemesResponse> MatchingServiceImpl::Answer(
    const CallContext& call, const v1::MatchSchemesRequest& request) const {
  const absl::Time now = parts_.runtime->clock().Now();
  SANGAM_ASSIGN_OR_RETURN(MatchQuestion question,
                          ReadMatchRequest(request, IndiaDay(now)));
  SANGAM_RETURN_IF_ERROR(CheckReady());
  Freshness freshness;
  freshness.wait_until = std::min(call.deadline, now + kLongestWait);
  freshness.at_least = PositionIn(question.at_least, kRegistryStore);
  if (const auto wanted = PositionIn(question.at_least, kCatalogStore)) {
    SANGAM_RETURN_IF_ERROR(parts_.catalog_watermark->WaitFor(
        *wanted, freshness.wait_until, call.cancelled));
  }
  SANGAM_ASSIGN_OR_RETURN(const Subject subject,
                          FindSubject(call, request, freshness));
  const CatalogView catalog = parts_.catalog->Read();
  if (subject.places_may_be_added &&
      RulesNameUnknownPlaces(*catalog.snapshot, *subject.places)) {
    return RevisionNotYetAvailableError(kRegistryStore);
  }

  PageToken list;
  list.question_digest = QuestionDigest(request);
  list.state_digest =
      StateDigest({question.query.as_of, catalog.position,
                   subject.position.epoch, subject.profile_revision,
                   subject.places_generation, subject.places->size()});
  SANGAM_RETURN_IF_ERROR(FindPage(question.page, list, question.query));

  v1::MatchSchemesResponse response;
  const size_t listed_in_all =
      Match(*catalog.snapshot, subject.subject, *subject.places, question.query,
            &response);
  Token basis(catalog.position);
  basis.Merge(subject.position);
  response.mutable_basis()->set_token(basis.Encode());
  response.mutable_basis()->set_request_digest(RequestDigest(request));
  list.offset = question.query.offset + response.matches_size();
  if (list.offset < listed_in_all) {
    response.set_next_page_token(EncodePageToken(list));
  }
  return response;
}

absl::Status MatchingServiceImpl::CheckReady() const {
  if (!parts_.catalog_watermark->IsComplete()) {
    return OwnerUnavailableError(kCatalogStore);
  }
  if (!parts_.registry_watermark->IsComplete()) {
    return OwnerUnavailableError(kRegistryStore);
  }
  return absl::OkStatus();
}

absl::StatusOr<MatchingServiceImpl::Subject> MatchingServiceImpl::FindSubject(
    const CallContext& call, const v1::MatchSchemesRequest& request,
    const Freshness& freshness) const {
  if (request.has_profile()) {
    return ReadInlineProfile(call, request.profile(), freshness);
  }
  LookupBudget budget;
  auto found =
      request.has_outside_id()
          ? parts_.profiles->ByOutsideId(request.outside_id(), freshness, call,
                                         budget)
          : parts_.profiles->ByName(request.name(), freshness, call, budget);
  SANGAM_RETURN_IF_ERROR(found.status());
  const SubjectProfile& profile = *found->profile;
  Subject subject;
  subject.subject = {profile.subject(), profile.title(), profile.profile(),
                     PlaceChain::FromProto(profile.place_chain())};
  subject.position = std::move(found->position);
  subject.places = std::move(found->places);
  subject.places_may_be_added = found->places_may_be_added;
  subject.profile_revision = profile.profile_revision();
  subject.places_generation = profile.places_generation();
  return subject;
}

absl::StatusOr<MatchingServiceImpl::Subject>
MatchingServiceImpl::ReadInlineProfile(const CallContext& call,
                                       const type::v1::Profile& profile,
                                       const Freshness& freshness) const {
  if (freshness.at_least) {
    SANGAM_RETURN_IF_ERROR(parts_.registry_watermark->WaitFor(
        *freshness.at_least, freshness.wait_until, call.cancelled));
  }
  SubjectView view = parts_.registry->Read("");
  Subject subject;
  subject.subject.profile = profile;
  if (profile.has_place()) {
    auto chain = view.places->ChainOf(profile.place());
    if (!chain) return PlaceUnknownError(profile.place());
    subject.subject.place_chain = *std::move(chain);
  }
  subject.position = std::move(view.position);
  subject.places = std::move(view.places);
  subject.places_generation = view.places_generation;
  return subject;
}

}  // namespace sangam::matching
