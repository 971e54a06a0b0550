#include "services/registry/store/plan_need_ids.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/violations.h"
#include "services/registry/domain/linkage_life_cycle.h"
#include "services/registry/store/plan_subjects.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

constexpr int64_t kPageOfLinkages = 1'000;

// By what linkages refer to it, "plans/x#old": the place in `after` of a need
// that has another id than its head had.
std::map<std::string, int> RenamedNeeds(const v1::Plan& before,
                                        const v1::Plan& after) {
  std::map<std::string, int> renamed;
  for (const auto& old : before.terms().needs()) {
    for (int n = 0; n < after.terms().needs_size(); ++n) {
      const auto& need = after.terms().needs(n);
      if (need.head() == old.head() && need.id() != old.id()) {
        renamed.emplace(absl::StrCat(after.name(), "#", old.id()), n);
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
  const std::map<std::string, int> renamed = RenamedNeeds(before, after);
  if (renamed.empty()) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const std::set<std::string> subjects,
                          SubjectsOfPastPlans(snapshot, after.name()));
  Violations violations;
  for (const std::string& subject : subjects) {
    std::string last;
    while (true) {
      SANGAM_ASSIGN_OR_RETURN(
          const std::vector<StoredResource> rows,
          LinkageTable().List(snapshot, last, kPageOfLinkages,
                              {{"subject", subject}}));
      if (rows.empty()) break;
      last = rows.back().key;
      for (const StoredResource& row : rows) {
        v1::Linkage linkage;
        if (!linkage.ParseFromString(row.body)) {
          return InternalFault("a stored resource can't be read");
        }
        if (linkage.plan() != after.name() || !IsUnderWay(linkage)) continue;
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
      }
    }
  }
  return violations.ToStatus();
}

}  // namespace sangam::registry
