// What is asked about a subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_MATCH_QUERY_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_MATCH_QUERY_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/matching/v1/ranking.pb.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "services/matching/engine/match_fields.h"

namespace sangam::matching {

// What to match, and which part of the answer to list.
struct MatchQuery {
  // The date of the law.
  absl::CivilDay as_of;
  // The language of labels and questions, BCP 47. Empty: English.
  std::string language_code;
  // List only these verdicts. Empty: all but INELIGIBLE.
  std::vector<v1::Verdict> verdicts;
  // Only these schemes; names that the catalogue lacks are passed over. Empty:
  // all.
  std::vector<std::string> schemes;
  // Leave out so many matches of the ranked list, then list at most `limit`.
  size_t offset = 0;
  size_t limit = 100;
  // Only schemes of these departments. Empty: all.
  std::vector<std::string> departments;
  // List only schemes with a benefit of one of these kinds. Empty: all.
  std::vector<scheme_catalog::v1::BenefitKind> benefit_kinds;
  // List only schemes of these availabilities. Empty: all.
  std::vector<v1::Availability> availabilities;
  // How to order schemes of one verdict. Absent: by the largest grant.
  absl::optional<v1::RankingPreference> ranking = absl::nullopt;
  // What to tell of each match.
  MatchFields fields = {};
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_MATCH_QUERY_H_
