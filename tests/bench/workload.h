// Seeded schemes and subjects that our engine and its peers are measured on.
#ifndef SANGAM_TESTS_BENCH_WORKLOAD_H_
#define SANGAM_TESTS_BENCH_WORKLOAD_H_

#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "tests/bench/workload_attributes.h"

namespace sangam::bench {

// The date of every question, and the first day of formation.
inline constexpr absl::CivilDay kAsOf(2026, 11, 1);
inline constexpr absl::CivilDay kFirstDay(2005, 1, 1);

enum class Check {
  kAtLeast,      // number >= least; day >= least
  kAtMost,       // number <= most; day <= most
  kBetween,      // both
  kHolds,        // truth
  kFails,        // !truth
  kOneOf,        // code in [...]
  kSomeOf,       // any of the codes in the list
  kWithin,       // place.within([...]), all of one level
  kNotWithin,    // its negation, states only
  kReceived,     // received(codes[0])
  kNotReceived,  // !received(codes[0])
};

// One test of one attribute.
struct WorkTest {
  // Index into WorkAttributes().
  int attribute = 0;
  Check check = Check::kHolds;
  int64_t least = 0;
  int64_t most = 0;
  // Codes by index, or places by number.
  std::vector<int> codes;
  PlaceLevel level = PlaceLevel::kState;
};

// Any of one or two tests must hold.
using WorkCondition = std::vector<WorkTest>;

// All conditions must hold; at most one of them has two tests.
struct WorkScheme {
  int number = 0;
  std::vector<WorkCondition> conditions;
};

// What a subject says of one attribute.
struct WorkValue {
  bool known = false;
  // A number, 0 or 1, a day since kFirstDay, or the index of a code.
  int64_t number = 0;
  // Codes of a list; earlier schemes received, also where `known`, which then
  // means that there are no others, is not set.
  std::vector<int> codes;
  // Of a place, as finely as it is known; -1 where it is not.
  int state = -1;
  int district = -1;
  int block = -1;
};

// By attribute.
using WorkSubject = std::vector<WorkValue>;

// What is drawn.
struct WorkloadOptions {
  uint64_t seed = 20261122;
  // 20 or 40.
  int attributes = 40;
  // Thresholds of numbers are drawn from the whole range of valid values, so
  // that hardly two are the same, instead of from a dozen round ones.
  bool unique_thresholds = false;
};

class Draws;

// Draws by the seed alone: the n-th scheme or subject is always the same,
// whatever was drawn before.
class Workload {
 public:
  explicit Workload(const WorkloadOptions& options) : options_(options) {}

  // Four to eight conditions, a subject's kind and a place in most of them.
  WorkScheme Scheme(int number) const;
  // About one value in eight is missing, and one place in four coarse.
  WorkSubject Subject(int64_t number) const;

 private:
  // The largest value of a number here.
  int64_t MostOf(const WorkAttribute& attribute) const;
  WorkTest Test(int attribute, Draws& draws) const;
  WorkTest NumberTest(int attribute, Draws& draws) const;
  WorkTest PlaceTest(Draws& draws) const;

  const WorkloadOptions options_;
};

}  // namespace sangam::bench

#endif  // SANGAM_TESTS_BENCH_WORKLOAD_H_
