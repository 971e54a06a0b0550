// The conditions of many versions, close together in memory.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_TABLE_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "services/matching/catalog/compiled_version.h"
#include "services/matching/index/text_map.h"

namespace sangam::matching {

// A ProgramStep with its operand at hand, four to a cache line.
struct TableStep {
  // A comparison's number or day; a constant; of kWithin, its place among the
  // tests of places of the whole table. Of kIsOne, kHolds and kReceived the
  // texts, each a bit; see TextBits.
  uint64_t operand = 0;
  // Of a test, its place among the tests of its version; else the step after
  // this one and all that is under it.
  uint32_t test_or_end = 0;
  uint16_t attribute = 0;
  ProgramStep::Op op = ProgramStep::Op::kOther;
  // Of a test of a value by itself: bit k is set if it holds where its
  // comparison comes out as k. Of texts 1 means that one of them is there; of
  // numbers and days 0 means that the value is more than the operand, 1 that it
  // is less, 2 that it is equal.
  uint8_t holds = 0;
};
static_assert(sizeof(TableStep) == 16);

// Gives each text that tests of an attribute name a bit, as long as there are
// bits; so, too, the schemes that received() names. A test that names a text
// beyond them must be left to the evaluator.
class TextBits {
 public:
  static constexpr size_t kMost = 64;

  // Of a dictionary with so many attributes.
  explicit TextBits(size_t attributes) : numbers_(attributes + 1) {}

  // Stands for received() among the attributes.
  int received() const { return static_cast<int>(numbers_.size()) - 1; }
  // The bit of a text; 0 where there is none left.
  uint64_t Add(int attribute, const std::string& text);
  // The bit of a text; 0 where no test with bits names it.
  uint64_t Of(int attribute, const std::string& text) const {
    const auto& numbers = numbers_[attribute];
    const auto found = numbers.find(text);
    return found == numbers.end() ? 0 : uint64_t{1} << found->second;
  }

 private:
  // By attribute.
  std::vector<TextMap<uint8_t>> numbers_;
};

// Says what the programs of its versions say, step by step. Immutable, so safe
// to share between threads; points to nothing.
class ConditionTable {
 public:
  // By place; null: nothing stands there. Of a dictionary with so many
  // attributes.
  ConditionTable(const std::vector<const CompiledVersion*>& versions,
                 size_t attributes);

  // The steps of the version at a place, from the first up to before the second
  // number: its conditions, one after the other. None of a version with a
  // defect.
  uint32_t first_step(size_t place) const { return places_[place].first_step; }
  uint32_t end_of_steps(size_t place) const {
    return places_[place + 1].first_step;
  }
  // How many conditions it has; none where it has a defect.
  uint32_t conditions(size_t place) const { return places_[place].conditions; }
  const TableStep& step(uint32_t at) const { return steps_[at]; }
  // The same as a step of the version's program.
  const TableStep& step_of(size_t place, const ConditionProgram& program,
                           const ProgramStep& step) const {
    return steps_[places_[place].first_step +
                  static_cast<size_t>(&step - program.steps().data())];
  }
  // The step after this one and all that is under it.
  uint32_t EndOf(uint32_t at) const {
    return IsTest(steps_[at]) ? at + 1 : steps_[at].test_or_end;
  }
  static bool IsTest(const TableStep& step) {
    return step.op >= ProgramStep::Op::kIsTrue;
  }
  const TextBits& texts() const { return texts_; }

 private:
  void Add(const ConditionProgram& program, uint64_t place_tests);
  TableStep StepOf(const ConditionProgram& program, const ProgramStep& step,
                   uint32_t base, uint64_t place_tests);
  // Leaves the test to the evaluator if a text has no bit.
  void TakeTexts(const std::vector<rules::Value>& texts, TableStep* step);

  struct Place {
    uint32_t first_step = 0;
    uint32_t conditions = 0;
  };

  // By place, and the end.
  std::vector<Place> places_;
  std::vector<TableStep> steps_;
  TextBits texts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_CONDITION_TABLE_H_
