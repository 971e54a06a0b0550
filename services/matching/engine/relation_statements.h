// What versions state of other schemes.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RELATION_STATEMENTS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RELATION_STATEMENTS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {

// A relation of the version at `stated_by` to another scheme.
struct RelationStatement {
  uint32_t stated_by = 0;
  int relation = 0;
};

// Statements by the scheme that they are about. A value; those that were made
// of one another share most of what they hold.
class RelationStatements {
 public:
  // What a scheme has here, in the order of the schemes that state it.
  using Statements = std::vector<RelationStatement>;

  // A version with the number of its scheme, by which statements are put in
  // order.
  struct Stating {
    uint32_t position = 0;
    uint32_t scheme_number = 0;
    const CompiledVersion* version = nullptr;
  };

  RelationStatements() = default;
  // Of all these versions.
  explicit RelationStatements(const std::vector<Stating>& all);

  // These without what is stated at positions that are gone, and with what is
  // stated at those that are added, which may be the same. `number_of` gives
  // the number that a position's scheme has now.
  RelationStatements With(
      const std::vector<Stating>& gone, const std::vector<Stating>& added,
      const std::function<uint32_t(uint32_t)>& number_of) const;

  const Statements& About(absl::string_view scheme) const;

 private:
  using ByScheme = absl::flat_hash_map<std::string, Statements>;

  // Never null. Does not count for schemes that are in `changed_`.
  std::shared_ptr<const ByScheme> first_ = std::make_shared<const ByScheme>();
  ByScheme changed_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RELATION_STATEMENTS_H_
