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
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "common/rules/place_chain.h"
#include "services/matching/columns/text_table.h"

namespace sangam::matching {

// A link of a chain, by the number of the place's name.
struct NumberedLink {
  uint32_t name = 0;
  type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
};

// What lies above a place. Many places have the same.
struct PlaceAbove {
  // From 0 on, within one PlaceChains.
  uint32_t number = 0;
  // Whether the directory knows the place.
  bool is_known = false;
  // If its chain does not begin with the place itself, all of it counts as
  // above. A place that is not known is a chain by itself.
  bool begins_with_itself = true;
  // The place's own kind, if it begins with itself.
  type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
  std::vector<NumberedLink> links;
};

// A place and its chain.
struct NumberedPlace {
  uint32_t name = 0;
  const PlaceAbove* above = nullptr;

  // Calls `visit` with each NumberedLink of the chain, the place itself first.
  template <typename Visit>
  void ForEachLink(const Visit& visit) const {
    if (above->begins_with_itself) visit(NumberedLink{name, above->kind});
    for (const NumberedLink& link : above->links) visit(link);
  }
};

// The chains of places, as one directory gives them. What stands for the name
// of a place is a number: places have the same number if they have the same
// name. Thread-safe; fills itself as places are met.
class PlaceChains {
 public:
  // The number of the empty name.
  static constexpr uint32_t kNameless = ~uint32_t{0};

  // The places whose names have these numbers in `texts`, in the same order.
  // What they point to is valid as long as this. Directory and texts are always
  // the same.
  std::vector<NumberedPlace> Locate(const std::vector<uint32_t>& places,
                                    const TextTable& texts,
                                    const PlaceDirectory& directory);
  // The same of names, which need not be in `texts`.
  std::vector<NumberedPlace> LocateNames(const std::vector<std::string>& names,
                                         const TextTable& texts,
                                         const PlaceDirectory& directory);

 private:
  // A name that was not among the texts when it was first met has a number from
  // here on; the others have that of the text.
  static constexpr uint32_t kFirstOther = uint32_t{1} << 31;
  static constexpr uint32_t kNotYet = ~uint32_t{0};

  struct Known {
    uint32_t name = 0;
    uint32_t above = kNotYet;
  };

  uint32_t NumberOf(absl::string_view name, const TextTable& texts)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Known& KnownOf(uint32_t name) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // False: not yet.
  bool Find(uint32_t text, NumberedPlace* place) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  bool Find(const std::string& name, const TextTable& texts,
            NumberedPlace* place) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  NumberedPlace Add(const std::string& name, const PlaceChain& chain,
                    const TextTable& texts)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  uint32_t NumberOfAbove(const std::string& name, const PlaceChain& chain,
                         const TextTable& texts)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  // By the number of the text.
  std::vector<Known> of_text_ ABSL_GUARDED_BY(mutex_);
  // The names that are no texts, from kFirstOther on.
  std::vector<Known> of_other_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, uint32_t> others_ ABSL_GUARDED_BY(mutex_);
  // A deque, because its elements stay where they are.
  std::deque<PlaceAbove> aboves_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::vector<uint32_t>, uint32_t> number_of_above_
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
