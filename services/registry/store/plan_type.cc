#include "common/status/macros.h"
#include "services/registry/domain/plan_rules.h"
#include "services/registry/store/plan_need_ids.h"
#include "services/registry/store/registry_type.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// Plans are proposals: no profile tells of them.
class PlanResourceType : public RegistryType<v1::Plan> {
 public:
  PlanResourceType() : RegistryType(PlanTable(), &CheckPlan) {}

 protected:
  std::vector<sql::Value> ColumnsOf(const v1::Plan& plan) const override {
    return {plan.subject().name()};
  }

  absl::Status Apply(
      WriteTransaction& transaction, const v1::Plan* before,
      const v1::Plan* after,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    if (before != nullptr && after != nullptr) {
      SANGAM_RETURN_IF_ERROR(
          CheckNeedsKeepTheirIds(transaction, *before, *after));
    }
    return replace_references();
  }
};

}  // namespace

const ResourceType& PlanType() {
  static const auto* const kType = new PlanResourceType();
  return *kType;
}

}  // namespace sangam::registry
