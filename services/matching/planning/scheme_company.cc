#include "services/matching/planning/scheme_company.h"

#include "absl/algorithm/container.h"
#include "services/matching/planning/settled_exclusions.h"

namespace sangam::matching {

void SchemeCompany::Add(const NeedContexts& contexts, const std::string& name,
                        const CompiledVersion& version, int participant) {
  if (HasFor(name, participant)) return;
  members_.push_back({name, &version, participant,
                      SettledExclusions(contexts, version, participant)});
}

bool SchemeCompany::Has(absl::string_view name) const {
  return absl::c_any_of(
      members_, [&](const Member& member) { return member.name == name; });
}

std::set<std::pair<std::string, int>> SchemeCompany::Members() const {
  std::set<std::pair<std::string, int>> members;
  for (const Member& one : members_)
    members.insert({one.name, one.participant});
  return members;
}

bool SchemeCompany::HasFor(absl::string_view name, int participant) const {
  return absl::c_any_of(members_, [&](const Member& member) {
    return member.name == name && member.participant == participant;
  });
}

bool SchemeCompany::Excludes(const SchemeCompany& other) const {
  return absl::c_any_of(members_, [&](const Member& member) {
    if (other.HasFor(member.name, member.participant)) return false;
    return absl::c_any_of(other.members_, [&](const Member& rival) {
      return rival.participant == member.participant &&
             !HasFor(rival.name, rival.participant) &&
             matching::Excludes(*member.version, rival.name) &&
             rival.settled.count(member.name) == 0;
    });
  });
}

}  // namespace sangam::matching
