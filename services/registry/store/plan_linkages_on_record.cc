#include "services/registry/store/plan_linkages_on_record.h"

#include <utility>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/plan_difference.h"
#include "services/registry/store/subject_linkages.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

constexpr int kNotWanted = v1::LINKAGE_STATE_UNSPECIFIED + 1;
static_assert(kNotWanted < v1::LINKAGE_STATE_PROPOSED);

// What has reached its subject is as far as any, whichever way that is told;
// what the subject does not want is hardly further than what was refused.
int ProgressOf(const RecordedLinkage& recorded) {
  if (recorded.IsRefused()) return v1::LINKAGE_STATE_UNSPECIFIED;
  if (!WhyRefused(recorded.linkage).empty()) return kNotWanted;
  const v1::LinkageState state = recorded.linkage.state();
  return FeedsReceived(state) ? v1::LINKAGE_STATE_DISBURSED : state;
}

bool IsFurther(const RecordedLinkage& one, const RecordedLinkage& other) {
  if (one.IsRefused() && other.IsRefused()) {
    return one.row.revision > other.row.revision;
  }
  return ProgressOf(one) > ProgressOf(other);
}

}  // namespace

absl::StatusOr<absl::optional<RecordedLinkage>> FindLinkage(
    Snapshot& snapshot, const std::string& name) {
  SANGAM_ASSIGN_OR_RETURN(const auto row, LinkageTable().Get(snapshot, name));
  if (!row) return absl::optional<RecordedLinkage>();
  RecordedLinkage found = {*row, {}};
  if (!found.linkage.ParseFromString(row->body)) {
    return InternalFault("a stored resource can't be read");
  }
  return absl::make_optional(std::move(found));
}

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

// The name goes by the applicant's id, which the terms may have changed since;
// and what two bodies asked for is one body's once they are merged.
absl::StatusOr<absl::optional<RecordedLinkage>> LinkagesOnRecord::Furthest(
    Snapshot& snapshot, const v1::Linkage& planned,
    absl::optional<RecordedLinkage> named,
    const std::set<std::string>& taken) const {
  if (named && !named->IsRefused() &&
      named->linkage.subject() != planned.subject()) {
    return named;
  }
  absl::optional<RecordedLinkage> furthest = std::move(named);
  for (const std::string& name : LikeThis(planned)) {
    if (taken.count(name) > 0) continue;
    SANGAM_ASSIGN_OR_RETURN(absl::optional<RecordedLinkage> other,
                            FindLinkage(snapshot, name));
    if (!other) return InternalFault("a linkage of the plan is gone");
    if (!furthest || IsFurther(*other, *furthest)) furthest = std::move(other);
  }
  return furthest;
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
