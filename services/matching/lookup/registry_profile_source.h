// Profiles as the registry has them, now or then.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_REGISTRY_PROFILE_SOURCE_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_REGISTRY_PROFILE_SOURCE_H_

#include <functional>

#include "absl/time/time.h"
#include "common/clock/clock.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

// Asks the registry. Thread-safe; stub and clock outlive it.
class RegistryProfileSource : public ProfileSource {
 public:
  struct Options {
    // A registry that takes longer is as good as gone.
    absl::Duration longest_read = absl::Seconds(2);
    // It may have to put together what it knew long ago.
    absl::Duration longest_past_read = absl::Seconds(20);
    // Called once for each read that was not given up, with whether the
    // registry answered (NOT_FOUND is an answer); thread-safe. May be empty.
    std::function<void(bool)> on_read;
  };

  RegistryProfileSource(registry::v1::RegistryService::StubInterface* stub,
                        const Clock* clock, Options options);

  absl::StatusOr<SubjectProfilePtr> Get(const ProfileQuery& query,
                                        const CallContext& call,
                                        LookupBudget& budget) override;

 private:
  registry::v1::RegistryService::StubInterface* const stub_;
  const Clock* const clock_;
  const Options options_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_REGISTRY_PROFILE_SOURCE_H_
