// The conditions of a version as a flat program: what is evaluated most often,
// without following pointers through trees.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_CONDITION_PROGRAM_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_CONDITION_PROGRAM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/rule.h"

namespace sangam::matching {

// One node of a condition; those under it follow at once.
struct ProgramStep {
  enum class Op : uint8_t {
    kConstant,     // number != 0
    kNot,          // of one
    kAnd,          // of any number
    kOr,           // of any number
    kConditional,  // condition, then, else
    // Tests. Each is unknown exactly where its attribute is not known, but for
    // the last three.
    kIsTrue,    // yes or no
    kNumber,    // attribute `comparison` number
    kDay,       // attribute `comparison` the day with this number
    kIsOne,     // a text is one of the texts: the test's values
    kHolds,     // a list holds the text
    kWithin,    // place.within()
    kReceived,  // received()
    kOther      // whatever else the evaluator knows
  };

  Op op = Op::kOther;
  rules::Comparison comparison = rules::Comparison::kEqual;
  // Of a test, its attribute's index in the dictionary.
  uint16_t attribute = 0;
  // The step after this one and all that is under it.
  uint32_t end = 0;
  // Of a test, its place among the tests of the version.
  uint32_t test = 0;
  // Of kWithin, its place among such tests of the version.
  uint32_t place_test = 0;
  int64_t number = 0;
};

inline bool IsTest(const ProgramStep& step) {
  return step.op >= ProgramStep::Op::kIsTrue;
}

// Days counted from 1970.
int64_t NumberOfDay(absl::CivilDay day);

// All conditions of one version. Immutable; points into their rules.
class ConditionProgram {
 public:
  struct Condition {
    uint32_t first_step = 0;
    uint32_t first_test = 0;
    uint32_t tests = 0;
  };

  // Of conditions that all compiled.
  explicit ConditionProgram(
      const std::vector<absl::optional<Rule>>& conditions);
  // Of a version that can't be evaluated: no conditions.
  ConditionProgram() = default;

  const std::vector<Condition>& conditions() const { return conditions_; }
  const std::vector<ProgramStep>& steps() const { return steps_; }
  // In the order of the conditions, within each from left to right.
  const std::vector<const rules::Predicate*>& tests() const { return tests_; }
  // The tests of places, in the same order.
  const std::vector<const rules::Predicate*>& place_tests() const {
    return place_tests_;
  }

 private:
  void Add(const rules::CheckedNode& node);
  // Whether it is one of the usual tests.
  bool Describe(const rules::Predicate& test, ProgramStep* step);

  std::vector<Condition> conditions_;
  std::vector<ProgramStep> steps_;
  std::vector<const rules::Predicate*> tests_;
  std::vector<const rules::Predicate*> place_tests_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_CONDITION_PROGRAM_H_
