// A subject's attributes in a form that tests compare at once.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_FACTS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_FACTS_H_

#include <cstdint>

#include "absl/container/inlined_vector.h"
#include "common/rules/subject_view.h"
#include "services/matching/engine/condition_table.h"

namespace sangam::matching {

// What tests see of one value.
struct SubjectFact {
  // Of texts, those that tests name, each a bit; see TextBits.
  int64_t number = 0;
  // The tests that can be told by it: kNumber, kIsTrue (number != 0), kDay (see
  // NumberOfDay), kIsOne or kHolds; or that the value is not known.
  ProgramStep::Op told = kNotRead;

  // No step's.
  static constexpr auto kNotKnown = static_cast<ProgramStep::Op>(0xff);
  // Not known for a reason that the evaluator tells.
  static constexpr auto kNotKnownWithReason =
      static_cast<ProgramStep::Op>(0xfd);
  static constexpr auto kNotRead = static_cast<ProgramStep::Op>(0xfe);
};

// Whether the fact tells the test.
inline bool Tells(const SubjectFact& fact, const TableStep& step) {
  return fact.told == step.op;
}

// What a test comes to that the fact tells. Without branches, which could not
// be foretold.
inline bool Holds(const TableStep& step, const SubjectFact& fact) {
  const auto operand = static_cast<int64_t>(step.operand);
  const unsigned some = (fact.number & operand) != 0 ? 1 : 0;
  const unsigned order =
      (fact.number < operand ? 1 : 0) | (fact.number == operand ? 2 : 0);
  const unsigned outcome = step.op >= ProgramStep::Op::kIsOne ? some : order;
  return (step.holds >> outcome & 1) != 0;
}

// The facts that the conditions of a table test, each read when it is first
// asked for: most questions are about few of them. Used by one thread; what it
// is made of outlives it.
class SubjectFacts {
 public:
  // `attributes`: how many the subject's dictionary has.
  SubjectFacts(const SubjectView& subject, const ConditionTable& table,
               size_t attributes)
      : subject_(subject), table_(table), facts_(attributes + 1) {}

  // Of an attribute, or of texts().received(): the schemes of which it has a
  // receipt, which tell kHolds.
  const SubjectFact& fact(int attribute) {
    SubjectFact& fact = facts_[attribute];
    if (fact.told == SubjectFact::kNotRead) fact = Read(attribute);
    return fact;
  }

 private:
  // Most dictionaries have fewer attributes, and then it takes no allocation.
  static constexpr size_t kUsual = 112;

  SubjectFact Read(int attribute) const;

  const SubjectView& subject_;
  const ConditionTable& table_;
  absl::InlinedVector<SubjectFact, kUsual> facts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_FACTS_H_
