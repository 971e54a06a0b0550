// What answers read of versions beside their rules.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_VERSION_TABLE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_VERSION_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/condition_table.h"
#include "services/matching/engine/grant_bound.h"
#include "services/matching/engine/match_template.h"
#include "services/matching/index/index_part.h"
#include "services/matching/index/kept_named_places.h"

namespace sangam::matching {

// Of one version.
struct VersionFacts {
  const CompiledVersion* compiled = nullptr;
  GrantBound grant;
  // Bit k: a benefit is of the kind with the number k.
  uint32_t benefit_kinds = 0;
};

// The facts and the templates of the versions of one part of an index, or of a
// catalogue without one. Immutable but for the templates, which are kept once
// they were made: safe to share between threads, and between the tables of
// states of the catalogue that share the part.
class VersionTable {
 public:
  // By place; null: nothing stands there. Who shares it holds the versions.
  // `dictionary` is the one that they were compiled with.
  VersionTable(const std::vector<const CompiledVersion*>& versions,
               const AttributeDictionary& dictionary);
  // Of all that stands in a part, which it holds.
  VersionTable(std::shared_ptr<const IndexPart> part,
               const AttributeDictionary& dictionary);

  size_t size() const { return facts_.size(); }
  const VersionFacts& at(size_t place) const { return facts_[place]; }
  // Templates of matches; of their languages as many as it keeps.
  const MatchTemplates& templates() const { return templates_; }
  // The conditions of all its versions that can be evaluated.
  const ConditionTable& conditions() const { return *conditions_; }
  // Their tests of places, as the conditions count them.
  const KeptNamedPlaces& place_tests() const { return *place_tests_; }
  // Null where there is none.
  const IndexPart* part() const { return part_.get(); }

 private:
  void AddAll(const std::vector<const CompiledVersion*>& versions,
              const AttributeDictionary& dictionary);

  const std::shared_ptr<const IndexPart> part_;
  std::vector<VersionFacts> facts_;
  std::unique_ptr<const ConditionTable> conditions_;
  std::unique_ptr<const KeptNamedPlaces> place_tests_;
  const MatchTemplates templates_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_VERSION_TABLE_H_
