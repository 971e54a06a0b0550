// The catalogue as the matcher reads it: every published version, its rules
// compiled.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_CATALOG_SNAPSHOT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_CATALOG_SNAPSHOT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::matching {

// An expression of a version. Nothing where the expression is empty (it always
// holds) or does not compile (then the version has a defect).
using OptionalRule = absl::optional<Rule>;

// One published version with its rules compiled.
struct CompiledVersion {
  scheme_catalog::v1::SchemeVersion version;
  absl::optional<absl::CivilDay> effective_from;
  absl::optional<absl::CivilDay> effective_until;
  // Parallel to version.conditions(), .benefits() and .funding().
  std::vector<OptionalRule> conditions;
  std::vector<OptionalRule> benefit_conditions;
  std::vector<OptionalRule> funding_conditions;
  // Why this version can't be evaluated, in words; empty if it can. It is then
  // never eligible: every condition is unknown.
  std::string defect;

  // Whether the version is in force on this day, first and last day included.
  bool InForceOn(absl::CivilDay day) const;
};

// One scheme with its published versions.
struct CompiledScheme {
  scheme_catalog::v1::Scheme scheme;
  // The title of its department; empty if the department is not known.
  std::string department_title;
  // The latest effective_from first.
  std::vector<std::shared_ptr<const CompiledVersion>> versions;

  // The version in force on this day (of several, the one that began last), or
  // null.
  const CompiledVersion* VersionOn(absl::CivilDay day) const;
};

// An immutable catalogue: safe to share between threads; a match holds on to
// the snapshot that it began with while a newer one takes its place.
class CatalogSnapshot {
 public:
  // Compiles a catalogue. Drafts, and versions of schemes that are not given,
  // are left out. A version that was in `previous` (may be null) and is still
  // the same is taken over instead of being compiled again. The dictionary must
  // outlive the snapshot.
  static std::shared_ptr<const CatalogSnapshot> Build(
      const std::vector<scheme_catalog::v1::Department>& departments,
      const std::vector<scheme_catalog::v1::Scheme>& schemes,
      const std::vector<scheme_catalog::v1::SchemeVersion>& versions,
      const AttributeDictionary& dictionary = AttributeDictionary::BuiltIn(),
      const CatalogSnapshot* previous = nullptr);

  // All schemes, by name.
  const std::vector<CompiledScheme>& schemes() const { return schemes_; }
  // The scheme of this name, or null.
  const CompiledScheme* Find(absl::string_view scheme) const;
  // The places that rules name, each once, sorted.
  const std::vector<std::string>& place_names() const { return place_names_; }
  // Versions that can't be evaluated, with the reason, for logs and metrics.
  std::vector<std::string> Defects() const;

  const AttributeDictionary& dictionary() const { return *dictionary_; }

 private:
  CatalogSnapshot() = default;

  std::vector<CompiledScheme> schemes_;
  absl::flat_hash_map<std::string, size_t> index_by_name_;
  std::vector<std::string> place_names_;
  const AttributeDictionary* dictionary_ = nullptr;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_CATALOG_SNAPSHOT_H_
