#include "services/matching/federation_request.h"

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/judgement.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"

namespace sangam::matching {
namespace {

using v1::AssessFederationRequest;

constexpr int kMostMembers = 1000;
constexpr int kMostRules = 100;

AskedSubject SubjectOf(const AssessFederationRequest& request) {
  AskedSubject asked;
  switch (request.subject_case()) {
    case AssessFederationRequest::kName:
      asked.name = &request.name();
      break;
    case AssessFederationRequest::kOutsideId:
      asked.outside_id = &request.outside_id();
      break;
    case AssessFederationRequest::kProfile:
      asked.profile = &request.profile();
      break;
    case AssessFederationRequest::kHypothetical:
    case AssessFederationRequest::SUBJECT_NOT_SET:
      break;
  }
  return asked;
}

void CheckHypothetical(Violations& violations,
                       const v1::HypotheticalFederation& federation) {
  switch (federation.kind()) {
    case type::v1::SUBJECT_KIND_VO:
    case type::v1::SUBJECT_KIND_CLF:
    case type::v1::SUBJECT_KIND_BLF:
      break;
    default:
      violations.Add("hypothetical.kind", "must be a VO, a CLF or a BLF");
  }
  CheckOptionalName(violations, "hypothetical.place", federation.place(),
                    {"places"});
  if (federation.members().empty()) {
    violations.Add("hypothetical.members", "is missing: at least one member");
  } else if (federation.members_size() > kMostMembers) {
    violations.Add("hypothetical.members",
                   absl::StrCat("has more than ", kMostMembers, " elements"));
    return;
  }
  std::set<std::string> names;
  for (int i = 0; i < federation.members_size(); ++i) {
    const std::string field = absl::StrCat("hypothetical.members[", i, "]");
    const std::string prefix = absl::StrCat(field, ".");
    const AskedSubject member =
        matching::SubjectOf(federation.members(i), prefix);
    CheckSubject(violations, member);
    if (member.name != nullptr && !names.insert(*member.name).second) {
      violations.Add(absl::StrCat(field, ".name"), "is listed twice");
    }
  }
}

}  // namespace

absl::StatusOr<FederationQuestion> ReadFederationRequest(
    const AssessFederationRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  FederationQuestion question;
  question.subject = SubjectOf(request);
  if (request.has_hypothetical()) {
    question.hypothetical = &request.hypothetical();
    CheckHypothetical(violations, request.hypothetical());
  } else if (request.subject_case() ==
             AssessFederationRequest::SUBJECT_NOT_SET) {
    violations.Add("subject",
                   "is missing; give a name, an outside_id, a hypothetical or"
                   " a profile");
  } else {
    CheckSubject(violations, question.subject);
  }
  question.as_of = today;
  if (request.has_as_of()) {
    question.as_of =
        CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  CheckLanguageTag(violations, "language_code", request.language_code());
  if (request.readiness_rules_size() > kMostRules) {
    violations.Add("readiness_rules",
                   absl::StrCat("has more than ", kMostRules, " elements"));
  } else {
    for (int i = 0; i < request.readiness_rules_size(); ++i) {
      CheckRequiredName(violations, absl::StrCat("readiness_rules[", i, "]"),
                        request.readiness_rules(i), {"readinessRules"});
    }
  }
  CheckJudgements(violations, "judgements", request.judgements());
  if (request.children() < 0) {
    violations.Add("children", "must not be negative");
  }
  auto states = ReadWantedStates(request.read_at());
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  SANGAM_RETURN_IF_ERROR(states.status());
  question.states = *std::move(states);
  return question;
}

}  // namespace sangam::matching
