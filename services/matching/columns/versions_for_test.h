// Versions of a few conditions, and what they are asked on.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_VERSIONS_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_VERSIONS_FOR_TEST_H_

#include <memory>
#include <string>
#include <vector>

#include "common/rules/random_rules.h"
#include "services/matching/columns/reverse_evaluator.h"

namespace sangam::matching {

using Versions = std::vector<std::shared_ptr<const CompiledVersion>>;

inline std::vector<const CompiledVersion*> Pointers(const Versions& versions) {
  std::vector<const CompiledVersion*> pointers;
  for (const auto& version : versions) pointers.push_back(version.get());
  return pointers;
}

inline std::shared_ptr<const CompiledVersion> VersionOf(
    const std::vector<std::string>& expressions) {
  scheme_catalog::v1::SchemeVersion version;
  for (const std::string& expression : expressions) {
    version.add_conditions()->set_expression(expression);
  }
  return CompileVersion(version, rules::SampleDictionary());
}

inline const rules::SamplePlaces& Places() {
  static const auto* const kPlaces = new rules::SamplePlaces();
  return *kPlaces;
}

inline ReverseBasis BasisOn(absl::CivilDay day) {
  return {day, ReferenceData(Places(), rules::SampleReferences())};
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_VERSIONS_FOR_TEST_H_
