#include "services/matching/engine/program_evaluator.h"

#include <algorithm>
#include <utility>

#include "common/rules/typed_node.h"

namespace sangam::matching {
namespace {

using Op = ProgramStep::Op;
using Fact = SubjectFacts::Fact;
using rules::Predicate;

bool Compares(rules::Comparison comparison, int64_t a, int64_t b) {
  switch (comparison) {
    case rules::Comparison::kEqual:
      return a == b;
    case rules::Comparison::kNotEqual:
      return a != b;
    case rules::Comparison::kLess:
      return a < b;
    case rules::Comparison::kLessOrEqual:
      return a <= b;
    case rules::Comparison::kGreater:
      return a > b;
    case rules::Comparison::kGreaterOrEqual:
      return a >= b;
  }
  return false;
}

// Whether one of the subject's texts is one of the test's.
bool HaveText(const Fact& fact, const ProgramStep& step,
              const ConditionProgram& program) {
  const uint64_t* hashes = program.hashes(step);
  for (size_t i = 0; i < fact.hashes.size(); ++i) {
    for (uint32_t j = 0; j < step.count; ++j) {
      if (fact.hashes[i] == hashes[j] &&
          fact.texts[i] ==
              absl::get<std::string>(program.tests()[step.test]->values[j])) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

ProgramEvaluator::ProgramEvaluator(const AnswerTables& tables,
                                   const SubjectView& subject,
                                   const ReferenceData& reference)
    : tables_(tables),
      subject_(subject),
      reference_(reference),
      dictionary_(tables.catalog().dictionary()),
      facts_(subject, dictionary_.all().size()) {
  for (const AnswerTables::Part& part : tables.parts()) {
    PartPlaces& places = places_.emplace_back();
    places.begin = part.begin;
    places.named = part.table->place_tests().On(subject.as_of(), reference);
    if (places.named != nullptr) {
      places.seen = places.named->See(subject.place_chain());
    }
  }
}

ProgramEvaluator::At ProgramEvaluator::Enter(size_t position) const {
  const PartPlaces* places = &places_.back();
  while (places->begin > position) --places;
  return {&tables_.version(position).program, places,
          tables_.first_place_test(position)};
}

absl::optional<Truth> ProgramEvaluator::Quick(const At& at,
                                              const ProgramStep& step) {
  switch (step.op) {
    case Op::kWithin:
      if (at.places->named == nullptr) return absl::nullopt;
      return at.places->named->Within(at.first_place_test + step.first,
                                      at.places->seen);
    case Op::kReceived:
      if (!subject_.receipts().empty()) return absl::nullopt;
      return subject_.receipts_complete_until() &&
                     *subject_.receipts_complete_until() >= subject_.as_of()
                 ? Truth::kFalse
                 : Truth::kUnknown;
    case Op::kOther:
      return absl::nullopt;
    default:
      break;
  }
  const Fact& fact = facts_.fact(step.attribute);
  if (fact.kind == Fact::Kind::kUnknown) return Truth::kUnknown;
  switch (step.op) {
    case Op::kIsTrue:
      if (fact.kind != Fact::Kind::kBool) return absl::nullopt;
      return ToTruth(fact.number != 0);
    case Op::kNumber:
      if (fact.kind != Fact::Kind::kNumber) return absl::nullopt;
      return ToTruth(Compares(step.comparison, fact.number, step.number));
    case Op::kDay:
      if (fact.kind != Fact::Kind::kDay) return absl::nullopt;
      return ToTruth(Compares(step.comparison, fact.number, step.number));
    case Op::kIsOne:
      if (fact.kind != Fact::Kind::kText) return absl::nullopt;
      return ToTruth(HaveText(fact, step, *at.program) !=
                     (step.comparison == rules::Comparison::kNotEqual));
    case Op::kHolds:
      if (fact.kind != Fact::Kind::kTexts) return absl::nullopt;
      return ToTruth(HaveText(fact, step, *at.program));
    default:
      return absl::nullopt;
  }
}

Truth ProgramEvaluator::Condition(size_t position, size_t condition,
                                  Lack* lack) {
  const At at = Enter(position);
  uint32_t next = at.program->conditions()[condition].first_step;
  return Collect(at, &next, lack);
}

TestOutcome ProgramEvaluator::Test(size_t position, const ProgramStep& step) {
  const At at = Enter(position);
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
  rules::PredicateTruth found = rules::EvaluatePredicate(
      *at.program->tests()[step.test], subject_, reference_);
  outcome.truth = found.truth;
  outcome.reason = found.reason;
  outcome.causes = std::move(found.causes);
  return outcome;
}

void ProgramEvaluator::AddLack(size_t position, Lack* lack) {
  const At at = Enter(position);
  for (const ConditionProgram::Condition& condition :
       at.program->conditions()) {
    uint32_t next = condition.first_step;
    Collect(at, &next, lack);
  }
}

// Adds what is lacking as it goes, and takes it back where the whole is known.
Truth ProgramEvaluator::Collect(const At& at, uint32_t* next, Lack* lack) {
  const ProgramStep& step = at.program->steps()[*next];
  if (step.end == *next + 1) {
    ++*next;
    if (step.op == Op::kConstant) return ToTruth(step.number != 0);
    return CollectTest(at, step, lack);
  }
  const size_t facts = lack->facts.size();
  const bool beyond_asking = lack->beyond_asking;
  ++*next;
  Truth truth = Truth::kUnknown;
  switch (step.op) {
    case Op::kNot:
      truth = Not(Collect(at, next, lack));
      break;
    case Op::kAnd:
      truth = Truth::kTrue;
      while (*next < step.end && truth != Truth::kFalse) {
        truth = And(truth, Collect(at, next, lack));
      }
      break;
    case Op::kOr:
      truth = Truth::kFalse;
      while (*next < step.end && truth != Truth::kTrue) {
        truth = Or(truth, Collect(at, next, lack));
      }
      break;
    default: {
      // Which branch matters is known once the condition is.
      const Truth condition = Collect(at, next, lack);
      if (condition == Truth::kFalse) *next = at.program->steps()[*next].end;
      if (condition != Truth::kUnknown) truth = Collect(at, next, lack);
      break;
    }
  }
  *next = step.end;
  if (truth != Truth::kUnknown) {
    lack->facts.resize(facts);
    lack->beyond_asking = beyond_asking;
  }
  return truth;
}

Truth ProgramEvaluator::CollectTest(const At& at, const ProgramStep& step,
                                    Lack* lack) {
  if (step.op == Op::kWithin && at.places->named != nullptr) {
    const auto answer = at.places->named->Tell(at.first_place_test + step.first,
                                               at.places->seen);
    if (answer == NamedPlaces::Answer::kBeyondAsking) {
      lack->beyond_asking = true;
    } else if (NamedPlaces::TruthOf(answer) == Truth::kUnknown) {
      lack->Add(step.attribute);
    }
    return NamedPlaces::TruthOf(answer);
  }
  if (const auto quick = Quick(at, step)) {
    if (*quick == Truth::kUnknown) {
      lack->Add(step.op == Op::kReceived
                    ? NumberOfFact(rules::kReceivedAttribute)
                    : step.attribute);
    }
    return *quick;
  }
  const rules::PredicateTruth found = rules::EvaluatePredicate(
      *at.program->tests()[step.test], subject_, reference_);
  for (const rules::UnknownCause& cause : found.causes) {
    const std::string name = rules::ToAsk(cause);
    if (name.empty()) {
      lack->beyond_asking = true;
    } else {
      lack->Add(NumberOfFact(name));
    }
  }
  return found.truth;
}

void Lack::Add(uint32_t fact) {
  if (std::find(facts.begin(), facts.end(), fact) == facts.end()) {
    facts.push_back(fact);
  }
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

const std::string& ProgramEvaluator::NameOfFact(uint32_t fact) const {
  const auto& attributes = dictionary_.all();
  return fact < attributes.size() ? attributes[fact].name
                                  : other_names_[fact - attributes.size()];
}

}  // namespace sangam::matching
