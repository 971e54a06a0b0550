#include "services/matching/planning/received_exclusions.h"

#include "absl/strings/str_cat.h"
#include "services/matching/engine/relation_findings.h"
#include "services/matching/planning/sanctioned_receipts.h"

namespace sangam::matching {

ReceivedExclusions ExclusionsReceived(const CatalogSnapshot& catalog,
                                      absl::CivilDay as_of,
                                      const MatchContext& context) {
  // Whether each was received on a day that is not known.
  std::map<std::string, bool> undated;
  for (const auto& had : context.profile.received_benefits()) {
    bool& is_undated = undated[had.scheme()];
    is_undated = is_undated || !had.has_received_on();
  }
  ReceivedExclusions exclusions;
  for (const auto& [scheme, is_undated] : undated) {
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
      // Receipts that are not on record are nobody's guess.
      if (known->second == Truth::kFalse ||
          (known->second == Truth::kUnknown && !is_undated)) {
        continue;
      }
      exclusions[relation.scheme()].push_back(
          {scheme,
           months < 0 ? "" : absl::StrCat(" within ", months, " months"),
           known->second == Truth::kTrue});
    }
  }
  return exclusions;
}

}  // namespace sangam::matching
