// One version of a scheme with its rules compiled.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_VERSION_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_VERSION_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "common/rules/value_rule.h"
#include "common/status/errors.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/matching/catalog/condition_program.h"

namespace sangam::matching {

// An expression of a version. Nothing where the expression is empty (it always
// holds) or does not compile (then the version has a defect).
using OptionalRule = absl::optional<Rule>;

// The rules of computed amounts, by their expressions.
using ComputedAmounts = absl::flat_hash_map<std::string, ValueRule>;

// The rules of one benefit.
struct CompiledBenefit {
  OptionalRule condition;
  // Parallel to the benefit's tranches.
  std::vector<OptionalRule> tranche_conditions;
  // Of its amount, also within lesser_of.
  ComputedAmounts computed_amounts;
};

// One version with its rules compiled. Immutable once compiled; the dictionary
// that it was compiled with must outlive it.
struct CompiledVersion {
  CompiledVersion(
      std::shared_ptr<const scheme_catalog::v1::SchemeVersion> given,
      std::shared_ptr<const scheme_catalog::v1::SchemeVersion> with_relations)
      : source(std::move(given)),
        terms(std::move(with_relations)),
        version(*terms) {}

  // As it was given; never null.
  const std::shared_ptr<const scheme_catalog::v1::SchemeVersion> source;
  // The same with the conditions that its relations add, as far as they add
  // any; else `source` itself. See CompileVersion.
  const std::shared_ptr<const scheme_catalog::v1::SchemeVersion> terms;
  // *terms.
  const scheme_catalog::v1::SchemeVersion& version;
  // So many of its conditions are the department's own; those that the
  // relations add come after them.
  int own_conditions = 0;
  absl::optional<absl::CivilDay> effective_from;
  // The last day, by its terms and by its closing.
  absl::optional<absl::CivilDay> last_day;
  // Parallel to version.conditions(), .benefits() and .funding().
  std::vector<OptionalRule> conditions;
  // The same to be evaluated fast; of a version with a defect, nothing.
  ConditionProgram program;
  std::vector<CompiledBenefit> benefits;
  std::vector<OptionalRule> funding_conditions;
  // Why this version can't be evaluated, in words; empty if it can. It is then
  // never eligible: every condition is unknown.
  std::string defect;
  // Every fault, by the path of its field within the version
  // ("conditions[2].expression"). Empty if there is no defect.
  std::vector<FieldViolation> faults;

  // Whether this day lies within the version's own dates, first and last day
  // included.
  bool CoversDay(absl::CivilDay day) const;
};

// "schemes/sgsy" of "schemes/sgsy/versions/1"; points into `version`.
absl::string_view SchemeOfVersion(absl::string_view version);

// Compiles every rule of a version. Never null.
//
// Its relations EXCLUDES and REQUIRES act as conditions "excludes-{scheme}" and
// "requires-{scheme}" with the description and the citations of the relation:
// `!received("schemes/x", 60)`, `received("schemes/x")`. Not so where a
// condition of its own already asks about that scheme: then it is the order's
// exact word ("only while a loan is outstanding"), which the relation sums up.
std::shared_ptr<const CompiledVersion> CompileVersion(
    std::shared_ptr<const scheme_catalog::v1::SchemeVersion> version,
    const AttributeDictionary& dictionary);

// The same of a copy.
std::shared_ptr<const CompiledVersion> CompileVersion(
    const scheme_catalog::v1::SchemeVersion& version,
    const AttributeDictionary& dictionary);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_COMPILED_VERSION_H_
