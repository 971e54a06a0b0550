// What an offer asks, checked and compiled.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_OFFER_QUESTION_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_OFFER_QUESTION_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/rules/value_rule.h"
#include "sangam/matching/v1/opportunity_service.pb.h"
#include "services/matching/coverage/asked_versions.h"
#include "services/matching/coverage/coverage_basis.h"

namespace sangam::matching {

// One use with its rules. The catalogue of the basis that it was compiled with
// outlives it.
struct AskedUse {
  const v1::OfferedUse* use = nullptr;
  SharedVersion who;
  // Nothing: no limit.
  absl::optional<ValueRule> capacity;
};

// An offer with its rules; points into the request.
struct OfferQuestion {
  // Paise, or units of work.
  int64_t offered = 0;
  bool is_money = false;
  std::vector<AskedUse> uses;
  v1::ShareCriterion criterion = v1::SHARE_CRITERION_EQUALLY;
  v1::ShareMethod method = v1::SHARE_METHOD_IN_PROPORTION;
  // By what takers weigh: where that is an expression, or their members.
  absl::optional<ValueRule> weight;
  int64_t most_takers = 0;
  // Null: everybody.
  SharedVersion cohort;
};

// INVALID_ARGUMENT with every fault by its path in the request, lines and
// columns where it is an expression's; NOT_FOUND for a scheme. Sets
// basis->as_of to the request's, if it names one.
absl::StatusOr<OfferQuestion> ReadOffer(const v1::FindTakersRequest& request,
                                        CoverageBasis* basis);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_OFFER_QUESTION_H_
