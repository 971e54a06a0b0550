// What can be wrong with a batch of a feed.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_FEED_ERRORS_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_FEED_ERRORS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/changelog/token.h"

namespace sangam::matching {

// The names of the stores within tokens.
inline constexpr char kRegistryStore[] = "registry";
inline constexpr char kCatalogStore[] = "scheme_catalog";

// INTERNAL: the feed of `store` breaks its contract; `what` says how.
absl::Status FeedBrokenError(absl::string_view store, absl::string_view what);

// The position of `store` in a batch's token; INTERNAL if it holds none.
absl::StatusOr<StorePosition> BatchPosition(absl::string_view token,
                                            absl::string_view store);

// INTERNAL unless `next` continues the feed that has come to `present`.
absl::Status CheckContinues(const StorePosition& present,
                            const StorePosition& next);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_FEED_ERRORS_H_
