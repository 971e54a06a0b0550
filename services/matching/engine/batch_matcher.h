// Many subjects against one state of the catalogue.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_BATCH_MATCHER_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_BATCH_MATCHER_H_

#include <functional>

#include "common/rules/place_chain.h"
#include "sangam/matching/v1/batch.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_query.h"
#include "services/matching/engine/subject_verdicts.h"
#include "services/matching/index/forward_index.h"

namespace sangam::matching {

// Reckons once what is the same for all subjects of a batch. Used by one thread
// at a time; what it is made of outlives it.
class BatchMatcher {
 public:
  // `index` as for Match. Of `query` as_of, language_code, schemes and limit
  // count.
  BatchMatcher(const AnswerTables& tables, const ForwardIndex* index,
               const MatchQuery& query, v1::BatchDetail detail);

  // Fills what only the first response holds, but for the basis' token and
  // digest.
  void Begin(v1::BatchMatchSchemesResponse* first) const;

  // Fills counts and, as the detail says, planes and matches. The chain may be
  // empty; see MatchSubject. Once `cancelled` it leaves the rest out.
  void Fill(const type::v1::Profile& profile, const PlaceChain& place_chain,
            const PlaceDirectory& places,
            const std::function<bool()>& cancelled,
            v1::SubjectResult* result) const;

 private:
  void FillPlanes(const SubjectVerdicts& verdicts,
                  v1::VerdictPlanes* planes) const;

  const AnswerTables& tables_;
  const ForwardIndex* const index_;
  const MatchQuery query_;
  const v1::BatchDetail detail_;
  const Plane counted_;
  // The positions in force that count; bit i of a plane of the answer is that
  // of the i-th of them.
  Plane among_;
  int32_t not_in_force_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_BATCH_MATCHER_H_
