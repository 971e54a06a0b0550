#include "services/scheme_catalog/domain/benefit_detail_check.h"

#include "absl/strings/str_cat.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "common/validation/text.h"

namespace sangam::scheme_catalog {
namespace {

// Long courses of several years included.
constexpr int64_t kMaxTrainingDays = 3'660;
constexpr int64_t kMaxTrainingHours = kMaxTrainingDays * 24;

void CheckRange(Violations& violations, const std::string& field, int64_t value,
                int64_t most) {
  if (value >= 0 && value <= most) return;
  violations.Add(field, absl::StrCat("must be 0 to ", most));
}

// Units at a price each, as things and orders have them.
template <typename Detail>
void CheckUnits(Violations& violations, const std::string& path,
                const Detail& detail) {
  CheckOptionalText(violations, absl::StrCat(path, ".description"),
                    detail.description(), kTextLength);
  CheckCount(violations, absl::StrCat(path, ".units"), detail.units());
  CheckPaise(violations, absl::StrCat(path, ".paise_each"),
             detail.paise_each());
}

void CheckTraining(Violations& violations, const std::string& path,
                   const v1::TrainingDetail& training) {
  CheckRange(violations, absl::StrCat(path, ".days"), training.days(),
             kMaxTrainingDays);
  CheckRange(violations, absl::StrCat(path, ".hours"), training.hours(),
             kMaxTrainingHours);
  CheckPaise(violations, absl::StrCat(path, ".stipend_paise_a_day"),
             training.stipend_paise_a_day());
  CheckCount(violations, absl::StrCat(path, ".seats"), training.seats());
}

}  // namespace

std::string BuyerOf(const v1::Benefit& benefit) {
  switch (benefit.detail_case()) {
    case v1::Benefit::kWorkOrder:
      return benefit.work_order().buyer();
    case v1::Benefit::kMarketLinkage:
      return benefit.market_linkage().buyer();
    default:
      return "";
  }
}

std::string BuyerFieldOf(const v1::Benefit& benefit) {
  return benefit.has_work_order() ? "work_order.buyer" : "market_linkage.buyer";
}

void CheckBenefitDetail(Violations& violations, const std::string& path,
                        const v1::Benefit& benefit) {
  switch (benefit.detail_case()) {
    case v1::Benefit::kInKind:
      CheckUnits(violations, absl::StrCat(path, ".in_kind"), benefit.in_kind());
      break;
    case v1::Benefit::kTraining:
      CheckTraining(violations, absl::StrCat(path, ".training"),
                    benefit.training());
      break;
    case v1::Benefit::kWorkOrder:
      CheckUnits(violations, absl::StrCat(path, ".work_order"),
                 benefit.work_order());
      break;
    case v1::Benefit::kMarketLinkage:
      CheckOptionalText(violations,
                        absl::StrCat(path, ".market_linkage.product"),
                        benefit.market_linkage().product(), kTextLength);
      break;
    case v1::Benefit::DETAIL_NOT_SET:
      return;
  }
  CheckOptionalName(violations, absl::StrCat(path, ".", BuyerFieldOf(benefit)),
                    BuyerOf(benefit), {"departments"});
}

}  // namespace sangam::scheme_catalog
