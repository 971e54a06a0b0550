// What an applicant got of a scheme, or was promised, before the plan.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_EARLIER_RECEIPTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_EARLIER_RECEIPTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// A value type. Sums are at most kMostPaise.
struct EarlierReceipts {
  // How many benefits reached the applicant, as far as is on record; without
  // those that a bank lent altogether.
  int count = 0;
  // Of those that tell their sum, as far as it is a grant.
  int64_t paise = 0;
  // Some do not tell it.
  bool open = false;
  // What is sanctioned beyond what was received, by linkages of which some may
  // not tell their sum.
  int64_t promised_paise = 0;
  // One of them does not.
  bool promised_open = false;
  std::vector<std::string> promised_by;
  // Of one benefit alone: of some it is not recorded which one of the scheme
  // gave it.
  bool of_any_benefit = false;
  // What the plan keeps of it, see KeepSanctioned.
  int64_t kept_paise = 0;
  // What is proposed or applied for outside the plan: it gives nothing yet.
  int64_t asked_paise = 0;
  std::vector<std::string> asked_by;

  // The last refusal, "linkages/x was refused on 2026-05-01 by STATE: no
  // money", and its day; empty if there is none.
  std::string refusal;
  absl::optional<absl::CivilDay> refused_on;

  // What no longer can be had, each sum once.
  int64_t Taken() const { return paise + promised_paise + kept_paise; }
};

// Whether a promise counts on the day: not where it came later, unless it is of
// the plan itself.
bool IsCounted(const PromisedGrant& promised, absl::CivilDay as_of);

// Of the scheme, "schemes/...", by what the participant's profile tells of and
// by question.promised, where KeepSanctioned has marked what is kept. Benefits
// that came after the day of the question do not count, and neither does what
// was sanctioned after it, unless it is kept or of the plan itself. A linkage
// that both tell of counts once.
EarlierReceipts ReceiptsOf(const PlanQuestion& question, int participant,
                           absl::string_view scheme);

// The same of one benefit of the version: without what is for heads of cost
// that others of it pay. What is not recorded with its head counts.
EarlierReceipts ReceiptsOf(const PlanQuestion& question, int participant,
                           absl::string_view scheme,
                           const scheme_catalog::v1::SchemeVersion& version,
                           int benefit);

// What is left of a ceiling for one applicant in all.
int64_t LeftOfCeiling(int64_t ceiling, const EarlierReceipts& receipts);

// "₹3 came of it before and ₹6,00,000 was sanctioned by linkages/x", with
// what the plan keeps; empty if nothing was.
std::string WhatWasHad(const EarlierReceipts& receipts);

// "₹6,00,000 of linkages/x"; empty if nothing is sanctioned beyond receipts.
std::string WhatIsPromised(const EarlierReceipts& receipts);

// What a plan that asks for more takes for granted; empty if there is nothing.
// `left`: what is left of the ceiling, if there is one.
std::string TakenForGranted(const EarlierReceipts& receipts,
                            absl::optional<int64_t> left);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_EARLIER_RECEIPTS_H_
