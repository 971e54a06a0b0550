// Records of the registry that no feed brings.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_REGISTRY_RECORDS_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_REGISTRY_RECORDS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "common/changelog/token.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"

namespace sangam::matching {

// Asks the registry. Thread-safe; stub and clock outlive it. Errors of all
// methods: those of TranslateOwnerError.
class RegistryRecords {
 public:
  // A registry that takes longer for one answer is as good as gone.
  static constexpr absl::Duration kLongestRead = absl::Seconds(5);
  static constexpr int kPageSize = 1000;

  RegistryRecords(registry::v1::RegistryService::StubInterface* stub,
                  const Clock* clock)
      : stub_(stub), clock_(clock) {}

  // The linkages of a subject, by name, in the registry's newest state, which
  // is at least `at_least`: of a past one, the registry would look through the
  // linkages of everybody.
  absl::StatusOr<std::vector<registry::v1::Linkage>> LinkagesOf(
      const std::string& subject, const StorePosition& at_least,
      const CallContext& call) const;

  // The present name of whoever goes by `name`, in the registry's newest state,
  // which is at least `at_least`: its own, or where it was merged its
  // survivor's. Nothing if there is nobody.
  absl::StatusOr<absl::optional<std::string>> FindPresentName(
      const std::string& name, const StorePosition& at_least,
      const CallContext& call) const;

  // The linkages of a subject, by name, exactly as they were at `position`,
  // without those that have been removed since, or are of another subject now.
  absl::StatusOr<std::vector<registry::v1::Linkage>> LinkagesAt(
      const std::string& subject, const StorePosition& position,
      const CallContext& call) const;

  // The cluster, exactly as it was at `position`; nothing if there was none.
  absl::StatusOr<absl::optional<registry::v1::Cluster>> FindCluster(
      const std::string& name, const StorePosition& position,
      const CallContext& call) const;

  // The plan, exactly as it was at `position`; nothing if there was none.
  absl::StatusOr<absl::optional<registry::v1::Plan>> FindPlan(
      const std::string& name, const StorePosition& position,
      const CallContext& call) const;

  // The plan as it was before this version of it; nothing if there was none, or
  // history is not kept that far back.
  absl::StatusOr<absl::optional<registry::v1::Plan>> FindPlanBefore(
      const registry::v1::Plan& version, const CallContext& call) const;

 private:
  // Asks `get` for `name` as it was at `position`; false if it was not there.
  template <typename Request, typename Response>
  absl::StatusOr<bool> FindAt(
      grpc::Status (registry::v1::RegistryService::StubInterface::*get)(
          grpc::ClientContext*, const Request&, Response*),
      const std::string& name, const StorePosition& position,
      const CallContext& call, Response* response) const;

  registry::v1::RegistryService::StubInterface* const stub_;
  const Clock* const clock_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_REGISTRY_RECORDS_H_
