// One use of an offer, shared out among those who can take it.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_OFFER_SHARING_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_OFFER_SHARING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "sangam/matching/v1/opportunity_service.pb.h"
#include "services/matching/opportunity/taker_numbers.h"

namespace sangam::matching {

// One who can take the use, by the rule.
struct Taker {
  std::string subject;
  type::v1::SubjectKind kind = type::v1::SUBJECT_KIND_UNSPECIFIED;
  std::string place;
  TakerNumbers numbers;
  // What it got of uses of the same head before, already off its capacity.
  int64_t got_before = 0;
  // What it gets; and where that is nothing, why.
  int64_t part = 0;
  v1::NotServedReason reason = v1::NOT_SERVED_REASON_UNSPECIFIED;
};

// How a use is shared out.
struct SharingRule {
  v1::ShareMethod method = v1::SHARE_METHOD_IN_PROPORTION;
  // 0: all.
  int64_t most_takers = 0;
};

// What became of a use.
struct SharedUse {
  int64_t assigned = 0;
  int64_t takers = 0;
  int64_t number_unknown = 0;
  int64_t no_capacity = 0;
  int64_t beyond_most_takers = 0;
  // What those who may be served can take together. Nothing: no limit.
  absl::optional<int64_t> capacity = 0;
};

// Sets `part` or `reason` of each. `takers` are in the order of their names,
// and stay so.
SharedUse ShareUse(int64_t offered, const SharingRule& rule,
                   std::vector<Taker>* takers);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_OFFER_SHARING_H_
