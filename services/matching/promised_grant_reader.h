// Reads what linkages of the registry promise the participants of a plan.
#ifndef SANGAM_SERVICES_MATCHING_PROMISED_GRANT_READER_H_
#define SANGAM_SERVICES_MATCHING_PROMISED_GRANT_READER_H_

#include <map>
#include <set>
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

// Whether a need that only has another id is the same one.
enum class RenamedNeed { kIsAnother, kIsTheSame };

// The need of `terms` that a linkage of the stored plan stands for, by its
// place; -1 if none. It is the same need where id and head are the same; a head
// is that of one need only. One that the stored plan has no more is the same in
// a changed plan where the id is: stored plans keep what linkages stand for.
int NeedOf(const registry::v1::Linkage& linkage,
           const type::v1::PlanTerms& stored, const type::v1::PlanTerms& terms,
           RenamedNeed renamed = RenamedNeed::kIsAnother);

// The need of `terms`, by its place, that puts back under a new id the need
// `id` of `before`, which is the last version of the plan that had it: the
// first with its head that this version lacks; -1 if none.
int NeedPutBackAs(const std::string& id, const type::v1::PlanTerms& before,
                  const type::v1::PlanTerms& terms);

// Of one call; all that it is made of outlives it. Errors of Read: those of
// RegistryRecords and of AnswerBasisReader::ReadBeside, and INVALID_ARGUMENT on
// "plan".
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
  // again. `changed`: the plan that it is said to be, "plans/..."; may be
  // empty. Also what was sanctioned by it to applicants whom a version of it
  // had, as far back as is kept and among the last hundred, and the question
  // has no more.
  absl::StatusOr<std::vector<PromisedGrant>> Read(
      const PlanQuestion& question, const std::string& changed) const;

 private:
  // By name; nothing where the plan is not there, or for somebody else.
  using Plans = std::map<std::string, absl::optional<registry::v1::Plan>>;

  absl::StatusOr<const registry::v1::Plan*> Find(const std::string& name,
                                                 Plans& plans) const;
  // Reads what the subject of this name was promised.
  absl::Status AddOf(const std::string& name, const PlanQuestion& question,
                     const std::string& changed, Plans& plans,
                     std::vector<PromisedGrant>& promised) const;
  // NeedPutBackAs with that version of the plan.
  absl::StatusOr<int> FindPutBack(const std::string& id,
                                  const registry::v1::Plan& plan,
                                  const type::v1::PlanTerms& terms) const;
  // Their present names, as far as they are in the registry.
  absl::StatusOr<std::set<std::string>> ApplicantsOfAllVersions(
      const registry::v1::Plan& plan) const;
  // Its present name; empty where it is not in the registry.
  absl::StatusOr<std::string> NameOf(
      const type::v1::PlanSubject& subject) const;
  absl::StatusOr<bool> IsForSubject(const type::v1::PlanSubject& subject) const;

  const RegistryRecords& records_;
  const AnswerBasisReader& reader_;
  const AnswerBasis& basis_;
  const WantedStates& wanted_;
  const CallContext& call_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_PROMISED_GRANT_READER_H_
