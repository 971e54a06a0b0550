// Truths of many tests for values that occur again and again.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_CODED_TRUTHS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_CODED_TRUTHS_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/rules/truth.h"
#include "services/matching/columns/number_by_key.h"
#include "services/matching/columns/plane_kernels.h"
#include "services/matching/columns/row_bytes.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {

// What the tests of a group, by their place in it, say of one value: a bit for
// each; where both are 0 it is false.
struct ValueTruths {
  explicit ValueTruths(size_t tests)
      : holds((tests + 63) / 64), unknown((tests + 63) / 64) {}

  void Set(size_t test, Truth truth) {
    const uint64_t bit = uint64_t{1} << (test % 64);
    if (truth == Truth::kTrue) holds[test / 64] |= bit;
    if (truth == Truth::kUnknown) unknown[test / 64] |= bit;
  }

  std::vector<uint64_t> holds;
  std::vector<uint64_t> unknown;
};

// The tests of a group by what they say of each value, spread over the rows of
// one block after the other. For one thread.
class CodedTruths {
 public:
  explicit CodedTruths(std::vector<uint32_t> tests);

  size_t tests() const { return tests_.size(); }
  // About what the codes take in memory.
  size_t bytes() const;

  // A code for values of which this is true; the same for the same truths.
  uint32_t CodeOf(const ValueTruths& truths);
  // A new code, for truths of which there is none yet: to look for it takes
  // longer than all the rest.
  uint32_t AddCode(const ValueTruths& truths);

  // Whether it matters to the sink where any of the tests is unknown.
  bool WantsUnknown(const PlaneSink& sink) const;

  // Hands the planes of all tests to the sink. `codes` has one for each row.
  void Spread(const uint32_t* codes, uint32_t rows, PlaneSink& sink);

  // The rows of some code.
  struct CodeRows {
    uint32_t code = 0;
    const BitPlane* rows = nullptr;
  };
  // The same where the rows of each code are known: each row is among those of
  // one code, which may come several times. False: there are too many codes.
  bool SpreadRows(const std::vector<CodeRows>& code_rows, PlaneSink& sink);

 private:
  // Up to so many codes have a plane each, and those of the tests are put
  // together from these.
  static constexpr size_t kFew = 64;
  // Of up to so many tests a code is what they say: a bit for each that holds,
  // and after so many bits one for each that is unknown.
  static constexpr size_t kFewTests = 16;
  // For so many it pays to unite the planes of each four codes before.
  static constexpr size_t kMany = 48;
  using Bits = std::vector<uint64_t>;

  // The few tests that say anything but false of a value.
  struct Marks {
    // More than this is not listed.
    static constexpr size_t kMost = 192;
    static constexpr uint16_t kNotListed = 0xFFFF;

    // The tests that hold are marks_[first] and so many more, by their place
    // here; then come those that are unknown. All that are unknown at once are
    // not listed.
    uint32_t first = 0;
    uint16_t holds = 0;
    uint16_t unknown = 0;
    bool is_unknown = false;
  };

  bool AreFewTests() const { return tests_.size() <= kFewTests; }

  Marks AddMarks(const ValueTruths& truths);

  // While there are few codes at all: the codes of a test stay the same.
  void UniteAll(const uint32_t* codes, uint32_t rows, PlaneSink& sink);
  // The same from planes_of_codes_.
  void UniteAll(PlaneSink& sink);
  // Brings in_order_ up to date.
  void PutInOrder();
  // While there are few tests: from the bits of the codes.
  void SplitAll(const uint32_t* codes, uint32_t rows, PlaneSink& sink);
  // The same from the rows of the codes.
  void JoinRows(const std::vector<CodeRows>& code_rows, PlaneSink& sink);
  // As many planes from as many bits of the codes; a bit for each plane that
  // has any row.
  uint8_t Split(const uint32_t* codes, uint32_t rows, size_t first_bit,
                size_t count, BitPlane* const* planes);
  // If the codes say little: by setting the bits of the rows one by one.
  // False: it would not pay.
  bool Mark(const uint32_t* codes, uint32_t rows, PlaneSink& sink);

  // For the rest. There may be few codes in a block, which FindCodes tells;
  // else the truths of all rows are turned from one row of bits for each
  // subject into one for each test.
  bool FindCodes(const uint32_t* codes, uint32_t rows);
  void MakePlanesOfCodes(size_t count, uint32_t rows);
  // For tests_[64 * word, ...): from the planes of the codes.
  void UniteWord(size_t word, PlaneSink& sink);
  // The same from the bits of the rows, for so many words.
  void TurnWords(size_t words, const uint32_t* codes, uint32_t rows,
                 PlaneSink& sink);
  // From such words by code to as many planes as there are, null being the end;
  // says in `any` which of them have any row.
  void Turn(const Bits& bits, const uint32_t* codes, uint32_t rows,
            BitPlane* const* planes, uint64_t* any);
  // Of planes_of_codes_, from those of fours if there are any.
  void UnitePlanes(uint64_t which, BitPlane* united) const;
  // The plane of a test from those of the codes, given these bits of them.
  void UniteTest(uint32_t test, uint64_t holds, uint64_t unknown,
                 PlaneSink& sink);
  // The same once the rows where it holds are united.
  void FinishUnited(uint32_t test, uint64_t holds, uint64_t unknown,
                    PlaneSink& sink);
  // How many tests a word has.
  size_t TestsIn(size_t word) const;

  const std::vector<uint32_t> tests_;
  // How many words have a bit for each.
  const size_t words_;
  // By each kWordsAtOnce words of tests, then by code, and by word: what is
  // gathered at once lies together, and that of all codes where the cache has
  // it.
  std::vector<Bits> holds_;
  std::vector<Bits> unknown_;
  absl::flat_hash_map<std::pair<Bits, Bits>, uint32_t> code_of_truths_;
  // By test the bits of the first few codes.
  Bits holding_codes_;
  Bits unknown_codes_;
  // By code.
  std::vector<Marks> marks_of_code_;
  std::vector<uint32_t> marks_;

  // The codes that the block at hand has; by code, the place there; by row, the
  // place of its code, if they are few.
  std::vector<uint32_t> codes_here_;
  std::vector<uint32_t> place_of_code_;
  RowBytes place_of_row_;
  std::vector<BitPlane> planes_of_codes_;
  // See UniteFours; how many fours there are.
  std::vector<BitPlane> planes_of_fours_;
  size_t fours_ = 0;
  // The tests, by their place in tests_, that hold of fewer codes before those
  // that hold of more, when there were ordered_codes_; how many codes that
  // makes of all tests.
  std::vector<uint32_t> in_order_;
  size_t ordered_codes_ = 0;
  size_t holding_ = 0;
  // What to unite, and into what, in that order.
  Bits united_by_test_;
  std::vector<BitPlane*> planes_of_tests_;
  // Those of which it also matters where they are unknown.
  std::vector<uint32_t> unfinished_;
  // The codes whose plane has any row.
  uint64_t codes_with_rows_ = 0;
  // What unknown_planes_.front() was put together from last.
  uint64_t united_codes_ = 0;
  std::vector<BitPlane> unknown_planes_;
  std::vector<BitPlane> marked_unknown_;
  BitSquares squares_[kWordsAtOnce] = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_CODED_TRUTHS_H_
