// All that one question about many subjects is answered from.
#ifndef SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_BASIS_H_
#define SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_BASIS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "sangam/matching/v1/match.pb.h"
#include "services/matching/columns/reverse_evaluator.h"
#include "services/matching/coverage/long_answer_limit.h"
#include "services/matching/coverage/working_turns.h"
#include "services/matching/feeds/catalog_state.h"
#include "services/matching/feeds/subjects_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/lookup/profile_source.h"

namespace sangam::matching {

class KeptPlans;

// Catalogue, subjects and places, each of one state of its store, on one day.
struct CoverageBasis {
  CatalogView catalog;
  SubjectsView subjects;
  absl::CivilDay as_of;
  // By which long work is parted; never null.
  const Clock* clock = nullptr;
  // With whom threads are shared. Null: nobody.
  WorkingTurns* turns = nullptr;
  // Whether the answer is no longer wanted: what takes longer than a few
  // milliseconds asks it now and then. Never empty.
  std::function<bool()> cancelled = [] { return false; };

  // What it reads beside the subjects; points into it.
  ReverseBasis reverse() const {
    return {as_of,
            {*subjects.places, catalog.snapshot->dated_references()},
            cancelled};
  }
  // As replies tell it, with the digest of the request.
  v1::Basis ToProto(const std::string& request_digest) const;
};

// Reads the present. Thread-safe; what it is made of outlives it.
class CoverageBasisReader {
 public:
  struct Parts {
    const Clock* clock = nullptr;
    const CatalogState* catalog = nullptr;
    Watermark* catalog_watermark = nullptr;
    const SubjectsState* subjects = nullptr;
    Watermark* subjects_watermark = nullptr;
    // How many questions are under way at once. Null: any number.
    LongAnswerLimit* limit = nullptr;
    // How many of them work at once. Null: all.
    WorkingTurns* turns = nullptr;
    // Where names that were merged into others are looked up. Null: nowhere.
    ProfileSource* profiles = nullptr;
  };

  explicit CoverageBasisReader(const Parts& parts);
  ~CoverageBasisReader();

  // The newest states, at least as new as `min_token` says; as_of is today in
  // India. Errors: OWNER_UNAVAILABLE until
  // both feeds have shown a whole state; those of a token.
  // The call outlives what is read.
  absl::StatusOr<CoverageBasis> Read(const std::string& min_token,
                                     const CallContext& call) const;

  // The present name of the subject that goes by `name`, as the registry knows
  // it: for a name that the subjects of a basis lack, because one that was
  // merged is a second name of its survivor. Errors: those of ProfileSource.
  absl::StatusOr<std::string> SurvivorOf(const std::string& name,
                                         const CallContext& call) const;

  const Clock& clock() const { return *parts_.clock; }
  WorkingTurns* turns() const { return parts_.turns; }
  LongAnswerLimit* limit() const { return parts_.limit; }
  // Of what is read here.
  KeptPlans& plans() const { return *plans_; }

 private:
  const Parts parts_;
  const std::unique_ptr<KeptPlans> plans_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COVERAGE_COVERAGE_BASIS_H_
