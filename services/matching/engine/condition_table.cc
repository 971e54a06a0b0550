#include "services/matching/engine/condition_table.h"

#include <utility>

namespace sangam::matching {

using Op = ProgramStep::Op;

namespace {

constexpr uint8_t kMore = 1;
constexpr uint8_t kLess = 2;
constexpr uint8_t kEqual = 4;
constexpr uint8_t kNoText = 1;
constexpr uint8_t kSomeText = 2;

// See TableStep::holds.
uint8_t HoldsAt(const ProgramStep& step) {
  if (step.op == Op::kHolds) return kSomeText;
  // The operand is 0.
  if (step.op == Op::kIsTrue) return kMore;
  const bool of_texts = step.op == Op::kIsOne;
  switch (step.comparison) {
    case rules::Comparison::kEqual:
      return of_texts ? kSomeText : kEqual;
    case rules::Comparison::kNotEqual:
      return of_texts ? kNoText : kMore | kLess;
    case rules::Comparison::kLess:
      return kLess;
    case rules::Comparison::kLessOrEqual:
      return kLess | kEqual;
    case rules::Comparison::kGreater:
      return kMore;
    case rules::Comparison::kGreaterOrEqual:
      return kMore | kEqual;
  }
  return 0;
}

}  // namespace

uint64_t TextBits::Add(int attribute, const std::string& text) {
  auto& numbers = numbers_[attribute];
  const auto found = numbers.find(text);
  if (found != numbers.end()) return uint64_t{1} << found->second;
  if (numbers.size() == kMost) return 0;
  const auto number = static_cast<uint8_t>(numbers.size());
  numbers.emplace(text, number);
  return uint64_t{1} << number;
}

ConditionTable::ConditionTable(
    const std::vector<const CompiledVersion*>& versions, size_t attributes)
    : texts_(attributes) {
  uint64_t place_tests = 0;
  places_.reserve(versions.size() + 1);
  for (const CompiledVersion* version : versions) {
    Place& place = places_.emplace_back();
    place.first_step = static_cast<uint32_t>(steps_.size());
    if (version == nullptr) continue;
    place.conditions =
        static_cast<uint32_t>(version->program.conditions().size());
    Add(version->program, place_tests);
    place_tests += version->program.place_tests().size();
  }
  places_.push_back({static_cast<uint32_t>(steps_.size()), 0});
  steps_.shrink_to_fit();
}

void ConditionTable::Add(const ConditionProgram& program,
                         uint64_t place_tests) {
  const auto base = static_cast<uint32_t>(steps_.size());
  for (const ProgramStep& step : program.steps()) {
    steps_.push_back(StepOf(program, step, base, place_tests));
  }
}

TableStep ConditionTable::StepOf(const ConditionProgram& program,
                                 const ProgramStep& step, uint32_t base,
                                 uint64_t place_tests) {
  TableStep made;
  made.op = step.op;
  made.holds = HoldsAt(step);
  made.attribute = step.attribute;
  made.operand = static_cast<uint64_t>(step.number);
  made.test_or_end = matching::IsTest(step) ? step.test : base + step.end;
  if (step.op == Op::kWithin) made.operand = place_tests + step.place_test;
  const rules::Predicate* test =
      matching::IsTest(step) ? program.tests()[step.test] : nullptr;
  if (step.op == Op::kIsOne || step.op == Op::kHolds) {
    TakeTexts(test->values, &made);
  } else if (step.op == Op::kReceived) {
    made.attribute = static_cast<uint16_t>(texts_.received());
    made.operand = texts_.Add(texts_.received(), test->names.front());
    if (made.operand == 0) made.op = Op::kOther;
  }
  return made;
}

void ConditionTable::TakeTexts(const std::vector<rules::Value>& texts,
                               TableStep* step) {
  step->operand = 0;
  for (const rules::Value& text : texts) {
    const uint64_t bit =
        texts_.Add(step->attribute, absl::get<std::string>(text));
    if (bit == 0) {
      step->op = Op::kOther;
      return;
    }
    step->operand |= bit;
  }
}

}  // namespace sangam::matching
