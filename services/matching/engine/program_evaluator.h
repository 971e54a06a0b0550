// Evaluates the conditions of versions for one subject: what the reference
// evaluator says, in a fraction of the time.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_PROGRAM_EVALUATOR_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_PROGRAM_EVALUATOR_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "common/rules/evaluator.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/subject_facts.h"
#include "services/matching/index/named_places.h"

namespace sangam::matching {

// What a test comes to.
struct TestOutcome {
  Truth truth = Truth::kUnknown;
  // Of one that is unknown for want of this alone, its index in the dictionary.
  int attribute = kNone;
  // Of any other that is unknown; see EvaluatePredicate.
  rules::UnknownReason reason = rules::UnknownReason::kNone;
  rules::UnknownCauses causes;

  static constexpr int kNone = -1;
};

// What conditions lack.
struct Lack {
  // Numbers of facts, see ProgramEvaluator::NameOfFact(); each once.
  std::vector<uint32_t> facts;
  // Something is unknown that no answer of the subject can mend.
  bool beyond_asking = false;

  void Add(uint32_t fact);
};

// For one subject on one date. Used by one thread; what it is made of outlives
// it.
class ProgramEvaluator {
 public:
  ProgramEvaluator(const AnswerTables& tables, const SubjectView& subject,
                   const ReferenceData& reference);
  ProgramEvaluator(const ProgramEvaluator&) = delete;
  ProgramEvaluator& operator=(const ProgramEvaluator&) = delete;

  // A condition of the version at a position, which has no defect. Where it is
  // unknown, adds what it lacks: what is unknown within parts that are unknown
  // themselves.
  Truth Condition(size_t position, size_t condition, Lack* lack);

  // One of its tests.
  TestOutcome Test(size_t position, const ProgramStep& step);

  // Adds what all its conditions lack.
  void AddLack(size_t position, Lack* lack);

  // The attribute with this number, "received", or another name.
  const std::string& NameOfFact(uint32_t fact) const;

 private:
  // What the tests of places of one part of the tables say.
  struct PartPlaces {
    size_t begin = 0;
    // Null where the directory of places may change.
    std::shared_ptr<const NamedPlaces> named;
    NamedPlaces::Seen seen;
  };
  // A version's program, and where its tests of places are.
  struct At {
    const ConditionProgram* program = nullptr;
    const PartPlaces* places = nullptr;
    uint32_t first_place_test = 0;
  };

  At Enter(size_t position) const;
  // Nothing: only the evaluator knows.
  absl::optional<Truth> Quick(const At& at, const ProgramStep& step);
  Truth Collect(const At& at, uint32_t* next, Lack* lack);
  Truth CollectTest(const At& at, const ProgramStep& step, Lack* lack);
  uint32_t NumberOfFact(const std::string& name);

  const AnswerTables& tables_;
  const SubjectView& subject_;
  const ReferenceData reference_;
  const AttributeDictionary& dictionary_;
  SubjectFacts facts_;
  // Parallel to the tables' parts.
  std::vector<PartPlaces> places_;
  // Names that are no attributes; their numbers come after those.
  std::vector<std::string> other_names_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_PROGRAM_EVALUATOR_H_
