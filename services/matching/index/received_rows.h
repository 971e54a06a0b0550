// Rows of received().
#ifndef SANGAM_SERVICES_MATCHING_INDEX_RECEIVED_ROWS_H_
#define SANGAM_SERVICES_MATCHING_INDEX_RECEIVED_ROWS_H_

#include <string>
#include <utility>
#include <vector>

#include "common/rules/truth.h"
#include "services/matching/index/attribute_rows.h"

namespace sangam::matching {

// Of nearly all schemes a subject has no receipt. Then a test is false or
// unknown, by whether the record is complete: a row for each. For the schemes
// of which it has receipts, the conjuncts that test them are decided anew.
class ReceivedRows : public AttributeRows {
 public:
  ReceivedRows(const AttributeTests& tests, size_t words);

  void AddTo(const SubjectView& subject, const ReferenceData& reference,
             WorkRows* work, VerdictRows* rows) const override;
  size_t bytes() const override;

 private:
  struct Literal {
    uint32_t predicate = 0;
    bool negated = false;
  };
  // The literals of a conjunct stand together; into literals_.
  struct Tested {
    uint32_t conjunct = 0;
    uint32_t first = 0;
    uint32_t last = 0;
  };
  // The tests that come out otherwise than for a scheme without receipts; few,
  // so searching them is quick.
  using Others = std::vector<std::pair<uint32_t, Truth>>;

  BitRows* RowsToSpoil() override { return &rows_; }
  // Adds those of the scheme of a receipt.
  void AddOthers(const std::string& scheme, Truth usual,
                 const SubjectView& subject, const ReferenceData& reference,
                 Others* others) const;

  // Those of one scheme stand together, in the order of the schemes' names.
  std::vector<const rules::Predicate*> predicates_;
  // Most conjuncts only want not to have received. They fail as soon as one
  // test holds: by test, and the end; into refusing_, which are bits.
  std::vector<uint32_t> first_refusing_;
  std::vector<uint32_t> refusing_;
  // The others are decided anew: by test, and the end; into users_, which are
  // indexes into tested_.
  std::vector<uint32_t> first_user_;
  std::vector<uint32_t> users_;
  std::vector<Tested> tested_;
  std::vector<Literal> literals_;
  // Conjuncts that fail where nothing was received; all that have a test.
  BitRows rows_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_RECEIVED_ROWS_H_
