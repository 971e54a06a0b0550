// What answers read of versions beside their rules.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_VERSION_TABLE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_VERSION_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/ask_plan.h"
#include "services/matching/engine/grant_bound.h"
#include "services/matching/engine/match_template.h"
#include "services/matching/index/index_part.h"

namespace sangam::matching {

// Of one version.
struct VersionFacts {
  const CompiledVersion* compiled = nullptr;
  GrantBound grant;
  // Bit k: a benefit is of the kind with the number k.
  uint32_t benefit_kinds = 0;
  // What its conditions can lack.
  AskPlan questions;
};

// The facts and the templates of the versions of one part of an index, or of a
// catalogue without one. Immutable but for the templates, which are kept once
// they were made: safe to share between threads, and between the tables of
// states of the catalogue that share the part.
class VersionTable {
 public:
  // By place; null: nothing stands there. Who shares it holds the versions.
  explicit VersionTable(const std::vector<const CompiledVersion*>& versions);
  // Of all that stands in a part, which it holds.
  explicit VersionTable(std::shared_ptr<const IndexPart> part);

  size_t size() const { return facts_.size(); }
  const VersionFacts& at(size_t place) const { return facts_[place]; }
  // Templates of matches; of their languages as many as it keeps.
  const MatchTemplates& templates() const { return templates_; }
  // Null where there is none.
  const IndexPart* part() const { return part_.get(); }

 private:
  void Add(const CompiledVersion* version);

  const std::shared_ptr<const IndexPart> part_;
  std::vector<VersionFacts> facts_;
  const MatchTemplates templates_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_VERSION_TABLE_H_
