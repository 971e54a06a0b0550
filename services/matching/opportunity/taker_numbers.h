// How much one taker can take, and what it weighs.
#ifndef SANGAM_SERVICES_MATCHING_OPPORTUNITY_TAKER_NUMBERS_H_
#define SANGAM_SERVICES_MATCHING_OPPORTUNITY_TAKER_NUMBERS_H_

#include <cstdint>
#include <string>

#include "absl/types/optional.h"
#include "services/matching/coverage/coverage_basis.h"
#include "services/matching/opportunity/offer_question.h"

namespace sangam::matching {

// The numbers of one taker on one use. Where one of them is not known, why.
struct TakerNumbers {
  int64_t weight = 1;
  // Nothing: no limit.
  absl::optional<int64_t> capacity;
  std::string unknown;
};

// Reads the numbers of a profile, as the question wants them: less than 0
// counts as nothing.
TakerNumbers NumbersOf(const type::v1::Profile& profile, const AskedUse& use,
                       const OfferQuestion& question,
                       const CoverageBasis& basis);

// Whether anything of a profile is read at all.
bool NeedsProfile(const AskedUse& use, const OfferQuestion& question);

// The largest count among groups that are worse off; nothing where none is
// known. Scheduled Castes and Tribes are two groups without overlap.
absl::optional<int64_t> VulnerableMembers(const type::v1::Profile& profile);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_OPPORTUNITY_TAKER_NUMBERS_H_
