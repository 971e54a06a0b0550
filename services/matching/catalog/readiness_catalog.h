// The readiness rules of one state of the catalogue.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_READINESS_CATALOG_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_READINESS_CATALOG_H_

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "sangam/scheme_catalog/v1/readiness_rule.pb.h"
#include "services/matching/catalog/catalog_contents.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/catalog/compiled_readiness_rule.h"

namespace sangam::matching {

using ReadinessRulesByName = ResourcesByName<scheme_catalog::v1::ReadinessRule>;

// Immutable, so safe to share between threads. Keeps the snapshot whose words
// its rules are compiled with.
class ReadinessCatalog {
 public:
  // Takes over from `previous` (may be null) what holds the very same rule and
  // the same words.
  static std::shared_ptr<const ReadinessCatalog> Compile(
      std::shared_ptr<const CatalogSnapshot> snapshot,
      const ReadinessRulesByName& rules,
      const ReadinessCatalog* previous = nullptr);

  // All of them, by name.
  const std::vector<std::shared_ptr<const CompiledReadinessRule>>& rules()
      const {
    return rules_;
  }
  // The rule of this name, or null.
  std::shared_ptr<const CompiledReadinessRule> Find(
      absl::string_view name) const;

 private:
  explicit ReadinessCatalog(std::shared_ptr<const CatalogSnapshot> snapshot)
      : snapshot_(std::move(snapshot)) {}

  const std::shared_ptr<const CatalogSnapshot> snapshot_;
  std::vector<std::shared_ptr<const CompiledReadinessRule>> rules_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_READINESS_CATALOG_H_
