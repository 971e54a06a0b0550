#include "services/matching/planning/receipt_links.h"

#include "absl/algorithm/container.h"
#include "services/matching/planning/step_order.h"
#include "services/matching/planning/supposed_receipts.h"

namespace sangam::matching {

namespace {

using type::v1::PlanStep;

// Whether the step comes after `earlier`, be it by way of others. There are no
// circles.
bool ComesAfter(const std::vector<PlanStep>& steps, const std::string& step,
                const std::string& earlier) {
  if (step == earlier) return true;
  const auto it = absl::c_find_if(
      steps, [&](const PlanStep& one) { return one.id() == step; });
  return it != steps.end() &&
         absl::c_any_of(it->after(), [&](const std::string& id) {
           return ComesAfter(steps, id, earlier);
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
        *version, contexts.ForConditions(by->second.need, participant));
    for (PlanStep& other : *steps) {
      const auto its = applications.find(other.id());
      if (its == applications.end() || its->second.participant != participant) {
        continue;
      }
      if (order.first.count(other.scheme()) > 0 &&
          !ComesAfter(*steps, other.id(), step.id())) {
        PutAfter(other.id(), step);
      }
      if (order.later.count(other.scheme()) > 0 &&
          !ComesAfter(*steps, step.id(), other.id())) {
        PutAfter(step.id(), other);
      }
    }
  }
}

}  // namespace sangam::matching
