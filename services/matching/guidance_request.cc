#include "services/matching/guidance_request.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/code_format.h"
#include "common/validation/date.h"
#include "common/validation/identity_number.h"
#include "common/validation/list_size.h"
#include "common/validation/number.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"

namespace sangam::matching {
namespace {

constexpr int kMostModels = 20;
constexpr int kMostCosts = 50;
constexpr int kMostProblems = 50;
constexpr int kMostClusters = 100;
constexpr int kMostPrecedents = 100;

template <typename Names>
void CheckNames(Violations& violations, absl::string_view field,
                const Names& names, int most, absl::string_view collection) {
  if (!CheckListSize(violations, field, names.size(), most)) return;
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < names.size(); ++i) {
    const std::string path = absl::StrCat(field, "[", i, "]");
    CheckRequiredName(violations, path, names[i], {collection});
    if (!seen.insert(names[i]).second) violations.Add(path, "is named twice");
  }
}

// The states, which must be of the present: models and problems are not kept in
// memory as they were.
absl::Status ReadStates(const type::v1::ReadAt& read_at, Violations& violations,
                        GuidanceQuestion* question) {
  auto states = ReadWantedStates(read_at);
  if (absl::IsInvalidArgument(states.status())) {
    violations.AddAll(states.status());
    return absl::OkStatus();
  }
  SANGAM_RETURN_IF_ERROR(states.status());
  question->states = *std::move(states);
  if (question->states.NamesPast()) {
    violations.Add(
        read_at.has_known_at() ? "read_at.known_at" : "read_at.exact_token",
        "can't be answered: guidance is given from the present;"
        " leave it out or give an at_least_token");
  }
  return absl::OkStatus();
}

template <typename Request>
absl::StatusOr<GuidanceQuestion> Conclude(const Request& request,
                                          GuidanceQuestion question,
                                          absl::CivilDay today,
                                          Violations& violations) {
  question.as_of = today;
  if (request.has_as_of()) {
    question.as_of =
        CheckDate(violations, "as_of", request.as_of()).value_or(today);
  }
  CheckLanguageTag(violations, "language_code", request.language_code());
  SANGAM_RETURN_IF_ERROR(ReadStates(request.read_at(), violations, &question));
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  return question;
}

void CheckCosts(Violations& violations, const v1::FitModelsRequest& request) {
  if (request.costs().empty()) return;
  if (request.models_size() != 1) {
    violations.Add("costs", "must be empty unless exactly one model is named");
  }
  if (!CheckListSize(violations, "costs", request.costs_size(), kMostCosts)) {
    return;
  }
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < request.costs_size(); ++i) {
    const v1::ModelNeedCost& cost = request.costs(i);
    const std::string path = absl::StrCat("costs[", i, "]");
    if (cost.need().empty()) {
      violations.Add(absl::StrCat(path, ".need"), "is required");
    } else if (!seen.insert(cost.need()).second) {
      violations.Add(absl::StrCat(path, ".need"), "is named twice");
    }
    CheckPaise(violations, absl::StrCat(path, ".cost_paise"),
               cost.cost_paise());
  }
}

}  // namespace

absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::FitModelsRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  GuidanceQuestion question;
  question.subject = SubjectOf(request.subject(), "subject.");
  CheckSubject(violations, question.subject);
  CheckNames(violations, "models", request.models(), kMostModels,
             "replicableModels");
  CheckCosts(violations, request);
  return Conclude(request, std::move(question), today, violations);
}

absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::SuggestRemediesRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  GuidanceQuestion question;
  question.subject = SubjectOf(request.subject(), "subject.");
  CheckSubject(violations, question.subject);
  CheckNames(violations, "problems", request.problems(), kMostProblems,
             "surveyProblems");
  return Conclude(request, std::move(question), today, violations);
}

absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::TrackProgrammeRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  CheckRequiredName(violations, "programme", request.programme(),
                    {"upgradeProgrammes"});
  CheckNames(violations, "clusters", request.clusters(), kMostClusters,
             "clusters");
  return Conclude(request, GuidanceQuestion(), today, violations);
}

absl::StatusOr<GuidanceQuestion> ReadGuidanceRequest(
    const v1::TellPrecedentsRequest& request, absl::CivilDay today) {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  Violations violations;
  if (request.precedents().empty()) {
    violations.Add("precedents", "is required: at least one");
  }
  if (CheckListSize(violations, "precedents", request.precedents_size(),
                    kMostPrecedents)) {
    for (int i = 0; i < request.precedents_size(); ++i) {
      const std::string path = absl::StrCat("precedents[", i, "]");
      const std::string& subject = request.precedents(i).subject();
      const std::string field = absl::StrCat(path, ".subject");
      if (IsResourceName(subject, "enterprises")) {
        violations.Add(field,
                       "is an enterprise, which may be one person's; only"
                       " groups and clusters are told of");
      } else {
        CheckRequiredName(violations, field, subject, {"groups", "clusters"});
      }
      CheckRequiredName(violations, absl::StrCat(path, ".scheme"),
                        request.precedents(i).scheme(), {"schemes"});
    }
  }
  GuidanceQuestion question;
  question.as_of = today;
  SANGAM_RETURN_IF_ERROR(ReadStates(request.read_at(), violations, &question));
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  return question;
}

}  // namespace sangam::matching
