#include "services/matching/planning/scheme_company.h"

#include "absl/algorithm/container.h"

namespace sangam::matching {

void SchemeCompany::Add(const std::string& name,
                        const CompiledVersion& version) {
  if (!Has(name)) members_.push_back({name, &version});
}

bool SchemeCompany::Has(absl::string_view name) const {
  return absl::c_any_of(
      members_, [&](const Member& member) { return member.name == name; });
}

bool SchemeCompany::Excludes(const SchemeCompany& other) const {
  return absl::c_any_of(members_, [&](const Member& member) {
    if (other.Has(member.name)) return false;
    return absl::c_any_of(
        member.version->version.relations(), [&](const auto& relation) {
          return relation.kind() ==
                     scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES &&
                 other.Has(relation.scheme()) && !Has(relation.scheme());
        });
  });
}

}  // namespace sangam::matching
