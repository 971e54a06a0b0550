#include "common/clock/clock.h"
#include "common/status/macros.h"
#include "services/registry/domain/linkage_change.h"
#include "services/registry/domain/linkage_rules.h"
#include "services/registry/store/profile_revisions.h"
#include "services/registry/store/registry_type.h"
#include "services/registry/store/report_columns.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

class LinkageResourceType : public RegistryType<v1::Linkage> {
 public:
  LinkageResourceType() : RegistryType(LinkageTable(), &CheckLinkage) {}

 protected:
  std::vector<sql::Value> ColumnsOf(const v1::Linkage& linkage) const override {
    return LinkageColumnValues(linkage);
  }

  // Benefits are not rolled up, so only the subjects themselves change.
  absl::Status Apply(
      WriteTransaction& transaction, const v1::Linkage* before,
      const v1::Linkage* after,
      absl::FunctionRef<absl::Status()> replace_references) const override {
    if (after != nullptr) {
      SANGAM_RETURN_IF_ERROR(
          CheckLinkageWrite(before, *after, IndiaDay(transaction.now())));
      SANGAM_RETURN_IF_ERROR(CheckPlanIsThere(transaction, before, *after));
    }
    SANGAM_RETURN_IF_ERROR(replace_references());
    std::set<std::string> subjects;
    if (before != nullptr) subjects.insert(before->subject());
    if (after != nullptr) subjects.insert(after->subject());
    return AdvanceProfiles(transaction, subjects);
  }

 private:
  // When it is first named: a plan may be removed, and an import brings
  // linkages before plans.
  static absl::Status CheckPlanIsThere(WriteTransaction& transaction,
                                       const v1::Linkage* before,
                                       const v1::Linkage& after) {
    if (after.plan().empty() ||
        (before != nullptr && before->plan() == after.plan())) {
      return absl::OkStatus();
    }
    return CheckTargetsExist(transaction, {{"plan", after.plan()}});
  }
};

}  // namespace

const ResourceType& LinkageType() {
  static const auto* const kType = new LinkageResourceType();
  return *kType;
}

}  // namespace sangam::registry
