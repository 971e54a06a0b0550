// The reverse columns against the reference evaluator, through changes.
#ifndef SANGAM_TESTS_EXECUTORS_REVERSE_ROUNDS_H_
#define SANGAM_TESTS_EXECUTORS_REVERSE_ROUNDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/matching/catalog/catalog_snapshot.h"
#include "services/matching/columns/reverse_comparison.h"
#include "services/matching/columns/subject_columns.h"
#include "tests/executors/random_catalog.h"

namespace sangam::executors {

// A registry in columns that changes from round to round.
class ReverseRounds {
 public:
  // Takes the subjects over, some of them in the place of others, and forgets a
  // few; then compares the verdicts of the versions in force on the first one's
  // date. Empty: they agree; else the first difference. `pairs` counts what was
  // compared.
  std::string Next(const matching::CatalogSnapshot& catalog,
                   const std::vector<RandomSubject>& subjects,
                   const PlaceDirectory& places, int64_t* pairs);

 private:
  // Names come round again, so that records change.
  static constexpr int kNames = 61;

  matching::SubjectColumns columns_;
  // What the columns should hold.
  matching::ProfilesByName profiles_;
  int written_ = 0;
};

}  // namespace sangam::executors

#endif  // SANGAM_TESTS_EXECUTORS_REVERSE_ROUNDS_H_
