#include "services/matching/feeds/feed_errors.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::matching {

absl::Status FeedBrokenError(absl::string_view store, absl::string_view what) {
  return InternalFault(absl::StrCat("the feed of ", store, " ", what));
}

absl::StatusOr<StorePosition> BatchPosition(absl::string_view token,
                                            absl::string_view store) {
  const auto parsed = Token::Parse(token, "token");
  const StorePosition* position = parsed.ok() ? parsed->Find(store) : nullptr;
  if (position == nullptr || position->epoch.empty()) {
    return FeedBrokenError(store, "sent a batch without a position");
  }
  return *position;
}

absl::Status CheckContinues(const StorePosition& present,
                            const StorePosition& next) {
  if (next.epoch != present.epoch) {
    return FeedBrokenError(present.store, "changed its epoch within a stream");
  }
  if (next.revision < present.revision) {
    return FeedBrokenError(present.store, "went back");
  }
  return absl::OkStatus();
}

}  // namespace sangam::matching
