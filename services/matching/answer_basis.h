// All that one question is answered from.
#ifndef SANGAM_SERVICES_MATCHING_ANSWER_BASIS_H_
#define SANGAM_SERVICES_MATCHING_ANSWER_BASIS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/clock/clock.h"
#include "common/server/call_context.h"
#include "services/matching/asked_subject.h"
#include "services/matching/engine/indexed_catalog.h"
#include "services/matching/feeds/catalog_state.h"
#include "services/matching/feeds/watermark.h"
#include "services/matching/history/catalog_history.h"
#include "services/matching/history/past_answer_limit.h"
#include "services/matching/subject_finder.h"
#include "services/matching/wanted_states.h"

namespace sangam::matching {

// Subject, places and catalogue, each of one state of its store. The request
// and the call outlive it.
struct AnswerBasis {
  // Null for an answer about the present. Given back last.
  std::unique_ptr<PastAnswerLimit::Permit> permit;
  FoundSubject subject;
  StorePosition catalog_position;
  IndexedCatalog catalog;
  // Null for an answer from a past catalogue; see ReadReadiness.
  std::shared_ptr<const ReadinessCatalog> readiness;
  // Null for an answer from a past catalogue.
  std::shared_ptr<const GuidanceCatalog> guidance;

  // The states, as basis.token of a reply holds them.
  std::string token() const;
};

// Thread-safe; what it is made of outlives it.
class AnswerBasisReader {
 public:
  struct Parts {
    const Clock* clock = nullptr;
    const CatalogState* catalog = nullptr;
    Watermark* catalog_watermark = nullptr;
    const Watermark* registry_watermark = nullptr;
    const SubjectFinder* subjects = nullptr;
    CatalogHistory* catalog_history = nullptr;
    PastAnswerLimit* past_answers = nullptr;
  };

  explicit AnswerBasisReader(const Parts& parts) : parts_(parts) {}

  // Reads what the answer needs, waiting for the feeds where they are behind
  // wanted.at_least. Nobody may be asked about; then only the places count.
  // Errors: OWNER_UNAVAILABLE also until the feeds have shown a whole state
  // (not where only past states are wanted); those of SubjectFinder,
  // CatalogHistory and PastAnswerLimit.
  absl::StatusOr<AnswerBasis> Read(const AskedSubject& asked,
                                   const WantedStates& wanted,
                                   const CallContext& call) const;

  // Another subject, in the state of the registry that `basis` was read from;
  // `wanted` is what that was read for, and `call` outlives the places. A call
  // that reads many has `patience` with the registry; null: each is read.
  // Errors: those of SubjectFinder.
  absl::StatusOr<FoundSubject> ReadBeside(
      const AnswerBasis& basis, const AskedSubject& asked,
      const WantedStates& wanted, const CallContext& call,
      OwnerPatience* patience = nullptr) const;

  // The readiness rules of the basis, never null. Errors: those of
  // CatalogHistory.
  absl::StatusOr<std::shared_ptr<const ReadinessCatalog>> ReadReadiness(
      const AnswerBasis& basis, const CallContext& call) const;

  // Leave to answer about the past, as Read takes it where that is wanted.
  absl::StatusOr<std::unique_ptr<PastAnswerLimit::Permit>> EnterPast(
      const CallContext& call) const {
    return parts_.past_answers->Enter(call);
  }

 private:
  absl::Status CheckReady(const WantedStates& wanted) const;
  absl::StatusOr<CatalogView> ReadCatalog(const WantedStates& wanted,
                                          const CallContext& call) const;

  const Parts parts_;
  mutable IndexedCatalogs indexed_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ANSWER_BASIS_H_
