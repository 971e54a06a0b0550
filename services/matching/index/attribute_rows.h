// What a subject's value of one attribute says of all conjuncts.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_ATTRIBUTE_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_ATTRIBUTE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "common/rules/reference_data.h"
#include "common/rules/subject_view.h"
#include "services/matching/index/attribute_tests.h"
#include "services/matching/index/bit_rows.h"
#include "services/matching/index/verdict_kernel.h"

namespace sangam::matching {

// How much room rows may take to be quicker; tests make it small, so that they
// see what large catalogues have.
struct RowRoom {
  // An attribute with no more rows, or with no more words in all of them, has
  // one for each interval of its numbers: that takes about as much room as
  // telling what changes between them, or so little that it does not count.
  size_t few_rows = 17;
  size_t few_words = 4096;
  // Else there are at least so many changes from one row to the next.
  size_t least_changes = 64;
};

// The rows of one attribute, or of received(). Immutable but for caches, so
// safe to share between threads.
class AttributeRows {
 public:
  virtual ~AttributeRows() = default;

  // Adds the conjuncts that fail by this attribute, as one row at most, and
  // those that have a test of it that is unknown. What is added stays valid as
  // long as this and until `work` is reset.
  virtual void AddTo(const SubjectView& subject, const ReferenceData& reference,
                     WorkRows* work, VerdictRows* rows) const = 0;

  // What it takes in memory.
  virtual size_t bytes() const = 0;

 protected:
  // Lets a test spoil rows, to see that comparing executors shows it.
  friend class ForwardIndexPeer;
  virtual BitRows* RowsToSpoil() { return nullptr; }
  // The numbers at which another row begins.
  virtual std::vector<int64_t>* BeginsToSpoil() { return nullptr; }
};

// The rows for a subject of which the attribute is not known: has() fails, any
// other test is unknown.
class MissingRows {
 public:
  MissingRows(const AttributeTests& tests, size_t words);
  void AddTo(VerdictRows* rows) const;
  // The conjuncts with a test other than has().
  const uint64_t* undecided() const { return rows_[0]; }
  size_t bytes() const { return rows_.bytes(); }

 private:
  // The unknown, then what fails.
  BitRows rows_;
  bool is_changeable_;
  bool has_fails_ = false;
  bool has_unknowns_ = false;
};

// Adds a row of failed conjuncts to the list that it belongs to.
void AddFails(const uint64_t* row, bool is_changeable, VerdictRows* rows);

// Whether rows can tell what this test comes to; otherwise the reference
// evaluator must.
bool IsIndexed(const rules::Predicate& predicate);

// Builds the rows that suit the attribute. All tests are indexed ones; `words`
// is the length of a row.
std::unique_ptr<AttributeRows> MakeAttributeRows(const AttributeTests& tests,
                                                 size_t words,
                                                 const RowRoom& room);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_ATTRIBUTE_ROWS_H_
