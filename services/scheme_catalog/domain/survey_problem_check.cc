#include "common/validation/code_format.h"
#include "common/validation/enum_value.h"
#include "services/scheme_catalog/domain/guidance_check.h"
#include "services/scheme_catalog/domain/guidance_parts.h"

namespace sangam::scheme_catalog {
namespace {

// Each kind names what helps: a scheme, a service, or one of them.
void CheckHelp(Violations& violations, const std::string& path,
               const v1::Remedy& remedy) {
  CheckOptionalName(violations, absl::StrCat(path, ".scheme"), remedy.scheme(),
                    {"schemes"});
  CheckCapitalCode(violations, absl::StrCat(path, ".service"),
                   remedy.service());
  switch (remedy.kind()) {
    case v1::REMEDY_KIND_SCHEME:
      if (remedy.scheme().empty()) {
        violations.Add(absl::StrCat(path, ".scheme"),
                       "is required of a remedy of kind SCHEME");
      }
      return;
    case v1::REMEDY_KIND_TRAINING:
      if (remedy.scheme().empty() && remedy.service().empty()) {
        violations.Add(absl::StrCat(path, ".scheme"),
                       "is required of a remedy of kind TRAINING that names no"
                       " service");
      }
      return;
    case v1::REMEDY_KIND_PROVIDER:
      if (remedy.service().empty()) {
        violations.Add(absl::StrCat(path, ".service"),
                       "is required of a remedy of kind PROVIDER");
      }
      return;
    default:
      return;
  }
}

void CheckRules(Violations& violations, const v1::SurveyProblem& problem,
                RuleVocabulary& vocabulary) {
  CheckOptionalCondition(violations, "recognised_where",
                         problem.recognised_where(), vocabulary);
  for (int i = 0; i < problem.remedies_size(); ++i) {
    CheckOptionalCondition(
        violations, absl::StrCat(ElementPath("remedies", i), ".applies_where"),
        problem.remedies(i).applies_where(), vocabulary);
  }
}

void CheckRemedies(Violations& violations, const v1::SurveyProblem& problem,
                   RuleVocabulary& vocabulary) {
  if (problem.remedies().empty()) {
    violations.Add("remedies", "is required: at least one remedy");
  }
  if (!CheckSize(violations, "remedies", problem.remedies_size(),
                 kMaxRemedies)) {
    return;
  }
  size_t bytes = problem.recognised_where().size();
  for (const v1::Remedy& remedy : problem.remedies()) {
    bytes += remedy.applies_where().size();
  }
  if (!CheckExpressionBytes(violations, "remedies", bytes)) return;
  CheckRules(violations, problem, vocabulary);
  ShortNames ids;
  for (int i = 0; i < problem.remedies_size(); ++i) {
    const v1::Remedy& remedy = problem.remedies(i);
    const std::string path = ElementPath("remedies", i);
    ids.Check(violations, absl::StrCat(path, ".id"), remedy.id());
    CheckRequiredEnum(violations, absl::StrCat(path, ".kind"), remedy.kind());
    CheckHelp(violations, path, remedy);
    CheckGuidancePart(violations, path, remedy);
  }
}

}  // namespace

absl::Status CheckGuidance(const v1::SurveyProblem& problem,
                           RuleVocabulary& vocabulary) {
  Violations violations;
  CheckGuidanceHead(violations, "surveyProblems", problem);
  CheckRequiredLocalizedText(violations, "description", problem.description(),
                             kTextLength);
  CheckRequiredCitations(violations, "citations", problem.citations());
  CheckRemedies(violations, problem, vocabulary);
  return violations.ToStatus();
}

std::vector<NamedResource> ResourcesNamedIn(const v1::SurveyProblem& problem) {
  std::vector<NamedResource> named;
  for (int i = 0; i < problem.remedies_size(); ++i) {
    if (problem.remedies(i).scheme().empty()) continue;
    named.push_back({absl::StrCat(ElementPath("remedies", i), ".scheme"),
                     problem.remedies(i).scheme()});
  }
  return named;
}

bool Compiles(const v1::SurveyProblem& problem,
              const AttributeDictionary& dictionary) {
  RuleVocabulary vocabulary(&dictionary);
  Violations ignored;
  CheckRules(ignored, problem, vocabulary);
  return !vocabulary.faulty();
}

}  // namespace sangam::scheme_catalog
