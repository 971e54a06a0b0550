#include "services/matching/engine/program_evaluator.h"

#include <algorithm>
#include <utility>

#include "common/rules/typed_node.h"
#include "services/matching/index/receipt_truth.h"

namespace sangam::matching {

using Op = ProgramStep::Op;

namespace {

// The conditions of an eligible version; few have more.
constexpr auto kAllHold = [] {
  std::array<Truth, 64> truths = {};
  for (Truth& truth : truths) truth = Truth::kTrue;
  return truths;
}();

}  // namespace

ProgramEvaluator::ProgramEvaluator(const AnswerTables& tables,
                                   const SubjectView& subject,
                                   const ReferenceData& reference)
    : tables_(tables),
      subject_(subject),
      reference_(reference),
      dictionary_(tables.catalog().dictionary()) {
  parts_.reserve(tables.parts().size());
  for (const AnswerTables::Part& part : tables.parts()) {
    parts_.emplace_back(part.begin, *part.table);
  }
}

ProgramEvaluator::Part& ProgramEvaluator::PartOf(size_t position) {
  Part* part = &parts_.back();
  while (part->begin > position) --part;
  return *part;
}

ProgramEvaluator::At ProgramEvaluator::Enter(size_t position) {
  Part& part = PartOf(position);
  if (!part.facts) Prepare(&part);
  return {&part, position};
}

// Of many subjects nothing has to be evaluated at all.
void ProgramEvaluator::Prepare(Part* part) const {
  part->facts.emplace(subject_, *part->table, dictionary_.all().size());
  part->named = part->versions->place_tests().On(subject_.as_of(), reference_);
  if (part->named != nullptr) {
    part->seen = part->named->See(subject_.place_chain());
  }
}

const rules::Predicate& ProgramEvaluator::PredicateOf(
    const At& at, const TableStep& step) const {
  return *tables_.version(at.position).program.tests()[step.test_or_end];
}

absl::optional<Truth> ProgramEvaluator::QuickReceived(const At& at,
                                                      const TableStep& step) {
  const auto received =
      static_cast<uint64_t>(at.part->facts->fact(step.attribute).number);
  return (received & step.operand) == 0
             ? TruthWithoutReceipt(subject_)
             : TruthByReceipts(PredicateOf(at, step), subject_);
}

absl::optional<Truth> ProgramEvaluator::Quick(const At& at,
                                              const TableStep& step) {
  Part* const part = at.part;
  switch (step.op) {
    case Op::kWithin:
      if (part->named == nullptr) return absl::nullopt;
      return part->named->Within(step.operand, part->seen);
    case Op::kReceived:
      return QuickReceived(at, step);
    case Op::kOther:
      return absl::nullopt;
    default:
      break;
  }
  const SubjectFact& fact = part->facts->fact(step.attribute);
  if (Tells(fact, step)) return ToTruth(Holds(step, fact));
  if (fact.told == SubjectFact::kNotKnown) return Truth::kUnknown;
  return absl::nullopt;
}

absl::Span<const Truth> ProgramEvaluator::Conditions(size_t position,
                                                     Lack* lack) {
  const At at = Enter(position);
  const size_t place = position - at.part->begin;
  const ConditionTable& table = *at.part->table;
  const uint32_t end = table.end_of_steps(place);
  outcomes_.clear();
  for (uint32_t next = table.first_step(place); next < end;) {
    outcomes_.push_back(Collect(at, &next, lack));
  }
  return outcomes_;
}

absl::Span<const Truth> ProgramEvaluator::Conditions(size_t position,
                                                     v1::Verdict verdict,
                                                     Lack* lack) {
  if (verdict != v1::VERDICT_ELIGIBLE) return Conditions(position, lack);
  const Part& part = PartOf(position);
  const size_t conditions = part.table->conditions(position - part.begin);
  if (conditions <= kAllHold.size()) return {kAllHold.data(), conditions};
  outcomes_.assign(conditions, Truth::kTrue);
  return outcomes_;
}

void ProgramEvaluator::Prefetch(size_t position) {
  constexpr uint32_t kStepsPerLine = 4;
  const Part& part = PartOf(position);
  const ConditionTable& table = *part.table;
  const size_t place = position - part.begin;
  const uint32_t end = table.end_of_steps(place);
  for (uint32_t i = table.first_step(place); i < end; i += kStepsPerLine) {
    __builtin_prefetch(&table.step(i));
  }
}

TestOutcome ProgramEvaluator::Test(size_t position,
                                   const ProgramStep& program_step) {
  const At at = Enter(position);
  const TableStep& step =
      at.part->table->step_of(position - at.part->begin,
                              tables_.version(position).program, program_step);
  TestOutcome outcome;
  const auto quick = Quick(at, step);
  if (quick && *quick != Truth::kUnknown) {
    outcome.truth = *quick;
    return outcome;
  }
  if (quick && step.op != Op::kWithin && step.op != Op::kReceived) {
    outcome.attribute = step.attribute;
    return outcome;
  }
  rules::PredicateTruth found =
      rules::EvaluatePredicate(PredicateOf(at, step), subject_, reference_);
  outcome.truth = found.truth;
  outcome.reason = found.reason;
  outcome.causes = std::move(found.causes);
  return outcome;
}

void ProgramEvaluator::AddLack(size_t position, Lack* lack) {
  Conditions(position, lack);
}

// Adds what is lacking as it goes, and takes it back where the whole is known.
Truth ProgramEvaluator::Collect(const At& at, uint32_t* next, Lack* lack) {
  const ConditionTable& table = *at.part->table;
  const TableStep& step = table.step(*next);
  ++*next;
  // Mostly it is a test of a value that is known.
  const SubjectFact& fact = at.part->facts->fact(step.attribute);
  if (Tells(fact, step)) return ToTruth(Holds(step, fact));
  if (ConditionTable::IsTest(step)) return CollectTest(at, step, lack);
  if (step.op == Op::kConstant) return ToTruth(step.operand != 0);
  const size_t facts = lack->facts().size();
  const bool beyond_asking = lack->beyond_asking();
  const uint32_t end = step.test_or_end;
  Truth truth = Truth::kUnknown;
  switch (step.op) {
    case Op::kNot:
      truth = Not(Collect(at, next, lack));
      break;
    case Op::kAnd:
      truth = Truth::kTrue;
      while (*next < end && truth != Truth::kFalse) {
        truth = And(truth, Collect(at, next, lack));
      }
      break;
    case Op::kOr:
      truth = Truth::kFalse;
      while (*next < end && truth != Truth::kTrue) {
        truth = Or(truth, Collect(at, next, lack));
      }
      break;
    default: {
      // While the condition is open, its answer settles nothing where a branch
      // is open, too.
      const Truth condition = Collect(at, next, lack);
      if (condition == Truth::kFalse) *next = table.EndOf(*next);
      const Truth branch = Collect(at, next, lack);
      if (condition != Truth::kUnknown) {
        truth = branch;
      } else {
        Collect(at, next, lack);
      }
      break;
    }
  }
  *next = end;
  if (truth != Truth::kUnknown) lack->TakeBack(facts, beyond_asking);
  return truth;
}

Truth ProgramEvaluator::CollectTest(const At& at, const TableStep& step,
                                    Lack* lack) {
  Part& part = *at.part;
  if (step.op == Op::kWithin && part.named != nullptr) {
    const auto answer = part.named->Tell(step.operand, part.seen);
    const Truth truth = NamedPlaces::TruthOf(answer);
    if (answer == NamedPlaces::Answer::kBeyondAsking) {
      lack->AddBeyondAsking();
    } else if (truth == Truth::kUnknown) {
      lack->Add(step.attribute);
    }
    return truth;
  }
  if (const auto quick = Quick(at, step)) {
    if (*quick == Truth::kUnknown) {
      lack->Add(step.op == Op::kReceived ? ReceivedFact() : step.attribute);
    }
    return *quick;
  }
  const rules::PredicateTruth found =
      rules::EvaluatePredicate(PredicateOf(at, step), subject_, reference_);
  for (const rules::UnknownCause& cause : found.causes) {
    const std::string name = rules::ToAsk(cause);
    if (name.empty()) {
      lack->AddBeyondAsking();
    } else {
      lack->Add(NumberOfFact(name));
    }
  }
  return found.truth;
}

void Lack::Add(uint32_t fact) {
  if (fact < kWithBit) {
    uint64_t& word = has_[fact / 64];
    const uint64_t bit = uint64_t{1} << (fact % 64);
    if ((word & bit) != 0) return;
    word |= bit;
  } else if (std::find(facts_.begin(), facts_.end(), fact) != facts_.end()) {
    return;
  }
  facts_.push_back(fact);
}

void Lack::TakeBack(size_t facts, bool beyond_asking) {
  for (; facts_.size() > facts; facts_.pop_back()) {
    const uint32_t fact = facts_.back();
    if (fact < kWithBit) has_[fact / 64] &= ~(uint64_t{1} << (fact % 64));
  }
  beyond_asking_ = beyond_asking;
}

uint32_t ProgramEvaluator::NumberOfFact(const std::string& name) {
  if (const AttributeInfo* info = dictionary_.Find(name)) {
    return static_cast<uint32_t>(info->index);
  }
  const auto found = std::find(other_names_.begin(), other_names_.end(), name);
  const size_t number = static_cast<size_t>(found - other_names_.begin());
  if (found == other_names_.end()) other_names_.push_back(name);
  return static_cast<uint32_t>(dictionary_.all().size() + number);
}

uint32_t ProgramEvaluator::ReceivedFact() {
  if (!received_fact_) {
    received_fact_ = NumberOfFact(rules::kReceivedAttribute);
  }
  return *received_fact_;
}

const std::string& ProgramEvaluator::NameOfFact(uint32_t fact) const {
  const auto& attributes = dictionary_.all();
  return fact < attributes.size() ? attributes[fact].name
                                  : other_names_[fact - attributes.size()];
}

}  // namespace sangam::matching
