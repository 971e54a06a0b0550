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

void PutAfterUnlessBefore(const std::string& earlier, const std::string& id,
                          std::vector<PlanStep>* steps) {
  std::set<std::string> seen;
  if (ComesAfter(*steps, earlier, id, seen)) return;
  for (PlanStep& step : *steps) {
    if (step.id() == id) PutAfter(earlier, step);
  }
}

void LinkFirst(const std::vector<RequiredScheme>& required,
               const std::map<std::string, std::string>& ids,
               const std::string& id, Applications* applications,
               std::vector<PlanStep>* steps) {
  const auto link = [&](const std::string& scheme, const std::string& step) {
    PutAfterUnlessBefore(ids.at(scheme), step, steps);
    Application& application = (*applications)[step];
    const std::vector<std::string> gets =
        HadFirst(required, application.participant);
    if (absl::c_linear_search(gets, scheme) &&
        !absl::c_linear_search(application.had, scheme)) {
      application.had.push_back(scheme);
    }
  };
  for (const RequiredScheme& one : required) {
    for (const std::string& before : one.after) link(before, ids.at(one.name));
    link(one.name, id);
  }
}

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
        *version, by->second.benefits, by->second.had,
        contexts.ForConditions(by->second.need, participant, step.scheme()));
    for (PlanStep& other : *steps) {
      const auto its = applications.find(other.id());
      if (its == applications.end() || its->second.participant != participant) {
        continue;
      }
      if (order.first.count(other.scheme()) > 0) {
        PutAfterUnlessBefore(other.id(), step.id(), steps);
      }
      if (order.later.count(other.scheme()) > 0) PutAfter(step.id(), other);
    }
  }
}

}  // namespace sangam::matching
