#include "services/registry/store/earlier_refusals.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/status/macros.h"
#include "common/validation/text.h"
#include "services/registry/domain/plan_difference.h"
#include "services/registry/store/subject_linkages.h"

namespace sangam::registry {
namespace {

// Whether it stands for another need of the plan that it is of.
bool IsForAnotherNeed(const v1::Linkage& linkage, const std::string& need) {
  const std::string before = absl::StrCat(linkage.plan(), "#");
  const std::string same = absl::StrCat(before, need);
  return absl::c_any_of(linkage.evidence(), [&](const auto& evidence) {
    return absl::StartsWith(evidence.reference(), before) &&
           evidence.reference() != same;
  });
}

absl::CivilDay DayOf(const v1::Linkage& linkage) {
  if (linkage.steps().empty()) return absl::CivilDay::min();
  const auto day = ToCivilDay(linkage.steps().rbegin()->taken_on(), "taken_on");
  return day.ok() ? *day : absl::CivilDay::min();
}

}  // namespace

absl::StatusOr<EarlierRefusals> EarlierRefusals::Read(
    Snapshot& snapshot, const std::set<std::string>& subjects) {
  EarlierRefusals refusals;
  SANGAM_RETURN_IF_ERROR(
      VisitLinkagesOf(snapshot, subjects, [&](v1::Linkage linkage) {
        if (linkage.state() == v1::LINKAGE_STATE_REFUSED) {
          refusals.refused_.push_back(std::move(linkage));
        }
        return absl::OkStatus();
      }));
  return refusals;
}

std::string EarlierRefusals::LastBefore(const v1::Linkage& linkage,
                                        const std::string& need) const {
  const v1::Linkage* last = nullptr;
  for (const v1::Linkage& one : refused_) {
    if (one.scheme() != linkage.scheme() ||
        one.subject() != linkage.subject() ||
        (one.plan() == linkage.plan() && IsForAnotherNeed(one, need))) {
      continue;
    }
    if (last == nullptr || DayOf(one) >= DayOf(*last)) last = &one;
  }
  if (last == nullptr) return "";
  const std::string told =
      absl::StrCat(last->name(), " was ", RefusalInWords(*last));
  // Characters are never more than bytes.
  return told.size() <= kTextLength
             ? told
             : absl::StrCat(last->name(), " was REFUSED");
}

}  // namespace sangam::registry
