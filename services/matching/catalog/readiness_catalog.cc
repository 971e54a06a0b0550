#include "services/matching/catalog/readiness_catalog.h"

#include <algorithm>
#include <utility>

namespace sangam::matching {

std::shared_ptr<const ReadinessCatalog> ReadinessCatalog::Compile(
    std::shared_ptr<const CatalogSnapshot> snapshot,
    const ReadinessRulesByName& rules, const ReadinessCatalog* previous) {
  std::shared_ptr<ReadinessCatalog> catalog(
      new ReadinessCatalog(std::move(snapshot)));
  const AttributeDictionary& dictionary = catalog->snapshot_->dictionary();
  const bool same_words =
      previous != nullptr && &previous->snapshot_->dictionary() == &dictionary;
  catalog->rules_.reserve(rules.size());
  for (const auto& [name, rule] : rules) {
    auto compiled = same_words ? previous->Find(name) : nullptr;
    if (compiled == nullptr || compiled->source != rule) {
      compiled = CompileReadinessRule(rule, dictionary);
    }
    catalog->rules_.push_back(std::move(compiled));
  }
  return catalog;
}

std::shared_ptr<const CompiledReadinessRule> ReadinessCatalog::Find(
    absl::string_view name) const {
  const auto found =
      std::lower_bound(rules_.begin(), rules_.end(), name,
                       [](const auto& rule, absl::string_view wanted) {
                         return rule->source->name() < wanted;
                       });
  if (found == rules_.end() || (*found)->source->name() != name) {
    return nullptr;
  }
  return *found;
}

}  // namespace sangam::matching
