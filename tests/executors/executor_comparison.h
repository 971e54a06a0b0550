// The forward index and the reverse columns against the reference evaluator.
#ifndef SANGAM_TESTS_EXECUTORS_EXECUTOR_COMPARISON_H_
#define SANGAM_TESTS_EXECUTORS_EXECUTOR_COMPARISON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/index/forward_index.h"
#include "tests/executors/random_catalog.h"

namespace sangam::executors {

// What the reference evaluator says of every version for some subjects.
class Comparison {
 public:
  // Both must outlive it.
  Comparison(const matching::CatalogSnapshot* catalog,
             std::vector<RandomSubject> subjects, const PlaceDirectory* places);

  // How many verdicts it has: of a version in force on a subject.
  int64_t pairs() const { return pairs_; }

  // Nothing: the index says the same; else the first difference, as a case file
  // (see cases/README.md) with both verdicts as comments.
  absl::optional<std::string> DifferenceOf(
      const matching::ForwardIndex& index) const;

 private:
  // By scheme and version.
  using Verdicts = std::vector<std::vector<std::string>>;

  const matching::CatalogSnapshot* const catalog_;
  const ReferenceData reference_;
  const std::vector<RandomSubject> subjects_;
  // Parallel to the subjects.
  std::vector<SubjectView> views_;
  std::vector<Verdicts> verdicts_;
  int64_t pairs_ = 0;
};

// Draws catalogues and subjects from the seed on until so many pairs have been
// compared, each by the index and by the reverse columns, with updates, moved
// places and changing days in between. Nothing: they agree.
absl::optional<std::string> CompareAtRandom(unsigned seed, int64_t pairs);

// A case file: one version and one subject.
struct ComparedCase {
  matching::CatalogResources catalog;
  RandomSubject subject;
};
// Dies on a text that is no case.
ComparedCase ParseCase(const std::string& text);

}  // namespace sangam::executors

#endif  // SANGAM_TESTS_EXECUTORS_EXECUTOR_COMPARISON_H_
