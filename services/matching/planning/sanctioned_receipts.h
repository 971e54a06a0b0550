// What is sanctioned to the participants of a plan and has not come yet: it
// counts as received wherever rules ask for it.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SANCTIONED_RECEIPTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SANCTIONED_RECEIPTS_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// One scheme of one linkage. Points into the catalogue.
struct SanctionedScheme {
  // "schemes/..." and "linkages/...".
  std::string scheme;
  std::string linkage;
  // See VersionOf; null where the catalogue knows none.
  const CompiledVersion* version = nullptr;
  // A line of the plan stands for it.
  bool kept = false;
};

using SanctionedSchemes = std::vector<SanctionedScheme>;

// The version in force, else the latest: what is sanctioned outlives it. Null
// where the catalogue knows none.
const CompiledVersion* VersionOf(const CatalogSnapshot& catalog,
                                 const std::string& scheme, absl::CivilDay day);

// What counts, see IsCounted, by participant. Of a linkage of which something
// came, the receipt on record tells when. `question` as KeepSanctioned left it.
std::vector<SanctionedSchemes> SanctionedByParticipant(
    const CatalogSnapshot& catalog, const PlanQuestion& question);

std::vector<std::string> NamesOf(const SanctionedSchemes& schemes);

// Of schemes whose names `holds` is true of together, as few as it takes, the
// first of equals.
SanctionedSchemes FewestThat(
    SanctionedSchemes schemes,
    const std::function<bool(const std::vector<std::string>&)>& holds);

// "it asks that schemes/a was not received, and linkages/x sanctioned it".
std::string AskedNotReceived(const SanctionedSchemes& schemes);

// "schemes/a counts as received: linkages/x sanctioned it".
std::string CountsAsReceived(const SanctionedScheme& scheme);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SANCTIONED_RECEIPTS_H_
