// What received() comes to, where that takes no evaluator.
#ifndef SANGAM_SERVICES_MATCHING_INDEX_RECEIPT_TRUTH_H_
#define SANGAM_SERVICES_MATCHING_INDEX_RECEIPT_TRUTH_H_

#include "absl/types/optional.h"
#include "common/rules/checked_node.h"
#include "common/rules/subject_view.h"
#include "common/rules/truth.h"

namespace sangam::matching {

// Of a scheme of which the subject has no receipt: false if its record is
// complete, else unknown.
Truth TruthWithoutReceipt(const SubjectView& subject);

// Of a kReceived test: exactly the evaluator's truth. Nothing where a receipt
// of its scheme does not say when it was received; then only the evaluator
// knows.
absl::optional<Truth> TruthByReceipts(const rules::Predicate& received,
                                      const SubjectView& subject);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_INDEX_RECEIPT_TRUTH_H_
