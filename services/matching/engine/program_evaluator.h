// Evaluates the conditions of versions for one subject: what the reference
// evaluator says, in a fraction of the time.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_PROGRAM_EVALUATOR_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_PROGRAM_EVALUATOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "common/rules/evaluator.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/condition_table.h"
#include "services/matching/engine/subject_facts.h"
#include "services/matching/engine/version_table.h"
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
class Lack {
 public:
  // Numbers of facts, see ProgramEvaluator::NameOfFact(); each once, in the
  // order in which they were found missing.
  const std::vector<uint32_t>& facts() const { return facts_; }
  // Something is unknown that no answer of the subject can mend.
  bool beyond_asking() const { return beyond_asking_; }

  void Add(uint32_t fact);
  void AddBeyondAsking() { beyond_asking_ = true; }
  void Clear() {
    if (!facts_.empty()) TakeBack(0, false);
    beyond_asking_ = false;
  }
  // Back to when there were so many facts, and nothing else or something.
  void TakeBack(size_t facts, bool beyond_asking);

 private:
  // The first facts are told by a bit, any others by looking for them.
  static constexpr uint32_t kWithBit = 128;

  std::vector<uint32_t> facts_;
  std::array<uint64_t, kWithBit / 64> has_ = {};
  bool beyond_asking_ = false;
};

// For one subject on one date. Used by one thread; what it is made of outlives
// it.
class ProgramEvaluator {
 public:
  ProgramEvaluator(const AnswerTables& tables, const SubjectView& subject,
                   const ReferenceData& reference);
  ProgramEvaluator(const ProgramEvaluator&) = delete;
  ProgramEvaluator& operator=(const ProgramEvaluator&) = delete;

  // What each condition of the version at a position comes to; nothing if it
  // has a defect. Where one is unknown, adds what it lacks: what is unknown
  // within parts that are unknown themselves. Valid until the next call.
  absl::Span<const Truth> Conditions(size_t position, Lack* lack);
  // The same where the verdict on the version is known: of one that is eligible
  // all conditions hold.
  absl::Span<const Truth> Conditions(size_t position, v1::Verdict verdict,
                                     Lack* lack);

  // Fetches what Conditions() of this position reads, so that it need not wait:
  // worth it for several positions in a row.
  void Prefetch(size_t position);

  // One of its tests.
  TestOutcome Test(size_t position, const ProgramStep& step);

  // Adds what all its conditions lack.
  void AddLack(size_t position, Lack* lack);

  // The attribute with this number, "received", or another name.
  const std::string& NameOfFact(uint32_t fact) const;

 private:
  // The subject as the tests of one part of the tables see it.
  struct Part {
    Part(size_t begin, const VersionTable& versions)
        : begin(begin), versions(&versions), table(&versions.conditions()) {}

    size_t begin;
    const VersionTable* versions;
    const ConditionTable* table;
    // Absent until something of the part is evaluated; so is what follows.
    absl::optional<SubjectFacts> facts;
    // Null where the directory of places may change.
    std::shared_ptr<const NamedPlaces> named;
    NamedPlaces::Seen seen;
  };
  // A version.
  struct At {
    Part* part = nullptr;
    size_t position = 0;
  };

  Part& PartOf(size_t position);
  At Enter(size_t position);
  void Prepare(Part* part) const;
  const rules::Predicate& PredicateOf(const At& at,
                                      const TableStep& step) const;
  // Nothing: only the evaluator knows.
  absl::optional<Truth> Quick(const At& at, const TableStep& step);
  absl::optional<Truth> QuickReceived(const At& at, const TableStep& step);
  Truth Collect(const At& at, uint32_t* next, Lack* lack);
  Truth CollectTest(const At& at, const TableStep& step, Lack* lack);
  uint32_t NumberOfFact(const std::string& name);
  uint32_t ReceivedFact();

  const AnswerTables& tables_;
  const SubjectView& subject_;
  const ReferenceData reference_;
  const AttributeDictionary& dictionary_;
  // Parallel to the tables' parts.
  absl::InlinedVector<Part, 1> parts_;
  std::vector<Truth> outcomes_;
  // Names that are no attributes; their numbers come after those.
  std::vector<std::string> other_names_;
  absl::optional<uint32_t> received_fact_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_PROGRAM_EVALUATOR_H_
