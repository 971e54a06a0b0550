#include "services/matching/answer_basis.h"

#include <algorithm>
#include <utility>

#include "common/changelog/token.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/lookup/owner_patience.h"

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

}  // namespace

std::string AnswerBasis::token() const {
  Token token(catalog_position);
  token.Merge(subject.position);
  return token.Encode();
}

absl::StatusOr<AnswerBasis> AnswerBasisReader::Read(
    const AskedSubject& asked, const WantedStates& wanted,
    const CallContext& call) const {
  SANGAM_RETURN_IF_ERROR(CheckReady(wanted));
  AnswerBasis basis;
  if (wanted.NamesPast()) {
    SANGAM_ASSIGN_OR_RETURN(basis.permit, parts_.past_answers->Enter(call));
  }
  Freshness freshness;
  freshness.wait_until =
      std::min(call.deadline, parts_.clock->Now() + kLongestWait);
  freshness.at_least = PositionIn(wanted.at_least, kRegistryStore);
  if (const auto least = PositionIn(wanted.at_least, kCatalogStore)) {
    SANGAM_RETURN_IF_ERROR(parts_.catalog_watermark->WaitFor(
        *least, freshness.wait_until, call.cancelled));
  }
  SANGAM_ASSIGN_OR_RETURN(
      basis.subject,
      wanted.registry ? parts_.subjects->FindThen(asked, *wanted.registry, call)
                      : parts_.subjects->FindNow(asked, freshness, call));
  SANGAM_ASSIGN_OR_RETURN(CatalogView view, ReadCatalog(wanted, call));
  if (view.tables != nullptr) {
    // The feed has done it before anybody could ask.
    basis.catalog = {view.snapshot, view.index, view.tables};
    basis.readiness = view.readiness;
    basis.guidance = view.guidance;
  } else {
    basis.catalog = indexed_.Of(view.snapshot);
  }
  basis.catalog_position = std::move(view.position);
  return basis;
}

absl::StatusOr<FoundSubject> AnswerBasisReader::ReadBeside(
    const AnswerBasis& basis, const AskedSubject& asked,
    const WantedStates& wanted, const CallContext& call,
    OwnerPatience* patience) const {
  const StorePosition& position = basis.subject.position;
  if (!wanted.registry) {
    Freshness freshness;
    freshness.wait_until =
        std::min(call.deadline, parts_.clock->Now() + kLongestWait);
    freshness.at_least = position;
    freshness.patience = patience;
    auto found = parts_.subjects->FindNow(asked, freshness, call);
    if (!found.ok() && !absl::IsNotFound(found.status())) return found;
    // A profile that has not changed since is what it was then; one that has,
    // or is gone, is read as it was.
    if (found.ok() && found->position.epoch == position.epoch &&
        found->ranking.profile_revision <= position.revision &&
        found->ranking.places_generation ==
            basis.subject.ranking.places_generation) {
      return found;
    }
  }
  const auto read = [&] {
    return parts_.subjects->FindThen(asked, Moment(position), call);
  };
  return patience == nullptr ? read() : patience->Ask(read);
}

absl::StatusOr<std::shared_ptr<const ReadinessCatalog>>
AnswerBasisReader::ReadReadiness(const AnswerBasis& basis,
                                 const CallContext& call) const {
  if (basis.readiness != nullptr) return basis.readiness;
  return parts_.catalog_history->ReadReadiness(basis.catalog_position,
                                               basis.catalog.snapshot, call);
}

absl::Status AnswerBasisReader::CheckReady(const WantedStates& wanted) const {
  if (!wanted.catalog && !parts_.catalog_watermark->IsComplete()) {
    return OwnerUnavailableError(kCatalogStore);
  }
  if (!wanted.registry && !parts_.registry_watermark->IsComplete()) {
    return OwnerUnavailableError(kRegistryStore);
  }
  return absl::OkStatus();
}

absl::StatusOr<CatalogView> AnswerBasisReader::ReadCatalog(
    const WantedStates& wanted, const CallContext& call) const {
  if (!wanted.catalog) return parts_.catalog->Read();
  return parts_.catalog_history->Read(*wanted.catalog, call);
}

}  // namespace sangam::matching
