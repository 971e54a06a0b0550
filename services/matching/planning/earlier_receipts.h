// What an applicant got of a scheme before the plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_EARLIER_RECEIPTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_EARLIER_RECEIPTS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::matching {

// A value type.
struct EarlierReceipts {
  // How many are on record.
  int count = 0;
  // Of those that tell their sum, at most kMostPaise.
  int64_t paise = 0;
  // Some do not tell it.
  bool open = false;
};

// Benefits of the scheme, "schemes/...", that the profile tells of, without
// those after the day.
EarlierReceipts ReceiptsOf(const type::v1::Profile& profile,
                           absl::string_view scheme, absl::CivilDay as_of);

// What is left of a ceiling for one applicant in all.
int64_t LeftOfCeiling(int64_t ceiling, const EarlierReceipts& receipts);

// What a plan that asks for more takes for granted; empty if there are none.
// `left`: what is left of the ceiling, if there is one.
std::string TakenForGranted(const EarlierReceipts& receipts,
                            absl::optional<int64_t> left);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_EARLIER_RECEIPTS_H_
