#include "services/registry/store/plan_overlap.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/domain/plan_linkages.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/subject_linkages.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

std::string HeadOf(const v1::Plan& plan, absl::string_view need) {
  for (const auto& one : plan.terms().needs()) {
    if (one.id() == need) return one.head();
  }
  return "";
}

// Reads other plans for the same subject, each once.
class OtherPlans {
 public:
  OtherPlans(Snapshot& snapshot, const v1::Plan& plan)
      : snapshot_(snapshot), plan_(plan) {}

  // The head of the need that the linkage stands for; empty where it is of no
  // other plan for the subject.
  absl::StatusOr<std::string> HeadOfLinkage(const v1::Linkage& linkage) {
    if (linkage.plan().empty() || linkage.plan() == plan_.name()) {
      return std::string();
    }
    auto known = plans_.find(linkage.plan());
    if (known == plans_.end()) {
      SANGAM_ASSIGN_OR_RETURN(v1::Plan other, Read(linkage.plan()));
      known = plans_.emplace(linkage.plan(), std::move(other)).first;
    }
    const std::string before_need = absl::StrCat(linkage.plan(), "#");
    for (const auto& evidence : linkage.evidence()) {
      absl::string_view need = evidence.reference();
      if (!absl::ConsumePrefix(&need, before_need)) continue;
      return HeadOf(known->second, need);
    }
    return std::string();
  }

 private:
  // Empty where it is not there any more, or for somebody else.
  absl::StatusOr<v1::Plan> Read(const std::string& name) {
    SANGAM_ASSIGN_OR_RETURN(const auto row, PlanTable().Get(snapshot_, name));
    v1::Plan other;
    if (!row) return other;
    if (!other.ParseFromString(row->body)) {
      return InternalFault("a stored resource can't be read");
    }
    const auto whose = RegistryNameOf(snapshot_, other.subject());
    if (absl::IsNotFound(whose.status())) return v1::Plan();
    SANGAM_RETURN_IF_ERROR(whose.status());
    SANGAM_ASSIGN_OR_RETURN(const std::string ours,
                            RegistryNameOf(snapshot_, plan_.subject()));
    return *whose == ours ? std::move(other) : v1::Plan();
  }

  Snapshot& snapshot_;
  const v1::Plan& plan_;
  std::map<std::string, v1::Plan> plans_;
};

}  // namespace

absl::StatusOr<std::string> RegistryNameOf(
    Snapshot& snapshot, const type::v1::PlanSubject& subject) {
  if (subject.has_name()) return subject.name();
  if (!subject.has_outside_id()) return std::string();
  return SubjectWithOutsideId(snapshot, subject.outside_id());
}

absl::StatusOr<std::vector<std::string>> LinkagesOfOtherPlans(
    Snapshot& snapshot, const v1::Plan& plan,
    const std::set<std::string>& applicants) {
  std::map<std::string, std::string> need_by_head;
  for (const PlannedLinkage& planned : LinkagesOf(plan)) {
    need_by_head.emplace(HeadOf(plan, planned.need), planned.need);
  }
  OtherPlans others(snapshot, plan);
  std::vector<std::string> told;
  SANGAM_RETURN_IF_ERROR(VisitLinkagesOf(
      snapshot, applicants, [&](const v1::Linkage& linkage) -> absl::Status {
        if (linkage.state() == v1::LINKAGE_STATE_REFUSED) {
          return absl::OkStatus();
        }
        SANGAM_ASSIGN_OR_RETURN(const std::string head,
                                others.HeadOfLinkage(linkage));
        const auto need = need_by_head.find(head);
        if (head.empty() || need == need_by_head.end()) {
          return absl::OkStatus();
        }
        told.push_back(absl::StrCat(
            need->second, ": ", linkage.name(), " of ", linkage.plan(),
            " is for ", head, " already, ", LinkageStateText(linkage.state()),
            linkage.has_amount_paise()
                ? absl::StrCat(", ", FormatPaise(linkage.amount_paise()))
                : ""));
        return absl::OkStatus();
      }));
  return told;
}

}  // namespace sangam::registry
