// Tests that read the same of a block, worked out together.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_TEST_GROUP_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_TEST_GROUP_H_

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "services/matching/columns/bit_plane.h"
#include "services/matching/columns/block_values.h"
#include "services/matching/columns/place_questions.h"
#include "services/matching/columns/reverse_plan.h"
#include "services/matching/columns/version_formulas.h"

namespace sangam::matching {

// Rows where a test ([0]) or its negation ([1]) fails by too many months, which
// time only adds to: no near miss. Rows where it does not fail may be in it.
struct BarredPlanes {
  BitPlane barred[2];
};

// Takes in what the groups find out, each test once a block.
class PlaneSink {
 public:
  virtual ~PlaneSink() = default;
  // Where a test holds: to be filled in, whatever is in it.
  BitPlane& Holds(uint32_t test) { return *wishes_[test].holds; }
  // Whether it matters where a test is unknown, or only where it holds.
  bool WantsUnknown(uint32_t test) const { return wishes_[test].unknown; }
  // Then called. `may_hold` is false only if it holds nowhere. `unknown` is
  // where it is unknown, null for nowhere; anything if that does not matter.
  // `barred` may be null. In the other rows the test fails.
  void Finish(uint32_t test, bool may_hold, const BitPlane* unknown,
              const BarredPlanes* barred) {
    if (!FinishEarly(test, may_hold)) Take(test, may_hold, unknown, barred);
  }
  // The same where only where it holds matters, maybe before that is filled in.
  // False: more matters, and Finish is called.
  bool FinishEarly(uint32_t test, bool may_hold) {
    const Wish& wish = wishes_[test];
    if (wish.state == nullptr) return false;
    *wish.state = may_hold ? PlaneState::kMixed : PlaneState::kNone;
    return true;
  }
  // Whether anybody asks for what is barred.
  virtual bool WantsBarred() const = 0;

 protected:
  // Of one test.
  struct Wish {
    BitPlane* holds = nullptr;
    // Where that is all, this is told; else Take() is.
    PlaneState* state = nullptr;
    bool unknown = true;
  };

  // By test; by whoever derives from this.
  void SetWishes(std::vector<Wish> wishes) { wishes_ = std::move(wishes); }

 private:
  // As Finish says.
  virtual void Take(uint32_t test, bool may_hold, const BitPlane* unknown,
                    const BarredPlanes* barred) = 0;

  std::vector<Wish> wishes_;
};

// For one thread; used for block after block.
class TestGroup {
 public:
  virtual ~TestGroup() = default;
  virtual void Fill(BlockValues& values, PlaneSink& sink) = 0;
  // About what of it grows with the values that it has met.
  virtual size_t bytes() const { return 0; }
};

// By numbers within `tests`, which outlive the group, as do values and basis.

// Comparisons of one number or date with constants and parameters, and has().
std::unique_ptr<TestGroup> MakeNumberTests(const std::vector<PlanTest>& tests,
                                           std::vector<uint32_t> members,
                                           const ReverseBasis& basis);
// One yes-or-no attribute by itself.
std::unique_ptr<TestGroup> MakeTruthTests(const std::vector<PlanTest>& tests,
                                          std::vector<uint32_t> members);
// Anything about one attribute of few values.
std::unique_ptr<TestGroup> MakeCategoryTests(const std::vector<PlanTest>& tests,
                                             std::vector<uint32_t> members);
// place.within of the subject, whose attribute this is.
std::unique_ptr<TestGroup> MakePlaceTests(
    const AttributeInfo& info, std::shared_ptr<const PlaceQuestions> questions);
// received, for all schemes.
std::unique_ptr<TestGroup> MakeReceiptTests(const std::vector<PlanTest>& tests,
                                            std::vector<uint32_t> members);
// Anything else; any tests.
std::unique_ptr<TestGroup> MakeComputedTests(const std::vector<PlanTest>& tests,
                                             std::vector<uint32_t> members);

// What is the same for all threads that work on one question. Immutable.
struct SharedTests {
  SharedTests(const ReversePlan::Parts& plan, const ColumnsView& view,
              const ReverseBasis& basis);

  // Null if no test asks for places.
  std::shared_ptr<const PlaceQuestions> places;
};

// All tests of a plan, in groups.
std::vector<std::unique_ptr<TestGroup>> MakeTestGroups(
    const ReversePlan::Parts& plan, const ReverseBasis& basis,
    const SharedTests& shared);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_TEST_GROUP_H_
