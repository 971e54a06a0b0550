#include "services/matching/assessed_body_reader.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/subjects/subject_kinds.h"
#include "common/validation/violations.h"
#include "services/matching/federation/hypothetical_body.h"
#include "services/matching/match_errors.h"

namespace sangam::matching {
namespace {

AssessedBody BodyOf(const FoundSubject& found) {
  AssessedBody body;
  body.subject = found.subject;
  body.child_names = found.children;
  body.member_of = found.member_of;
  body.judgements = found.judgements;
  return body;
}

absl::Status CheckKind(const MatchSubject& member, type::v1::SubjectKind kind,
                       const std::string& field) {
  if (!member.profile.has_kind()) {
    return InvalidFieldError(absl::StrCat(field, ".profile.kind"),
                             "is missing");
  }
  if (CanBelongTo(member.profile.kind(), kind)) return absl::OkStatus();
  return InvalidFieldError(
      field, absl::StrCat(SubjectKindText(member.profile.kind()),
                          " can't belong to ", SubjectKindText(kind),
                          ": SHGs make a VO, VOs a CLF, CLFs a BLF"));
}

}  // namespace

absl::StatusOr<AssessedBody> ReadAssessedBody(
    const FederationQuestion& question, const AnswerBasis& basis,
    const AnswerBasisReader& reader, const CallContext& call) {
  if (question.hypothetical == nullptr) return BodyOf(basis.subject);
  const v1::HypotheticalFederation& federation = *question.hypothetical;
  PlaceChain chain;
  if (!federation.place().empty()) {
    auto known = basis.subject.places->ChainOf(federation.place());
    SANGAM_RETURN_IF_ERROR(basis.subject.places->status());
    if (!known) {
      return PlaceUnknownError("hypothetical.place", federation.place());
    }
    chain = *std::move(known);
  }
  std::vector<AssessedBody> members;
  Violations repeated;
  // Where each group of the registry stands in the request.
  std::map<std::string, std::string> named;
  for (int i = 0; i < federation.members_size(); ++i) {
    if (call.cancelled()) return DeadlineExceededError();
    const std::string field = absl::StrCat("hypothetical.members[", i, "]");
    const std::string prefix = absl::StrCat(field, ".");
    const AskedSubject asked = SubjectOf(federation.members(i), prefix);
    SANGAM_ASSIGN_OR_RETURN(
        const FoundSubject member,
        reader.ReadBeside(basis, asked, question.states, call));
    SANGAM_RETURN_IF_ERROR(CheckKind(member.subject, federation.kind(), field));
    // A profile that is given here has no name, and is a group of its own.
    const std::string& name = member.subject.name;
    if (!name.empty()) {
      const auto [first, is_new] = named.try_emplace(name, field);
      if (!is_new) {
        repeated.Add(
            absl::StrCat(prefix, asked.name != nullptr ? "name" : "outside_id"),
            absl::StrCat("is ", name, ", as ", first->second,
                         " is: a group counts once"));
      }
    }
    members.push_back(BodyOf(member));
  }
  SANGAM_RETURN_IF_ERROR(repeated.ToStatus());
  return HypotheticalBody(federation.kind(), std::move(chain), members);
}

}  // namespace sangam::matching
