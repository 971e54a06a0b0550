// Reads what linkages of the registry promise the participants of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PROMISED_GRANT_READER_H_
#define SANGAM_SERVICES_MATCHING_PROMISED_GRANT_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/server/call_context.h"
#include "sangam/matching/v1/plan.pb.h"
#include "sangam/registry/v1/linkage.pb.h"
#include "sangam/registry/v1/plan.pb.h"
#include "services/matching/answer_basis.h"
#include "services/matching/lookup/registry_records.h"
#include "services/matching/planning/plan_question.h"

namespace sangam::matching {

// What the linkage promises; nothing where it was refused or names no scheme.
// Participant and need are left to be set.
absl::optional<PromisedGrant> PromiseOf(const registry::v1::Linkage& linkage);

// The need of `terms` that a linkage of the stored plan stands for, by its
// place; -1 if none. It is the same need where id and head are the same.
int NeedOf(const registry::v1::Linkage& linkage,
           const type::v1::PlanTerms& stored, const type::v1::PlanTerms& terms);

// Of one call; all that it is made of outlives it. Errors of Read: those of
// RegistryRecords and of AnswerBasisReader::ReadBeside.
class PromisedGrantReader {
 public:
  PromisedGrantReader(const RegistryRecords& records,
                      const AnswerBasisReader& reader, const AnswerBasis& basis,
                      const WantedStates& wanted, const CallContext& call)
      : records_(records),
        reader_(reader),
        basis_(basis),
        wanted_(wanted),
        call_(call) {}

  // Of the participants that are in the registry, in the state of the basis. A
  // linkage stands for a need of this plan if a stored plan for the same
  // subject proposed it for the need: the plan of the request is that one, made
  // again.
  absl::StatusOr<std::vector<PromisedGrant>> Read(
      const PlanQuestion& question) const;

 private:
  absl::StatusOr<bool> IsForSubject(const type::v1::PlanSubject& subject) const;

  const RegistryRecords& records_;
  const AnswerBasisReader& reader_;
  const AnswerBasis& basis_;
  const WantedStates& wanted_;
  const CallContext& call_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PROMISED_GRANT_READER_H_
