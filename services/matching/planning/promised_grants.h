// What schemes promised the participants of a plan before it was made.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_PROMISED_GRANTS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_PROMISED_GRANTS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/type/v1/plan.pb.h"

namespace sangam::matching {

// The place of somebody who is no participant.
inline constexpr int kNobodyHere = -1;

// What one linkage tells. A value type.
struct PromisedGrant {
  // "linkages/..." and "schemes/...".
  std::string linkage;
  std::string scheme;
  // Who asked for it, by place in PlanQuestion::participants;
  // kNobodyHere for left_applicant.
  int participant = 0;
  // What others than the applicant and a bank give, 0 ... kMostPaise; nothing
  // where that is not recorded.
  absl::optional<int64_t> paise;
  // Of it by party, each once; empty where that is not recorded.
  std::vector<std::pair<type::v1::PlanParty, int64_t>> parties;
  // False: it is proposed or applied for, and nobody has said yes.
  bool sanctioned = false;
  // "on 2026-05-01 by DISTRICT_MISSION: no money left" where it was refused,
  // which gives nothing; else empty.
  std::string refused = {};
  // Since when; nothing where that is not recorded.
  absl::optional<absl::CivilDay> since;
  // "groups/...": whose it is, an applicant of the plan that is made again whom
  // the terms no longer name; else empty. It is told, and never kept.
  std::string left_applicant = {};
  // The need of this plan that it stands for, by place in the terms; none if
  // negative.
  int need = -1;
  // The head of cost of the need that it stands for, of this plan or of the one
  // that it came from; empty where that is not known.
  std::string head = {};
  // The need of the plan that is made again, "soft of plans/x", where the terms
  // no longer have it; else empty.
  std::string lost_need = {};
  // The stored plan has the need no more that it was sanctioned for, so that
  // nothing but its id or its head says that this is the one.
  bool put_back = false;
  // It stays a line of the plan, whatever else is decided; see KeepSanctioned.
  bool kept = false;
  // Why not, in words, where it was sanctioned for a need of the plan.
  std::string why_not_kept = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_PROMISED_GRANTS_H_
