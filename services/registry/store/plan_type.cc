#include "services/registry/domain/plan_rules.h"
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
      WriteTransaction&, const v1::Plan*, const v1::Plan*,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    return replace_references();
  }
};

}  // namespace

const ResourceType& PlanType() {
  static const auto* const kType = new PlanResourceType();
  return *kType;
}

}  // namespace sangam::registry
