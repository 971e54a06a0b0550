// The rule that makes looked-up profiles provably fresh.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_FRESH_PROFILE_LOOKUP_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_FRESH_PROFILE_LOOKUP_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "common/server/call_context.h"
#include "services/matching/feeds/registry_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/lookup/outside_id_names.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// A profile and the places around it, as they were at one position.
struct FreshProfile {
  SubjectProfilePtr profile;
  StorePosition position;
  std::shared_ptr<const PlaceTable> places;
  // Places may have been added between the table and `position` (never moved).
  // Only while the feed lags; a question that turns on a place that the table
  // does not know can't be answered then.
  bool places_may_be_added = false;
};

// How fresh an answer has to be, and how long that may take.
struct Freshness {
  // At least this position of the registry; nullopt: what the feed shows.
  absl::optional<StorePosition> at_least;
  // Until when to wait for the feed.
  absl::Time wait_until = absl::InfiniteFuture();
  // As LookupBudget has it.
  OwnerPatience* patience = nullptr;
};

// Finds profiles such that each is the subject's profile at exactly the
// position returned, which is no older than asked for and no older than the
// feed's watermark on arrival:
//
// - While the feed keeps up, a profile counts only if its epoch, revision and
//   places generation are those that the feed shows at one position W; W is the
//   position returned. A profile that the owner gave and that is newer waits
//   for the feed to get there.
// - While it lags, nothing kept is used: the owner answers, and the position is
//   the owner's.
//
// Thread-safe; what it is made of outlives it.
class FreshProfileLookup {
 public:
  FreshProfileLookup(const RegistryState* state, Watermark* watermark,
                     ProfileSource* source, const OutsideIdNames* names)
      : state_(state), watermark_(watermark), source_(source), names_(names) {}

  // Errors: those of ProfileSource and of Watermark::WaitFor.
  absl::StatusOr<FreshProfile> ByName(const std::string& subject,
                                      const Freshness& freshness,
                                      const CallContext& call,
                                      LookupBudget& budget) const;
  absl::StatusOr<FreshProfile> ByOutsideId(const type::v1::OutsideId& id,
                                           const Freshness& freshness,
                                           const CallContext& call,
                                           LookupBudget& budget) const;

 private:
  absl::StatusOr<FreshProfile> Find(ProfileQuery query,
                                    const Freshness& freshness,
                                    const CallContext& call,
                                    LookupBudget& budget) const;
  // One attempt while the feed keeps up; nullopt: try again.
  absl::StatusOr<absl::optional<FreshProfile>> FindByFeed(
      ProfileQuery query, const Freshness& freshness, const CallContext& call,
      LookupBudget& budget) const;
  absl::StatusOr<FreshProfile> AskOwner(ProfileQuery query,
                                        const Freshness& freshness,
                                        const CallContext& call,
                                        LookupBudget& budget) const;

  const RegistryState* const state_;
  Watermark* const watermark_;
  ProfileSource* const source_;
  const OutsideIdNames* const names_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_FRESH_PROFILE_LOOKUP_H_
