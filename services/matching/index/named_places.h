// The places that tests name, looked up once for many subjects.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_NAMED_PLACES_H_
#define SANGAM_SERVICES_MATCHING_INDEX_NAMED_PLACES_H_

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/time/civil_time.h"
#include "common/rules/checked_node.h"
#include "common/rules/place_chain.h"
#include "common/rules/reference_data.h"
#include "common/rules/truth.h"
#include "sangam/type/v1/place_ref.pb.h"
#include "services/matching/index/text_map.h"

namespace sangam::matching {

// What place.within() of some tests means on one day in one state of the places
// and place sets: the value that the reference evaluator would find, without
// walking up from each named place again. Immutable.
class NamedPlaces {
 public:
  // Tests of other kinds are passed over.
  NamedPlaces(const std::vector<const rules::Predicate*>& predicates,
              absl::CivilDay day, const ReferenceData& reference);

  // What tells apart the states that a NamedPlaces is right for.
  struct State {
    // Of the directory; 0 where it can't promise to stay as it is.
    uint64_t places = 0;
    uint64_t dated = 0;
    int64_t day = 0;

    friend bool operator==(const State& a, const State& b) {
      return a.places == b.places && a.dated == b.dated && a.day == b.day;
    }
  };
  static State StateOf(absl::CivilDay day, const ReferenceData& reference);
  const State& state() const { return state_; }

  // A subject's place as the tests see it.
  struct Seen {
    // Of each link its kind and its number here, 0 where no test names it and
    // nothing named lies in it. Links of kinds that nothing named has are left
    // out, so that places that no test tells apart look the same.
    absl::InlinedVector<std::pair<uint8_t, uint32_t>, 6> links;
    bool known = false;
  };
  Seen See(const PlaceChain& chain) const;

  // What a test says.
  enum class Answer {
    kOutside,
    kInside,
    // Not known; a finer place would settle it.
    kTooCoarse,
    // Not known; whatever the subject's place, as long as it is in none.
    kBeyondAsking,
    // Not known, as no place is.
    kNoPlace,
  };
  // Of the test at this place among the predicates.
  Answer Tell(size_t predicate, const Seen& seen) const;
  // The same as a truth.
  static Truth TruthOf(Answer answer);
  Truth Within(size_t predicate, const Seen& seen) const {
    return TruthOf(Tell(predicate, seen));
  }

 private:
  static constexpr size_t kKinds = type::v1::PlaceKind_ARRAYSIZE;

  struct Named {
    // 1 on.
    uint32_t number = 0;
    // The directory does not know it.
    bool is_stranger = false;
    // The number of what it lies in, by kind; 0: nothing.
    std::array<uint32_t, kKinds> by_kind = {};
    // Its own kind; kKinds where that is not known.
    uint8_t kind = kKinds;
  };
  struct Test {
    // Into named_of_tests_.
    uint32_t begin = 0;
    uint32_t end = 0;
    // There may be more places than are recorded.
    bool is_open = false;
    // All its places are known and of this kind; kKinds: not so.
    uint8_t kind = kKinds;
  };

  uint32_t NumberOf(const std::string& place);
  // The place among named_, added with its chain if it is new.
  uint32_t Add(const std::string& place, const PlaceDirectory& places);
  // The kind that all places of a test have; kKinds if there is none.
  uint8_t KindOf(const Test& test) const;
  bool Names(const Test& test, const Seen& seen) const;

  State state_;
  TextMap<uint32_t> numbers_;
  TextMap<uint32_t> index_of_named_;
  std::vector<Named> named_;
  std::vector<uint32_t> named_of_tests_;
  // The same places by their numbers.
  std::vector<uint32_t> numbers_of_tests_;
  std::vector<Test> tests_;
  std::array<bool, kKinds> kinds_ = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_NAMED_PLACES_H_
