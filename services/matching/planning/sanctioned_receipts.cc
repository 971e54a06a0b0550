#include "services/matching/planning/sanctioned_receipts.h"

#include <cstddef>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/matching/engine/beneficiary_estimate.h"
#include "services/matching/planning/earlier_receipts.h"

namespace sangam::matching {
namespace {

// Whether something of it is on record as received on the day.
bool Came(const PromisedGrant& promised, const type::v1::Profile& profile,
          absl::CivilDay as_of) {
  return absl::c_any_of(profile.received_benefits(), [&](const auto& benefit) {
    return benefit.linkage() == promised.linkage &&
           benefit.scheme() == promised.scheme &&
           !ReceivedLater(benefit, as_of);
  });
}

}  // namespace

const CompiledVersion* VersionOf(const CatalogSnapshot& catalog,
                                 const std::string& scheme,
                                 absl::CivilDay day) {
  const CompiledScheme* found = catalog.Find(scheme);
  if (found == nullptr) return nullptr;
  const CompiledVersion* version = found->VersionOn(day);
  if (version != nullptr || found->versions.empty()) return version;
  return found->versions.front().compiled.get();
}

std::vector<SanctionedSchemes> SanctionedByParticipant(
    const CatalogSnapshot& catalog, const PlanQuestion& question) {
  std::vector<SanctionedSchemes> sanctioned(question.participants.size());
  for (size_t p = 0; p < sanctioned.size(); ++p) {
    const auto& profile = question.participants[p].subject->profile;
    for (const PromisedGrant& promised : question.promised) {
      if (promised.participant != static_cast<int>(p) || !promised.sanctioned ||
          !IsCounted(promised, question.as_of) ||
          Came(promised, profile, question.as_of)) {
        continue;
      }
      sanctioned[p].push_back(
          {promised.scheme, promised.linkage,
           VersionOf(catalog, promised.scheme, question.as_of), promised.kept});
    }
  }
  return sanctioned;
}

std::vector<std::string> NamesOf(const SanctionedSchemes& schemes) {
  std::vector<std::string> names;
  for (const SanctionedScheme& one : schemes) names.push_back(one.scheme);
  return names;
}

SanctionedSchemes FewestThat(
    SanctionedSchemes schemes,
    const std::function<bool(const std::vector<std::string>&)>& holds) {
  for (size_t i = schemes.size(); i-- > 0;) {
    SanctionedSchemes fewer = schemes;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (holds(NamesOf(fewer))) schemes = std::move(fewer);
  }
  return schemes;
}

std::string AskedNotReceived(const SanctionedSchemes& schemes) {
  if (schemes.size() == 1) {
    return absl::StrCat("it asks that ", schemes.front().scheme,
                        " was not received, and ", schemes.front().linkage,
                        " sanctioned it");
  }
  std::vector<std::string> linkages;
  for (const SanctionedScheme& one : schemes) linkages.push_back(one.linkage);
  return absl::StrCat("it asks that not all of ",
                      absl::StrJoin(NamesOf(schemes), ", "),
                      " were received, and ", absl::StrJoin(linkages, ", "),
                      " sanctioned them");
}

std::string CountsAsReceived(const SanctionedScheme& scheme) {
  return absl::StrCat(scheme.scheme, " counts as received: ", scheme.linkage,
                      " sanctioned it");
}

}  // namespace sangam::matching
