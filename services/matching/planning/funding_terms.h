// What a benefit comes to for one need: the sum, who pays it, and on what
// terms.
#ifndef SANGAM_SERVICES_MATCHING_PLANNING_FUNDING_TERMS_H_
#define SANGAM_SERVICES_MATCHING_PLANNING_FUNDING_TERMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "sangam/type/v1/citation.pb.h"
#include "sangam/type/v1/plan.pb.h"
#include "services/matching/catalog/compiled_version.h"
#include "services/matching/convergence/plan_problem.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/planning/need_size.h"

namespace sangam::matching {

// What one party gives when the whole grant is given.
struct PartyShare {
  type::v1::PlanParty party = type::v1::PLAN_PARTY_UNSPECIFIED;
  int64_t paise = 0;
  // What bounds this party's money alone.
  absl::optional<int64_t> cap;
  // How its money is reckoned; empty where only that of the whole grant is.
  std::string formula;
};

// The terms on which a benefit pays a need.
struct FundingTerms {
  int64_t most_grant = 0;
  int64_t least_own = 0;
  int64_t most_in_kind = kNoLimit;
  // What bounds the whole grant.
  absl::optional<int64_t> cap;
  // By each party that gives, each once; they sum to most_grant.
  std::vector<PartyShare> parties;
  // In basis points; paise are left for when the grant is known.
  std::vector<type::v1::PlanUnsplitShare> unsplit;
  // "80 % of ₹25,00,000, at most ₹20,00,000".
  std::string formula;
  // The id of the funding rule; empty if none is used.
  std::string rule;
  // What is taken for granted, in words.
  std::vector<std::string> assumptions;
  // The weakest of what the sum rests on.
  type::v1::Confidence confidence = type::v1::CONFIDENCE_VERIFIED;
  // Why there is no sum, in words; empty if there is one.
  std::string no_sum;
  // The condition of the funding rule that may apply, in words, where none is
  // known to and no sum stands without one; empty if that is no trouble.
  std::string unknown_rule;
  // What a bank is to lend by the rule, and how that is reckoned.
  int64_t bank_paise = 0;
  std::string bank_formula;
};

// What the caller says of schemes whose terms leave something open.
struct FundingAssumptions {
  const type::v1::PlanAssumedGrant* grant = nullptr;
  const type::v1::PlanAssumedSplit* split = nullptr;
  // Rules may be taken to apply that are not known to.
  bool unknown_rules = false;
};

// For a benefit of the version, a need and an applicant. Of funding rules the
// first that holds applies. One before it that is not known to hold is an
// assumption, if the caller lets it be; else, of all that may apply, the rule
// that pays least is taken, with the highest own share of any. An assumed grant
// takes the place of a sum that the terms don't give, never of one that they
// do, and what a rule leaves to others or caps bounds it. The grant is at most
// the cost; sums above anything that a need may cost pay the cost. Where the
// need states its units, sums by units and things are for these: the dearest
// lots, or so many at the sum for each, for the dearest units, and none of them
// more than the unit's own price. A cap bounds the money of the party that it
// is for, and the whole grant where that party has no share in the rule.
FundingTerms TermsFor(const CompiledVersion& version, int benefit,
                      const NeedSize& size, const FundingAssumptions& assumed,
                      const MatchContext& conditions, const MatchContext& sums);

// What each party gives of a grant that may be less than the whole, in the
// order of the terms: in proportion, nobody more than of the whole grant.
std::vector<int64_t> PartsOf(int64_t grant, const FundingTerms& terms);

// The weakest confidence of these and `weakest`.
type::v1::Confidence Weakest(
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations,
    type::v1::Confidence weakest);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PLANNING_FUNDING_TERMS_H_
