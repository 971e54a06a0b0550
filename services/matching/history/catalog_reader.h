// The catalogue as it was, read from its owner.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_READER_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_READER_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/changelog/token.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"
#include "services/matching/catalog/catalog_contents.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/catalog/readiness_catalog.h"
#include "services/matching/feeds/moment.h"

namespace sangam::matching {

// Asks the scheme catalogue. Thread-safe; stub and clock outlive it. Errors of
// both methods: STORE_EPOCH_CHANGED, REVISION_NOT_YET_AVAILABLE and
// REVISION_COMPACTED about the state; INVALID_FIELD about an instant;
// SERVER_BUSY; OWNER_UNAVAILABLE; DEADLINE_EXCEEDED; INTERNAL for a catalogue
// that answers something else.
class CatalogReader {
 public:
  struct Options {
    // A catalogue that takes longer for one page is as good as gone.
    absl::Duration longest_read = absl::Seconds(20);
    int page_size = 1000;
  };

  CatalogReader(scheme_catalog::v1::SchemeCatalogService::StubInterface* stub,
                const Clock* clock, Options options)
      : stub_(stub), clock_(clock), options_(options) {}

  // The position that the moment means.
  absl::StatusOr<StorePosition> PositionAt(const Moment& moment,
                                           const CallContext& call) const;

  // All that the matcher reads, exactly as it was at `position`; what says the
  // same as in `known` (may be null) is shared with it.
  absl::StatusOr<CatalogContents> Load(const StorePosition& position,
                                       const CatalogSnapshot* known,
                                       const CallContext& call) const;

  // The readiness rules, exactly as they were at `position`.
  absl::StatusOr<ReadinessRulesByName> LoadReadinessRules(
      const StorePosition& position, const CallContext& call) const;

 private:
  scheme_catalog::v1::SchemeCatalogService::StubInterface* const stub_;
  const Clock* const clock_;
  const Options options_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_READER_H_
