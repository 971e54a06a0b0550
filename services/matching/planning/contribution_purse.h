// Hands out what a subject contributes.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_CONTRIBUTION_PURSE_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_CONTRIBUTION_PURSE_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sangam/type/v1/plan.pb.h"

namespace sangam::matching {

// Contribution after contribution, each until it is used up. The terms outlive
// it.
class ContributionPurse {
 public:
  explicit ContributionPurse(const type::v1::PlanTerms& terms) {
    for (const type::v1::PlanContribution& contribution :
         terms.contributions()) {
      held_.push_back({&contribution, contribution.value_paise()});
    }
  }

  // Calls `give` with each contribution that pays a part of `paise`, and the
  // part.
  template <typename Give>
  void Take(type::v1::PlanContributionKind kind, const std::string& need,
            int64_t paise, const Give& give) {
    for (auto& [contribution, left] : held_) {
      if (contribution->kind() != kind || contribution->need() != need) {
        continue;
      }
      const int64_t part = std::min(left, paise);
      if (part == 0) continue;
      left -= part;
      paise -= part;
      give(*contribution, part);
    }
  }

 private:
  std::vector<std::pair<const type::v1::PlanContribution*, int64_t>> held_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_CONTRIBUTION_PURSE_H_
