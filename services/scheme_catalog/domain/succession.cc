#include "services/scheme_catalog/domain/succession.h"

#include <algorithm>
#include <tuple>

#include "absl/algorithm/container.h"
#include "common/clock/civil_date.h"
#include "services/scheme_catalog/domain/version_terms.h"

namespace sangam::scheme_catalog {

using v1::SchemeVersion;

namespace {

// The published ones, and `version` before them.
std::vector<SchemeVersion> WithPublished(
    const SchemeVersion& version, const std::vector<SchemeVersion>& versions) {
  std::vector<SchemeVersion> published = {version};
  for (const SchemeVersion& other : versions) {
    if (other.name() == version.name() || !WasPublished(other)) continue;
    published.push_back(other);
  }
  return published;
}

}  // namespace

absl::optional<TermsGap> FindGapAfter(
    const SchemeVersion& version, const std::vector<SchemeVersion>& versions) {
  const auto ends = EffectivePeriodOf(version).until;
  if (!ends) return absl::nullopt;
  const std::vector<SchemeVersion> with = WithPublished(version, versions);
  const std::vector<SchemeVersion> without(with.begin() + 1, with.end());
  for (const SchemeVersion& older : without) {
    if (!absl::c_linear_search(version.supersedes(), older.name())) continue;
    auto gap = InForcePeriodOf(older, without);
    if (!gap || (gap->until && *gap->until <= *ends)) continue;
    if (!gap->from || *gap->from <= *ends) gap->from = *ends + 1;
    const bool filled = absl::c_any_of(with, [&](const SchemeVersion& each) {
      const auto period = InForcePeriodOf(each, with);
      return period && Contains(*period, *gap->from);
    });
    if (!filled) return TermsGap{older.name(), *gap};
  }
  return absl::nullopt;
}

absl::optional<VersionInForce> FindOverlap(
    const SchemeVersion& version, const std::vector<SchemeVersion>& versions) {
  const std::vector<SchemeVersion> published = WithPublished(version, versions);
  const auto period = InForcePeriodOf(version, published);
  if (!period) return absl::nullopt;
  for (const SchemeVersion& other : published) {
    if (other.name() == version.name()) continue;
    const auto others = InForcePeriodOf(other, published);
    if (others && Overlap(*period, *others)) {
      return VersionInForce{other.name(), *others};
    }
  }
  return absl::nullopt;
}

void FillSuccession(const std::vector<SchemeVersion>& versions,
                    SchemeVersion* version) {
  version->clear_superseded_by();
  version->clear_in_force_until();
  version->clear_never_in_force();
  if (!WasPublished(*version)) return;
  std::vector<SchemeVersion> successors;
  for (const SchemeVersion& other : versions) {
    if (WasPublished(other) &&
        absl::c_linear_search(other.supersedes(), version->name())) {
      successors.push_back(other);
    }
  }
  // An absent first day is the earliest.
  absl::c_sort(successors, [](const SchemeVersion& a, const SchemeVersion& b) {
    return std::make_tuple(EffectivePeriodOf(a).from, a.name()) <
           std::make_tuple(EffectivePeriodOf(b).from, b.name());
  });
  for (const SchemeVersion& successor : successors) {
    version->add_superseded_by(successor.name());
  }
  const auto period = InForcePeriodOf(*version, successors);
  if (!period) {
    version->set_never_in_force(true);
  } else if (period->until) {
    *version->mutable_in_force_until() = ToDate(*period->until);
  }
}

}  // namespace sangam::scheme_catalog
