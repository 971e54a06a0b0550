// Schemes that ask for each other's receipt, and what a plan says of them.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_WAYS_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_WAYS_FOR_TEST_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/matching/planning/plans_for_test.h"

namespace sangam::matching {

inline constexpr char kNeeds[] =
    "needs { id: 'a' head: 'A' cost_paise: 100 } needs { id: 'b' head: 'B'"
    " cost_paise: 100 } needs { id: 'c' head: 'C' cost_paise: 100 } needs { id:"
    " 'd' head: 'D' cost_paise: 100 } ";
// Nothing was received.
inline constexpr char kNothing[] =
    "kind: SUBJECT_KIND_CLUSTER members: 12 received_benefits_complete_until {"
    " year: 2025 month: 1 day: 1 } ";

inline std::string Named(const std::string& scheme) {
  return absl::StrCat("received(\"schemes/", scheme, "\")");
}

// `terms` to whom the rule holds for.
inline std::string If(const std::string& rule, std::string terms) {
  return terms.replace(
      0, sizeof("open_to_all: true") - 1,
      absl::StrCat("conditions { id: 'c' expression: '", rule, "' } "));
}

inline std::string Relates(const std::string& kind, const std::string& scheme) {
  return absl::StrCat("relations { kind: SCHEME_RELATION_KIND_", kind,
                      " scheme: 'schemes/", scheme, "'", kCited, "} ");
}

inline type::v1::ConvergencePlan Plan(const SampleCatalog& sample,
                                      const std::string& more = "") {
  return PlanBy(sample, absl::StrCat(kNeeds, more), kNothing);
}

inline std::vector<std::string> AfterOf(const type::v1::ConvergencePlan& plan,
                                        const std::string& id) {
  for (const auto& step : plan.steps()) {
    if (step.id() != id) continue;
    return {step.after().begin(), step.after().end()};
  }
  return {"no such step"};
}

inline std::vector<std::string> NotUsedOf(
    const type::v1::ConvergencePlan& plan) {
  std::vector<std::string> notes;
  for (const auto& note : plan.not_used()) {
    notes.push_back(absl::StrCat(note.scheme(), ": ", note.reason()));
  }
  return notes;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_WAYS_FOR_TEST_H_
