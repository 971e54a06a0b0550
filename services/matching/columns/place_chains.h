// Where the places of subjects lie, remembered from one question to the next.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_CHAINS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_CHAINS_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "common/rules/place_chain.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// The chains of places by the numbers of their names, as one directory gives
// them. Thread-safe; fills itself as places are met.
class PlaceChains {
 public:
  // What lies above a place. Many places have the same.
  struct Above {
    PlaceChain chain;
    // The place's own kind. If its chain does not begin with the place itself,
    // all of it counts as above.
    type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
    bool begins_with_itself = true;
  };

  // The numbers of what lies above these places, in the same order.
  void Locate(const std::vector<uint32_t>& places, const TextTable& texts,
              const PlaceDirectory& directory, std::vector<uint32_t>* above);

  Above AboveOf(uint32_t number) const;

 private:
  static constexpr uint32_t kNotYet = ~uint32_t{0};

  uint32_t Find(uint32_t place) const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return place < above_of_place_.size() ? above_of_place_[place] : kNotYet;
  }
  void Add(uint32_t place, const std::string& name, PlaceChain chain)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  // By the number of the place's name.
  std::vector<uint32_t> above_of_place_ ABSL_GUARDED_BY(mutex_);
  std::deque<Above> aboves_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, uint32_t> number_of_above_
      ABSL_GUARDED_BY(mutex_);
};

// The chains by directories, the last few of them. Thread-safe. For one table
// of texts.
class PlaceChainsByDirectory {
 public:
  // One of its own for a directory that may change unseen.
  std::shared_ptr<PlaceChains> Of(const PlaceDirectory& directory);

 private:
  static constexpr size_t kMostKept = 2;

  struct Kept {
    uint64_t generation = 0;
    std::shared_ptr<PlaceChains> chains;
  };

  absl::Mutex mutex_;
  // The last one asked for comes last.
  std::vector<Kept> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_CHAINS_H_
