// More about a benefit than its sum: things, training, work, a market.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_BENEFIT_DETAIL_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_BENEFIT_DETAIL_H_

#include <functional>
#include <string>

#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What people call a department ("departments/..."): its title, or the name.
using DepartmentTitle = std::function<std::string(const std::string& name)>;

// "Looms: 36, ₹25,000 each".
std::string DetailInWords(const scheme_catalog::v1::InKindItem& item,
                          const Words& words, const DepartmentTitle& title);

// "15 days · 45 hours · stipend of ₹300 a day · 30 seats".
std::string DetailInWords(const scheme_catalog::v1::TrainingDetail& training,
                          const Words& words, const DepartmentTitle& title);

// "School uniforms: 500, ₹400 each · ordered by ...".
std::string DetailInWords(const scheme_catalog::v1::WorkOrderDetail& order,
                          const Words& words, const DepartmentTitle& title);

// "Mats · buyer: ...".
std::string DetailInWords(const scheme_catalog::v1::MarketLinkageDetail& market,
                          const Words& words, const DepartmentTitle& title);

// Of a catalogue's Benefit or a match's BenefitEstimate; empty if there is no
// more to tell.
template <typename AnyBenefit>
std::string BenefitDetailInWords(const AnyBenefit& benefit, const Words& words,
                                 const DepartmentTitle& title) {
  if (benefit.has_in_kind()) {
    return DetailInWords(benefit.in_kind(), words, title);
  }
  if (benefit.has_training()) {
    return DetailInWords(benefit.training(), words, title);
  }
  if (benefit.has_work_order()) {
    return DetailInWords(benefit.work_order(), words, title);
  }
  return benefit.has_market_linkage()
             ? DetailInWords(benefit.market_linkage(), words, title)
             : "";
}

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_BENEFIT_DETAIL_H_
