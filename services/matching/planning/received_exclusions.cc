#include "services/matching/planning/received_exclusions.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "services/matching/engine/relation_findings.h"
#include "services/matching/planning/sanctioned_receipts.h"

namespace sangam::matching {

ReceivedExclusions ExclusionsReceived(const CatalogSnapshot& catalog,
                                      absl::CivilDay as_of,
                                      const MatchContext& context) {
  std::set<std::string> schemes;
  for (const auto& had : context.profile.received_benefits()) {
    schemes.insert(had.scheme());
  }
  ReceivedExclusions exclusions;
  for (const std::string& scheme : schemes) {
    const CompiledVersion* version = VersionOf(catalog, scheme, as_of);
    if (version == nullptr) continue;
    // By the months that are looked back. All receipts are gone through for
    // each of them.
    std::map<int, Truth> received;
    for (const auto& relation : version->version.relations()) {
      if (relation.kind() !=
              scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES ||
          relation.scheme() == scheme) {
        continue;
      }
      const int months =
          relation.has_within_months() ? relation.within_months() : -1;
      const auto [known, is_new] = received.emplace(months, Truth::kUnknown);
      if (is_new) known->second = WasReceived(scheme, relation, context);
      if (known->second == Truth::kFalse) continue;
      exclusions[relation.scheme()].push_back(
          {scheme,
           months < 0 ? "" : absl::StrCat(" within ", months, " months"),
           known->second == Truth::kTrue});
    }
  }
  return exclusions;
}

}  // namespace sangam::matching
