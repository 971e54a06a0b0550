#include "services/matching/index/receipt_truth.h"

#include "common/clock/civil_date.h"

namespace sangam::matching {

Truth TruthWithoutReceipt(const SubjectView& subject) {
  const auto& until = subject.receipts_complete_until();
  return until && *until >= subject.as_of() ? Truth::kFalse : Truth::kUnknown;
}

absl::optional<Truth> TruthByReceipts(const rules::Predicate& received,
                                      const SubjectView& subject) {
  bool counts = false;
  for (const Receipt& receipt : subject.receipts()) {
    if (receipt.scheme != received.names.front()) continue;
    if (!receipt.received_on) return absl::nullopt;
    counts |= *receipt.received_on <= subject.as_of() &&
              (!received.within_months ||
               CompletedMonths(*receipt.received_on, subject.as_of()) <
                   *received.within_months);
  }
  return counts ? Truth::kTrue : TruthWithoutReceipt(subject);
}

}  // namespace sangam::matching
