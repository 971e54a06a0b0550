// Truths of many tests for values that occur again and again.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_CODED_TRUTHS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_CODED_TRUTHS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {

// What the tests of a group, by their place in it, say of one value; the others
// are false.
struct ValueTruths {
  std::vector<uint32_t> holds;
  std::vector<uint32_t> unknown;
};

// The planes of a group's tests while they are filled.
class GroupPlanes {
 public:
  explicit GroupPlanes(size_t tests) : holds_(tests), unknown_(tests) {}

  // All false, for the next block.
  void Begin(const std::vector<uint32_t>& tests, PlaneSink& sink);
  // What `truths` say holds for these rows.
  void Add(const ValueTruths& truths, const BitPlane& rows);
  void Add(const ValueTruths& truths, uint32_t row);
  // Hands them over.
  void Finish(const std::vector<uint32_t>& tests, PlaneSink& sink);

 private:
  BitPlane& UnknownOf(uint32_t test);

  std::vector<BitPlane*> holds_;
  // By test: where its plane is in unknown_planes_, from 1 on; 0 if it has
  // none. Few tests are unknown of some.
  std::vector<uint32_t> unknown_;
  std::vector<BitPlane> unknown_planes_;
};

// Keeps truths by the number of the value, and spreads them over the rows of a
// block. For one thread.
class CodedTruths {
 public:
  // Adds what is true of each row's value; `ask` is called for values that were
  // not met before.
  void Spread(const RowNumbers& numbers,
              absl::FunctionRef<ValueTruths(int64_t number)> ask,
              GroupPlanes* planes);

 private:
  // Deal with each value at once where few occur, else with each row.
  static constexpr size_t kFew = 64;
  static constexpr uint32_t kNone = ~uint32_t{0};
  static constexpr int64_t kMostDense = 1 << 26;

  struct ValueRows {
    uint32_t kept = 0;
    BitPlane rows;
  };

  // The place of a number in kept_.
  uint32_t PlaceOf(int64_t number,
                   absl::FunctionRef<ValueTruths(int64_t number)> ask);

  // By numbers from 0 on, as those of texts are; kNone where nothing is kept.
  std::vector<uint32_t> dense_;
  absl::flat_hash_map<int64_t, uint32_t> others_;
  // Values of which the same is true have the same place here.
  std::vector<ValueTruths> kept_;
  absl::flat_hash_map<std::pair<std::vector<uint32_t>, std::vector<uint32_t>>,
                      uint32_t>
      place_of_truths_;
  // By place: which of few_ it is in this block; kNone for none.
  std::vector<uint32_t> few_of_kept_;
  std::vector<ValueRows> few_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_CODED_TRUTHS_H_
