#include "services/matching/guidance/problem_remedies.h"

#include <utility>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Remedy;
using scheme_catalog::v1::SurveyProblem;

void FillRemedies(const SubjectGuidance& guidance, const SurveyProblem& problem,
                  v1::ProblemRemedies* told) {
  std::vector<std::string> schemes;
  for (const Remedy& remedy : problem.remedies()) {
    if (!remedy.scheme().empty()) schemes.push_back(remedy.scheme());
  }
  const auto matches = guidance.Match(schemes);
  for (const Remedy& remedy : problem.remedies()) {
    const v1::Outcome applies =
        guidance.Holds(remedy.applies_where(), v1::OUTCOME_MET);
    if (applies == v1::OUTCOME_NOT_MET) continue;
    v1::SuggestedRemedy& suggested = *told->add_remedies();
    suggested.set_id(remedy.id());
    suggested.set_kind(remedy.kind());
    suggested.set_description(guidance.Text(remedy.description()));
    suggested.set_applies(applies);
    suggested.set_scheme(remedy.scheme());
    suggested.set_service(remedy.service());
    *suggested.mutable_citations() = remedy.citations();
    // Two remedies may be parts of one scheme.
    const auto match = matches.find(remedy.scheme());
    if (match != matches.end()) *suggested.mutable_match() = match->second;
  }
}

void FillProblem(const SubjectGuidance& guidance, const SurveyProblem& problem,
                 const std::vector<v1::ProblemSource>& sources,
                 v1::ProblemRemedies* told) {
  told->set_problem(problem.name());
  told->set_title(guidance.Text(problem.title()));
  told->set_description(guidance.Text(problem.description()));
  for (const v1::ProblemSource source : sources) told->add_sources(source);
  if (!problem.recognised_where().empty()) {
    static const auto& id = *new std::string("recognised-where");
    guidance.Explain({id, problem.recognised_where(), problem.description(),
                      problem.citations()},
                     v1::OUTCOME_UNKNOWN, told->mutable_recognition());
  }
  FillRemedies(guidance, problem, told);
  *told->mutable_citations() = problem.citations();
}

}  // namespace

std::string ProblemCode(absl::string_view problem) {
  return absl::AsciiStrToUpper(absl::StrReplaceAll(
      absl::StripPrefix(problem, "surveyProblems/"), {{"-", "_"}}));
}

absl::Status SuggestRemedies(const SubjectGuidance& guidance,
                             const v1::SuggestRemediesRequest& request,
                             v1::SuggestRemediesResponse* response) {
  const auto& problems = guidance.contents().problems;
  const absl::btree_set<std::string> reported(request.problems().begin(),
                                              request.problems().end());
  for (const std::string& name : request.problems()) {
    if (!problems.contains(name)) return NotFoundError(name);
  }
  const auto& on_record = guidance.subject().profile.problems().values();
  absl::btree_set<std::string> undescribed(on_record.begin(), on_record.end());
  const absl::btree_set<std::string> recorded = undescribed;
  for (const auto& [name, problem] : problems) {
    const std::string code = ProblemCode(name);
    undescribed.erase(code);
    std::vector<v1::ProblemSource> sources;
    if (reported.contains(name)) {
      sources.push_back(v1::PROBLEM_SOURCE_REPORTED);
    }
    if (recorded.contains(code)) {
      sources.push_back(v1::PROBLEM_SOURCE_RECORDED);
    }
    const v1::Outcome shown =
        guidance.Holds(problem->recognised_where(), v1::OUTCOME_NOT_MET);
    if (shown == v1::OUTCOME_MET) {
      sources.push_back(v1::PROBLEM_SOURCE_RECOGNISED);
    }
    if (!sources.empty()) {
      FillProblem(guidance, *problem, sources, response->add_problems());
    } else if (shown == v1::OUTCOME_UNKNOWN) {
      v1::PossibleProblem& possible = *response->add_possible_problems();
      possible.set_problem(name);
      possible.set_title(guidance.Text(problem->title()));
      guidance.AddQuestions(problem->recognised_where(),
                            possible.mutable_collect());
    }
  }
  for (const std::string& code : undescribed) {
    response->add_undescribed_codes(code);
  }
  return absl::OkStatus();
}

}  // namespace sangam::matching
