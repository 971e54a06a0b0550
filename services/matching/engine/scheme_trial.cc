#include "services/matching/engine/scheme_trial.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/status/errors.h"
#include "services/matching/catalog/version_faults.h"
#include "services/matching/engine/answer.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/engine/scheme_match.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Scheme;

// The scheme as given, else as stored, else its name alone.
std::shared_ptr<const Scheme> SchemeToShow(const Scheme* given,
                                           const CompiledScheme* stored,
                                           const std::string& name) {
  if (given == nullptr && stored != nullptr) return stored->source();
  auto scheme = given == nullptr ? std::make_shared<Scheme>()
                                 : std::make_shared<Scheme>(*given);
  scheme->set_name(name);
  return scheme;
}

bool InForceOn(const std::shared_ptr<const CompiledVersion>& version,
               const CompiledScheme* stored, absl::CivilDay day) {
  VersionInTime in_time{version, {}};
  if (stored != nullptr) {
    in_time.superseded_from = stored->SupersededFrom(version->version.name());
  }
  return in_time.InForceOn(day);
}

}  // namespace

absl::StatusOr<v1::TrySchemeResponse> TryVersion(
    const AnswerTables& tables, const ForwardIndex* index, const Scheme* scheme,
    const scheme_catalog::v1::SchemeVersion& version,
    const MatchSubject& subject, const PlaceDirectory& places,
    const MatchQuery& query) {
  const CatalogSnapshot& catalog = tables.catalog();
  const std::string scheme_name(SchemeOfVersion(version.name()));
  const auto compiled = CompileVersion(version, catalog.dictionary());
  if (!compiled->faults.empty()) {
    std::vector<FieldViolation> faults = compiled->faults;
    for (FieldViolation& fault : faults) {
      fault.field = absl::StrCat("scheme_version.", fault.field);
    }
    return VersionFaultsError(faults);
  }

  const CompiledScheme* stored = catalog.Find(scheme_name);
  const auto to_show = SchemeToShow(scheme, stored, scheme_name);
  const CompiledScheme shown(
      to_show, catalog.DepartmentTitle(to_show->department()), {});
  const QuestionContext question(catalog, subject, places, query.as_of,
                                 query.language_code);
  v1::TrySchemeResponse response;
  FillSchemeMatch(
      shown, *compiled,
      Decide(*compiled, question.match().subject, question.match().reference),
      question.match(), response.mutable_match());
  Answer(tables, index, question.match(), query, {})
      .FillRelationFindings(compiled->version, response.mutable_match());
  response.set_in_force(InForceOn(compiled, stored, query.as_of));
  *response.mutable_basis()->mutable_as_of() = ToDate(query.as_of);
  response.mutable_basis()->set_engine_version(kEngineVersion);
  return response;
}

}  // namespace sangam::matching
