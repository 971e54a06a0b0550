#include "services/matching/planning/earlier_receipts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/engine/beneficiary_estimate.h"

namespace sangam::matching {

EarlierReceipts ReceiptsOf(const type::v1::Profile& profile,
                           absl::string_view scheme, absl::CivilDay as_of) {
  EarlierReceipts receipts;
  for (const auto& benefit : profile.received_benefits()) {
    if (benefit.scheme() != scheme || ReceivedLater(benefit, as_of)) continue;
    ++receipts.count;
    if (!benefit.has_amount_paise()) {
      receipts.open = true;
      continue;
    }
    const int64_t paise =
        std::clamp<int64_t>(benefit.amount_paise(), 0, kMostPaise);
    receipts.paise = std::min(kMostPaise, receipts.paise + paise);
  }
  return receipts;
}

int64_t LeftOfCeiling(int64_t ceiling, const EarlierReceipts& receipts) {
  return std::max<int64_t>(0, ceiling - receipts.paise);
}

std::string TakenForGranted(const EarlierReceipts& receipts,
                            absl::optional<int64_t> left) {
  if (receipts.count == 0) return "";
  std::string told = "a sum that is not recorded";
  if (receipts.paise > 0) {
    told = absl::StrCat(FormatPaise(receipts.paise),
                        receipts.open ? " and more that is not recorded" : "");
  }
  return absl::StrCat("it may be had again: ", told, " came of it before",
                      left ? absl::StrCat(", which leaves ", FormatPaise(*left),
                                          " of its ceiling")
                           : "");
}

}  // namespace sangam::matching
