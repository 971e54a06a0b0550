#include "services/registry/store/plan_need_ids.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/store/plan_subjects.h"
#include "services/registry/store/subject_linkages.h"

namespace sangam::registry {
namespace {

// Heads by the ids of their needs; an id may have had several.
using Heads = std::set<std::pair<std::string, std::string>>;

Heads HeadsIn(const v1::Plan& plan) {
  Heads heads;
  for (const auto& need : plan.terms().needs()) {
    heads.emplace(need.id(), need.head());
  }
  return heads;
}

// With the needs that the plan had earlier, if it gets needs that it lacks now:
// one that was taken out may come back.
absl::StatusOr<Heads> HeadsBefore(Snapshot& snapshot, const v1::Plan& before,
                                  const v1::Plan& after) {
  Heads heads = HeadsIn(before);
  const Heads now = HeadsIn(after);
  if (std::includes(heads.begin(), heads.end(), now.begin(), now.end())) {
    return heads;
  }
  SANGAM_RETURN_IF_ERROR(VisitPastPlans(
      snapshot, after.name(),
      [&](const v1::Plan& past) { heads.merge(HeadsIn(past)); }));
  return heads;
}

// By what linkages refer to it, "plans/x#old": the place in `after` of a need
// that has another id than its head had.
std::map<std::string, int> RenamedNeeds(const Heads& before,
                                        const v1::Plan& after) {
  std::map<std::string, int> renamed;
  for (const auto& [id, head] : before) {
    for (int n = 0; n < after.terms().needs_size(); ++n) {
      const auto& need = after.terms().needs(n);
      if (need.head() == head && need.id() != id) {
        renamed.emplace(absl::StrCat(after.name(), "#", id), n);
      }
    }
  }
  return renamed;
}

bool IsUnderWay(const v1::Linkage& linkage) {
  return linkage.state() != v1::LINKAGE_STATE_PROPOSED &&
         linkage.state() != v1::LINKAGE_STATE_REFUSED;
}

}  // namespace

absl::Status CheckNeedsKeepTheirIds(Snapshot& snapshot, const v1::Plan& before,
                                    const v1::Plan& after) {
  SANGAM_ASSIGN_OR_RETURN(const Heads heads,
                          HeadsBefore(snapshot, before, after));
  const std::map<std::string, int> renamed = RenamedNeeds(heads, after);
  if (renamed.empty()) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const std::set<std::string> subjects,
                          SubjectsOfPastPlans(snapshot, after.name()));
  Violations violations;
  SANGAM_RETURN_IF_ERROR(
      VisitLinkagesOf(snapshot, subjects, [&](const v1::Linkage& linkage) {
        if (linkage.plan() != after.name() || !IsUnderWay(linkage)) {
          return absl::OkStatus();
        }
        for (const auto& evidence : linkage.evidence()) {
          const auto need = renamed.find(evidence.reference());
          if (need == renamed.end()) continue;
          const std::string id = need->first.substr(after.name().size() + 1);
          violations.Add(
              absl::StrCat("terms.needs[", need->second, "].id"),
              absl::StrCat("must stay \"", id, "\": ", linkage.name(), ", ",
                           LinkageStateText(linkage.state()),
                           ", stands for that need"));
        }
        return absl::OkStatus();
      }));
  return violations.ToStatus();
}

}  // namespace sangam::registry
