// Whether a scheme can be part of a plan, and what must come first.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_FITNESS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_FITNESS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/planning/receipt_ways.h"
#include "services/matching/planning/sanctioned_receipts.h"

namespace sangam::matching {

// How a version's conditions stand for a plan. What the version's REQUIRES
// relations ask for is not counted against it, and neither is a condition that
// fails only for schemes that were not received: the plan gets them first. Told
// is how it stands in the best of the ways in which they can be had.
struct SchemeFitness {
  v1::Verdict verdict = v1::VERDICT_NEEDS_INFORMATION;
  // The conditions that are not known to hold, in plain words.
  std::vector<std::string> unknown;
  // Those of them that no rule of the version states: that what excludes it was
  // not received, see FitnessFor.
  std::vector<std::string> open_exclusions;
  // The condition that fails, in plain words; the first of several.
  std::string failed;
  // For a near miss: what must be made true, in words.
  std::string to_change;
  // What the version requires that is not had yet, in all ways in which it can
  // be: see WaysToHold. What that requires in turn is for WaysBefore. Never
  // empty; one empty way where nothing is required.
  std::vector<ReceiptWay> ways = {{}};
  // So many of them, the first, leave no condition unknown that receipts could
  // settle.
  size_t sure_ways = 1;
  // Others, see ReceiptWays::to_spare.
  std::vector<ReceiptWay> ways_to_spare;
  size_t sure_ways_to_spare = 0;
  // Whether there may be other ways.
  bool ways_left_out = false;
  // What it goes by of what counts as received, see SanctionedReceipts.
  SanctionedSchemes rests_on;
  // Why what counts as received keeps it out, in words; empty if it doesn't.
  std::string kept_out;
};

// `benefit`: the condition of a benefit that is asked for, which the ways make
// hold too where they can; whether it holds is left to who asks. Null: none.
SchemeFitness FitnessOf(const CompiledVersion& version,
                        const MatchContext& context,
                        const OptionalRule* benefit = nullptr);

// The scheme that a condition added by a REQUIRES relation asks for; empty for
// other conditions.
std::string RequiredBy(const CompiledVersion& version, int condition);

// A condition in plain words, else as it is written.
std::string WordsOf(const scheme_catalog::v1::SchemeVersion& version,
                    int condition, const MatchContext& context);

// Eligible before unknown before near miss before what does not fit.
int RankOf(v1::Verdict verdict);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_SCHEME_FITNESS_H_
