// The places of the registry, in memory.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_PLACE_TABLE_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_PLACE_TABLE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/place_chain.h"
#include "sangam/registry/v1/subject_profile.pb.h"

namespace sangam::matching {

// All places at one position of the registry. Immutable, so that a match reads
// one state from beginning to end; a change makes a new table that shares the
// bulk of the old one.
class PlaceTable : public PlaceDirectory {
 public:
  // A table without places.
  static std::shared_ptr<const PlaceTable> Empty();

  // This table with the changes made in order; `this` stays as it is.
  std::shared_ptr<const PlaceTable> With(
      const std::vector<const registry::v1::PlaceChange*>& changes) const;

  // The place first, then its ancestors, nearest first; of two ancestors of one
  // kind the nearer counts. Ancestors that are not in the table are left out.
  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override;

  std::string TitleOf(absl::string_view place) const override;

  // How many places there are.
  size_t size() const { return size_; }

 private:
  struct Node {
    type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
    // In the order revenue, development, urban; those that are there.
    std::vector<std::string> parents;
    std::string title;
  };
  using Nodes = absl::flat_hash_map<std::string, Node>;
  // Nullopt: the place is gone.
  using Changes = absl::flat_hash_map<std::string, absl::optional<Node>>;

  PlaceTable(std::shared_ptr<const Nodes> base, Changes changes);

  const Node* Find(absl::string_view place) const;

  // Never null. What `changes_` says counts before it.
  const std::shared_ptr<const Nodes> base_;
  const Changes changes_;
  const size_t size_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_PLACE_TABLE_H_
