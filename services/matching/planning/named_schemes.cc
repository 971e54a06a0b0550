#include "services/matching/planning/named_schemes.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/validation/violations.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;

// Of the version in force; where none is, of any.
template <typename Holds>
bool HoldsOf(const CompiledScheme& scheme, absl::CivilDay day,
             const Holds& holds) {
  const CompiledVersion* version = scheme.VersionOn(day);
  if (version != nullptr) return holds(version->version);
  return absl::c_any_of(scheme.versions, [&](const VersionInTime& one) {
    return holds(one.compiled->version);
  });
}

bool FundsGaps(const SchemeVersion& version) {
  return version.has_gap_funding();
}

bool LeavesShareUndivided(const SchemeVersion& version) {
  return absl::c_any_of(version.funding(), [](const auto& rule) {
    return absl::c_any_of(rule.shares(), [](const auto& share) {
      return share.party() ==
             scheme_catalog::v1::FUNDING_PARTY_STATE_AND_BENEFICIARY;
    });
  });
}

}  // namespace

absl::Status CheckNamedSchemes(const CatalogSnapshot& catalog,
                               const PlanQuestion& question) {
  Violations violations;
  const auto& terms = question.terms;
  for (int i = 0; i < terms.gap_funders_size(); ++i) {
    const std::string& name = terms.gap_funders(i);
    const CompiledScheme* scheme = catalog.Find(name);
    if (scheme != nullptr && HoldsOf(*scheme, question.as_of, FundsGaps)) {
      continue;
    }
    violations.Add(
        absl::StrCat("terms.gap_funders[", i, "]"),
        absl::StrCat(name, scheme == nullptr
                               ? " is not in the catalogue"
                               : " is no gap funder: its terms fund no gaps"));
  }
  for (int i = 0; i < terms.assumed_splits_size(); ++i) {
    const std::string& name = terms.assumed_splits(i).scheme();
    const CompiledScheme* scheme = catalog.Find(name);
    if (scheme == nullptr ||
        HoldsOf(*scheme, question.as_of, LeavesShareUndivided)) {
      continue;
    }
    violations.Add(absl::StrCat("terms.assumed_splits[", i, "].scheme"),
                   absl::StrCat(name,
                                " has no share of state and beneficiary"
                                " together that could be divided"));
  }
  return violations.ToStatus();
}

}  // namespace sangam::matching
