// The places of the registry, in memory.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_PLACE_TABLE_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_PLACE_TABLE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "services/matching/feeds/place_walk.h"

namespace sangam::matching {

// All places at one position of the registry. Immutable, so that a match reads
// one state from beginning to end; a change makes a new table that shares the
// bulk of the old one.
class PlaceTable : public PlaceDirectory {
 public:
  using Nodes = absl::flat_hash_map<std::string, PlaceNode>;

  // A table without places.
  static std::shared_ptr<const PlaceTable> Empty();
  // A table of these places, by their names.
  static std::shared_ptr<const PlaceTable> Of(Nodes places);

  // This table with the changes made in order; `this` stays as it is.
  std::shared_ptr<const PlaceTable> With(
      const std::vector<const registry::v1::PlaceChange*>& changes) const;

  // As WalkUp says; ancestors that are not in the table are left out.
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;

  std::string TitleOf(absl::string_view place) const override;

  uint64_t generation() const override { return generation_; }

  // The names of all places of a kind, sorted. Looks at every place.
  std::vector<std::string> NamesOfKind(type::v1::PlaceKind kind) const;

  // Calls for each place once, in no order.
  void ForEach(absl::FunctionRef<void(const std::string&, const PlaceNode&)>
                   receive) const;

  // How many places there are.
  size_t size() const { return size_; }

 private:
  // Nullopt: the place is gone.
  using Changes = absl::flat_hash_map<std::string, absl::optional<PlaceNode>>;

  PlaceTable(std::shared_ptr<const Nodes> base, Changes changes);

  const PlaceNode* Find(absl::string_view place) const;

  // Never null. What `changes_` says counts before it.
  const std::shared_ptr<const Nodes> base_;
  const Changes changes_;
  const size_t size_;
  const uint64_t generation_ = NewGeneration();
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_PLACE_TABLE_H_
