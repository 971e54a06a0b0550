#include "services/registry/store/plan_linkages_on_record.h"

#include "common/status/macros.h"
#include "services/registry/store/subject_linkages.h"

namespace sangam::registry {

absl::StatusOr<LinkagesOnRecord> LinkagesOnRecord::Read(
    Snapshot& snapshot, const std::string& plan,
    const std::set<std::string>& subjects) {
  LinkagesOnRecord recorded;
  SANGAM_RETURN_IF_ERROR(
      VisitLinkagesOf(snapshot, subjects, [&](const v1::Linkage& linkage) {
        if (linkage.plan() != plan) return absl::OkStatus();
        for (const auto& evidence : linkage.evidence()) {
          recorded
              .names_[{linkage.subject(), linkage.scheme(),
                       evidence.reference()}]
              .insert(linkage.name());
        }
        return absl::OkStatus();
      }));
  return recorded;
}

std::set<std::string> LinkagesOnRecord::LikeThis(
    const v1::Linkage& planned) const {
  std::set<std::string> alike;
  for (const auto& evidence : planned.evidence()) {
    const auto found = names_.find(
        {planned.subject(), planned.scheme(), evidence.reference()});
    if (found != names_.end()) {
      alike.insert(found->second.begin(), found->second.end());
    }
  }
  return alike;
}

}  // namespace sangam::registry
