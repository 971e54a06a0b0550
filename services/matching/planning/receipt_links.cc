#include "services/matching/planning/receipt_links.h"

#include <set>

#include "absl/algorithm/container.h"
#include "services/matching/planning/step_order.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {

namespace {

using type::v1::PlanStep;

// Whether the step comes after `earlier`, be it by way of others that are not
// `seen` yet: relations may have put steps into a circle.
bool ComesAfter(const std::vector<PlanStep>& steps, const std::string& step,
                const std::string& earlier, std::set<std::string>& seen) {
  if (step == earlier) return true;
  if (!seen.insert(step).second) return false;
  const auto it = absl::c_find_if(
      steps, [&](const PlanStep& one) { return one.id() == step; });
  return it != steps.end() &&
         absl::c_any_of(it->after(), [&](const std::string& id) {
           return ComesAfter(steps, id, earlier, seen);
         });
}

}  // namespace

void LinkReceipts(const CatalogSnapshot& catalog, absl::CivilDay as_of,
                  const NeedContexts& contexts,
                  const Applications& applications,
                  std::vector<PlanStep>* steps) {
  for (PlanStep& step : *steps) {
    const auto by = applications.find(step.id());
    const CompiledScheme* scheme =
        by == applications.end() ? nullptr : catalog.Find(step.scheme());
    const CompiledVersion* version =
        scheme == nullptr ? nullptr : scheme->VersionOn(as_of);
    if (version == nullptr) continue;
    const int participant = by->second.participant;
    const ReceiptOrder order = ReceiptOrderOf(
        *version,
        contexts.ForConditions(by->second.need, participant, step.scheme()));
    for (PlanStep& other : *steps) {
      const auto its = applications.find(other.id());
      if (its == applications.end() || its->second.participant != participant) {
        continue;
      }
      std::set<std::string> seen;
      if (order.first.count(other.scheme()) > 0 &&
          !ComesAfter(*steps, other.id(), step.id(), seen)) {
        PutAfter(other.id(), step);
      }
      if (order.later.count(other.scheme()) > 0) PutAfter(step.id(), other);
    }
  }
}

}  // namespace sangam::matching
