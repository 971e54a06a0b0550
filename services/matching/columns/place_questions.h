// What the place.within tests of a plan ask, for all threads that answer them.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_QUESTIONS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_QUESTIONS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/inlined_vector.h"
#include "absl/synchronization/mutex.h"
#include "services/matching/columns/place_chains.h"
#include "services/matching/columns/place_targets.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/columns/reverse_plan.h"

namespace sangam::matching {

// Tests whose targets are of one kind. Apart from the others, as tests of
// states tell few places from each other, and that makes them cheap.
struct PlaceQuestionsOfKind {
  // By their numbers in the plan. Each holds within any of its targets; else it
  // is unknown where any target is.
  std::vector<uint32_t> tests;
  // Those, by their place in `tests`, that are unknown everywhere else: there
  // may be more targets than are known.
  std::vector<uint32_t> open;
  // By target the tests that hold within it, by their place in `tests`.
  std::vector<absl::InlinedVector<uint32_t, 4>> tests_of_target;
  // UNSPECIFIED if the targets are of different kinds, or of none.
  type::v1::PlaceKind kind = type::v1::PLACE_KIND_UNSPECIFIED;
  // Of a place that lies in any place of this kind, the targets that its chain
  // names are all that it lies in, and it surely lies in no other.
  bool is_settled_by_kind = false;
};

class TestGroup;

// Safe to share between threads; all but the kept groups is immutable.
class PlaceQuestions {
 public:
  // The chains are those of the basis's places and of these texts.
  PlaceQuestions(const std::vector<PlanTest>& tests,
                 std::shared_ptr<PlaceChains> chains, const TextTable& texts,
                 const ReverseBasis& basis);
  ~PlaceQuestions();

  const PlaceTargets& targets() const { return targets_; }
  const std::vector<PlaceQuestionsOfKind>& kinds() const { return kinds_; }
  // By which targets and subjects' places are numbered; thread-safe.
  PlaceChains& chains() const { return *chains_; }
  // Whether they would come out the same.
  bool AreOf(const std::shared_ptr<PlaceChains>& chains,
             const ReverseBasis& basis) const {
    return chains_ == chains &&
           (!name_sets_ || (as_of_ == basis.as_of &&
                            sets_ == basis.reference.dated.generation()));
  }

  // What a thread that has answered these questions knows of subjects' places,
  // for the next one: a group that was kept, or null. For each kind it must
  // matter, or not, where its tests are unknown. The last ones that there is
  // room for are kept.
  std::unique_ptr<TestGroup> TakeGroup(
      const std::vector<bool>& wants_unknown) const;
  void KeepGroup(const std::vector<bool>& wants_unknown,
                 std::unique_ptr<TestGroup> group) const;

 private:
  // Of some thousand tests some hundred kilobytes each, of tens of thousands
  // tens of megabytes.
  static constexpr size_t kMostKept = 8;
  static constexpr size_t kMostKeptBytes = size_t{96} << 20;

  struct KeptGroup {
    std::vector<bool> wants_unknown;
    std::unique_ptr<TestGroup> group;
    size_t bytes = 0;
  };

  struct Question {
    uint32_t test = 0;
    std::vector<uint32_t> targets;
    bool is_open = false;
  };

  Question QuestionOf(uint32_t number, const std::vector<std::string>& names,
                      const ReverseBasis& basis);
  // UNSPECIFIED if it is not the same for all.
  type::v1::PlaceKind KindOf(const Question& question) const;

  const std::shared_ptr<PlaceChains> chains_;
  PlaceTargets targets_;
  std::vector<PlaceQuestionsOfKind> kinds_;
  // Whether any test names a place set: then the day counts, and which sets
  // there are.
  bool name_sets_ = false;
  const absl::CivilDay as_of_;
  const uint64_t sets_;
  // They refer to the kinds.
  mutable absl::Mutex mutex_;
  mutable std::vector<KeptGroup> kept_ ABSL_GUARDED_BY(mutex_);
};

// The questions of one plan, kept for as long as places lie where they lay.
// Thread-safe.
class KeptPlaceQuestions {
 public:
  // The tests are always those of the plan.
  std::shared_ptr<const PlaceQuestions> Of(const std::vector<PlanTest>& tests,
                                           const ColumnsView& view,
                                           const ReverseBasis& basis);

 private:
  absl::Mutex mutex_;
  std::shared_ptr<const PlaceQuestions> last_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_PLACE_QUESTIONS_H_
