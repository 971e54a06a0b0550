#include "services/matching/catalog/compiled_scheme.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;

// The one that began last first; of two, the later name, so that the order is
// always the same.
bool BeganLater(const VersionInTime& a, const VersionInTime& b) {
  if (a.compiled->effective_from != b.compiled->effective_from) {
    return a.compiled->effective_from > b.compiled->effective_from;
  }
  return a.compiled->version.name() > b.compiled->version.name();
}

absl::CivilDay FirstDay(const CompiledVersion& version) {
  return version.effective_from.value_or(absl::CivilDay::min());
}

absl::CivilDay Earlier(const absl::optional<absl::CivilDay>& a,
                       absl::CivilDay b) {
  return a ? std::min(*a, b) : b;
}

}  // namespace

bool VersionInTime::InForceOn(absl::CivilDay day) const {
  return compiled->CoversDay(day) &&
         (!superseded_from || day < *superseded_from);
}

CompiledScheme::CompiledScheme(
    std::shared_ptr<const scheme_catalog::v1::Scheme> given,
    std::string title_of_department, std::vector<VersionInTime> given_versions,
    std::shared_ptr<const SchemeContents> made_of)
    : parts_([&] {
        ArrangeInTime(&given_versions);
        auto parts = std::make_shared<Parts>();
        parts->scheme = std::move(given);
        parts->department_title = std::move(title_of_department);
        parts->versions = std::move(given_versions);
        parts->contents = std::move(made_of);
        return parts;
      }()),
      scheme(*parts_->scheme),
      department_title(parts_->department_title),
      versions(parts_->versions),
      made_of_(parts_->contents.get()),
      has_defect_(std::any_of(
          versions.begin(), versions.end(),
          [](const auto& each) { return !each.compiled->defect.empty(); })) {}

const CompiledVersion* CompiledScheme::VersionOn(absl::CivilDay day) const {
  for (const VersionInTime& version : versions) {
    if (version.InForceOn(day)) return version.compiled.get();
  }
  return nullptr;
}

absl::optional<absl::CivilDay> CompiledScheme::SupersededFrom(
    absl::string_view version) const {
  absl::optional<absl::CivilDay> earliest;
  for (const VersionInTime& other : versions) {
    const SchemeVersion& terms = other.compiled->version;
    const auto& named = terms.supersedes();
    if (terms.name() != version &&
        std::find(named.begin(), named.end(), version) != named.end()) {
      earliest = Earlier(earliest, FirstDay(*other.compiled));
    }
  }
  return earliest;
}

// All versions at once, as a scheme may have many.
void ArrangeInTime(std::vector<VersionInTime>* versions) {
  std::sort(versions->begin(), versions->end(), BeganLater);
  absl::flat_hash_map<absl::string_view, VersionInTime*> by_name;
  for (VersionInTime& version : *versions) {
    by_name[version.compiled->version.name()] = &version;
  }
  for (const VersionInTime& version : *versions) {
    for (const std::string& name : version.compiled->version.supersedes()) {
      const auto named = by_name.find(name);
      if (named == by_name.end() || named->second == &version) continue;
      absl::optional<absl::CivilDay>& from = named->second->superseded_from;
      from = Earlier(from, FirstDay(*version.compiled));
    }
  }
}

}  // namespace sangam::matching
