// One subject against one catalogue: what every form of an answer is made of.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_H_

#include <cstddef>

#include "absl/types/optional.h"
#include "sangam/matching/v1/matching_service.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/match_query.h"
#include "services/matching/engine/ranked_list.h"
#include "services/matching/engine/ranking.h"
#include "services/matching/engine/subject_verdicts.h"
#include "services/matching/index/forward_index.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {

// The positions that a query counts; empty if it counts all.
Plane CountedPositions(const AnswerTables& tables, const MatchQuery& query);

// How many schemes a query counts, whether or not a version is in force.
size_t CountedSchemes(const AnswerTables& tables, const MatchQuery& query);

// Reckons once what the parts of an answer share. Used by one thread, for one
// answer; what it is made of outlives it.
class Answer {
 public:
  // `index` as for Match; `counted` is CountedPositions of the query.
  Answer(const AnswerTables& tables, const ForwardIndex* index,
         const MatchContext& context, const MatchQuery& query,
         const Plane& counted);

  const SubjectVerdicts& verdicts() const { return verdicts_; }
  // The positions in force that count.
  const Plane& among() const { return among_; }

  // All but not_in_force.
  v1::VerdictCounts Counts() const;
  RankedPage Page() const;
  // What needs information and counts.
  Plane Open() const;
  // The verdict on a position in force, and what stands in the way.
  VersionVerdict VerdictAt(size_t position) const;
  // Fills an empty `match` with what the query wants of a position in force.
  void FillMatch(size_t position, v1::SchemeMatch* match) const;
  // Fills what the others in the answer make of it: ranking and
  // relation_findings. The scheme and the verdict must be set.
  // `conditions_met` as for Ranking::PartsOf.
  void FillPlace(
      size_t position, v1::Verdict verdict, v1::SchemeMatch* match,
      const absl::optional<size_t>& conditions_met = absl::nullopt) const;
  // Fills relation_findings of a match by `version`, a compiled one's, which
  // the tables need not hold: it stands in the place of its scheme's own. The
  // scheme and the verdict must be set.
  void FillRelationFindings(const scheme_catalog::v1::SchemeVersion& version,
                            v1::SchemeMatch* match) const;

 private:
  const AnswerTables& tables_;
  const MatchContext& context_;
  const MatchQuery& query_;
  const RankingMethod method_;
  const SubjectVerdicts verdicts_;
  Plane among_;
  const Ranking ranking_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_ANSWER_H_
