// The order of an answer.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RANKED_LIST_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RANKED_LIST_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/engine/match_query.h"
#include "services/matching/engine/ranking.h"
#include "services/matching/engine/subject_verdicts.h"

namespace sangam::matching {

// A part of a ranked list.
struct RankedPage {
  // Positions, best first.
  std::vector<uint32_t> positions;
  // How many the whole list has.
  size_t listed_in_all = 0;
};

// How to put the schemes of one verdict in order; the results are the same.
enum class RankingMethod {
  // Reckons every sum and sorts.
  kPlain,
  // Reckons only the sums on which the page depends.
  kByBounds,
};

// The page of `query` out of the positions in `among`: by verdict, then by the
// largest total where the query states a preference, else by the largest grant,
// a sum that can't be told last; then by name. Only wanted verdicts, kinds of
// benefit and availabilities are listed.
RankedPage RankPage(const AnswerTables& tables, const SubjectVerdicts& verdicts,
                    const Plane& among, const MatchQuery& query,
                    const MatchContext& context, const Ranking& ranking,
                    RankingMethod method);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RANKED_LIST_H_
