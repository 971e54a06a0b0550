// The gRPC face of matching.
#ifndef SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_
#define SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/server/server.h"
#include "sangam/matching/v1/matching_service.grpc.pb.h"
#include "services/matching/feeds/catalog_state.h"
#include "services/matching/feeds/registry_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/lookup/fresh_profile_lookup.h"
#include "services/matching/match_request.h"

namespace sangam::matching {

// Answers MatchSchemes out of the two feeds' states and the profile lookup.
// Thread-safe; everything that it is made of outlives it.
class MatchingServiceImpl final : public v1::MatchingService::CallbackService {
 public:
  struct Parts {
    ServerRuntime* runtime = nullptr;
    const CatalogState* catalog = nullptr;
    Watermark* catalog_watermark = nullptr;
    const RegistryState* registry = nullptr;
    Watermark* registry_watermark = nullptr;
    const FreshProfileLookup* profiles = nullptr;
  };

  explicit MatchingServiceImpl(const Parts& parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* MatchSchemes(
      grpc::CallbackServerContext* context,
      const v1::MatchSchemesRequest* request,
      v1::MatchSchemesResponse* response) override;

 private:
  // Whom to match, and the state of the registry that this is of.
  struct Subject {
    MatchSubject subject;
    StorePosition position;
    std::shared_ptr<const PlaceTable> places;
    bool places_may_be_added = false;
    int64_t profile_revision = 0;
    int64_t places_generation = 0;
  };

  absl::StatusOr<v1::MatchSchemesResponse> Answer(
      const CallContext& call, const v1::MatchSchemesRequest& request) const;
  // OWNER_UNAVAILABLE until both feeds have shown a whole state.
  absl::Status CheckReady() const;
  absl::StatusOr<Subject> FindSubject(const CallContext& call,
                                      const v1::MatchSchemesRequest& request,
                                      const Freshness& freshness) const;
  absl::StatusOr<Subject> ReadInlineProfile(const CallContext& call,
                                            const type::v1::Profile& profile,
                                            const Freshness& freshness) const;

  const Parts parts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_MATCHING_SERVICE_H_
