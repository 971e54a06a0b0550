// Where places lie, against all places that tests name (the targets).
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_TARGETS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_TARGETS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/container/inlined_vector.h"
#include "absl/functional/function_ref.h"
#include "common/rules/place_chain.h"
#include "services/matching/columns/place_chains.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// Add() all targets, then Finish(); then any number of threads may ask.
class PlaceTargets {
 public:
  // The number of a target, from 0 on.
  uint32_t Add(const std::string& place);
  // The places that are asked about later are numbered by `chains`, too.
  void Finish(PlaceChains* chains, const TextTable& texts,
              const PlaceDirectory& places);

  size_t size() const { return places_.size(); }
  // UNSPECIFIED for a target that is not in the directory.
  type::v1::PlaceKind KindOf(uint32_t target) const { return kinds_[target]; }

  // Whether a target's chain begins with itself.
  bool BeginsWithItself(uint32_t target) const {
    return begins_with_itself_[target];
  }

  // Puts the targets that a place's chain names into `named`, each once.
  void FindNamed(const NumberedPlace& place,
                 std::vector<uint32_t>* named) const;

  // Whether a place is a target, or a target lies in it. Of two others of the
  // same kind that lie in the same places, the same is true.
  bool Names(const NumberedPlace& place) const {
    return named_.contains(place.name);
  }

  // Calls `within` with the targets that a place surely lies in, and `unknown`
  // with those that it may lie in.
  void Locate(const NumberedPlace& place,
              absl::FunctionRef<void(uint32_t)> within,
              absl::FunctionRef<void(uint32_t)> unknown) const;

 private:
  using Bits = std::vector<uint64_t>;
  // Mostly few.
  using Targets = absl::InlinedVector<uint32_t, 4>;
  // The targets that lie in a place of one kind, and in which.
  struct InKind {
    Bits has;
    absl::flat_hash_map<uint32_t, Targets> by_place;
  };

  std::vector<std::string> places_;
  absl::flat_hash_map<std::string, uint32_t> numbers_;
  // By the number of the name.
  absl::flat_hash_map<uint32_t, uint32_t> target_of_name_;
  absl::flat_hash_set<uint32_t> named_;
  std::vector<type::v1::PlaceKind> kinds_;
  std::vector<bool> begins_with_itself_;
  size_t words_ = 0;
  std::map<type::v1::PlaceKind, InKind> in_kinds_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_TARGETS_H_
