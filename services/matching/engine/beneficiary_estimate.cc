#include "services/matching/engine/beneficiary_estimate.h"

#include <algorithm>
#include <limits>

#include "common/clock/civil_date.h"

namespace sangam::matching {
namespace {

int64_t SaturatingSum(int64_t a, int64_t b) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  return a > kMost - b ? kMost : a + b;
}

void AddEarlier(const type::v1::ReceivedBenefit& benefit,
                v1::SchemeMatch* match) {
  v1::EarlierBenefit* earlier = match->add_earlier_benefits();
  earlier->set_linkage(benefit.linkage());
  if (benefit.has_units()) earlier->set_units(benefit.units());
  if (benefit.has_amount_paise()) {
    earlier->set_amount_paise(benefit.amount_paise());
  }
  if (benefit.has_received_on()) {
    *earlier->mutable_received_on() = benefit.received_on();
  }
  if (!benefit.has_units()) return;
  v1::BeneficiaryEstimate* beneficiary = match->mutable_beneficiary();
  beneficiary->set_already_received(SaturatingSum(
      beneficiary->already_received(), std::max<int64_t>(benefit.units(), 0)));
}

}  // namespace

bool ReceivedLater(const type::v1::ReceivedBenefit& benefit,
                   absl::CivilDay as_of) {
  if (!benefit.has_received_on()) return false;
  const auto day = ToCivilDay(benefit.received_on(), "received_on");
  return day.ok() && *day > as_of;
}

void FillBeneficiary(const CompiledVersion& version,
                     const MatchContext& context, v1::SchemeMatch* match) {
  const auto& terms = version.version.beneficiary();
  v1::BeneficiaryEstimate* beneficiary = match->mutable_beneficiary();
  beneficiary->set_unit(terms.unit() ==
                                scheme_catalog::v1::BENEFICIARY_UNIT_UNSPECIFIED
                            ? scheme_catalog::v1::BENEFICIARY_UNIT_SUBJECT
                            : terms.unit());
  for (const std::string& attribute : terms.count_attributes()) {
    const int64_t* count = context.Number(attribute);
    if (count == nullptr) continue;
    beneficiary->set_up_to(beneficiary->has_up_to()
                               ? std::min(beneficiary->up_to(), *count)
                               : *count);
  }
  for (const auto& benefit : context.profile.received_benefits()) {
    if (benefit.scheme() == match->scheme() &&
        !ReceivedLater(benefit, context.subject.as_of())) {
      AddEarlier(benefit, match);
    }
  }
}

}  // namespace sangam::matching
