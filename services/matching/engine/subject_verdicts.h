// The verdicts on all schemes for one subject.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_VERDICTS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_VERDICTS_H_

#include <memory>

#include "absl/types/optional.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/matching/engine/answer_tables.h"
#include "services/matching/engine/match_context.h"
#include "services/matching/index/forward_index.h"
#include "services/matching/index/verdict_planes.h"

namespace sangam::matching {

// Planes over the positions of the tables, which outlive it. A value type.
class SubjectVerdicts {
 public:
  // By the index that gave the tables their positions; without one (null) by
  // the reference evaluator, version by version.
  static SubjectVerdicts Of(const AnswerTables& tables,
                            const ForwardIndex* index,
                            const MatchContext& context);

  // At most one position of each scheme.
  const Plane& in_force() const { return *in_force_; }
  const VerdictPlanes& planes() const { return planes_; }
  // The positions of this verdict.
  Plane With(v1::Verdict verdict) const;
  // Of a position in force.
  v1::Verdict At(size_t position) const;

 private:
  static SubjectVerdicts ByReference(const AnswerTables& tables,
                                     const MatchContext& context);
  static SubjectVerdicts ByIndex(const ForwardIndex& index,
                                 const MatchContext& context);

  std::shared_ptr<const Plane> in_force_;
  VerdictPlanes planes_;
};

// How many positions of `among`, which are in force, have which verdict; all
// but not_in_force.
v1::VerdictCounts CountVerdicts(const SubjectVerdicts& verdicts,
                                const Plane& among);

// `a` without what is not in `b`; all of `a` if `b` is empty.
void Keep(const Plane& b, Plane* a);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_SUBJECT_VERDICTS_H_
