// Finds whom a question is about, in the state that it wants.
#ifndef SANGAM_SERVICES_MATCHING_SUBJECT_FINDER_H_
#define SANGAM_SERVICES_MATCHING_SUBJECT_FINDER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/server/call_context.h"
#include "services/matching/asked_subject.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/feeds/registry_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/history/checked_places.h"
#include "services/matching/history/registry_history.h"
#include "services/matching/lookup/fresh_profile_lookup.h"
#include "services/matching/page_token.h"

namespace sangam::matching {

// A subject, and the state of the registry that it is of.
struct FoundSubject {
  // Empty if nobody was asked about.
  MatchSubject subject;
  StorePosition position;
  // Never null. An answer that used them counts only if their status is OK.
  std::unique_ptr<CheckedPlaces> places;
  // What a ranked list rests on; date and catalogue are left to be filled in.
  RankingState ranking;
  // Of a subject of the registry: the names of those under it, as far as its
  // profile lists them; the body that it belongs to; what people decided.
  std::vector<std::string> children;
  std::string member_of;
  google::protobuf::RepeatedPtrField<type::v1::NormJudgement> judgements;
  // Of a subject of the registry: its facts by role and day.
  google::protobuf::RepeatedPtrField<type::v1::FieldProvenance> facts;
};

// Thread-safe; what it is made of outlives it. Errors of both methods: those of
// ProfileSource and Watermark::WaitFor, or of RegistryHistory; INVALID_FIELD on
// the profile's place if the registry does not know it.
class SubjectFinder {
 public:
  struct Parts {
    const RegistryState* registry = nullptr;
    Watermark* watermark = nullptr;
    const FreshProfileLookup* profiles = nullptr;
    RegistryHistory* history = nullptr;
  };

  explicit SubjectFinder(const Parts& parts) : parts_(parts) {}

  // As it is now.
  absl::StatusOr<FoundSubject> FindNow(const AskedSubject& asked,
                                       const Freshness& freshness,
                                       const CallContext& call) const;
  // As it was then. `call` outlives the places.
  absl::StatusOr<FoundSubject> FindThen(const AskedSubject& asked,
                                        const Moment& moment,
                                        const CallContext& call) const;

 private:
  const Parts parts_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_SUBJECT_FINDER_H_
