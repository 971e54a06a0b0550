#include "services/scheme_catalog/store/dictionary_change.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/validation/resource_name.h"
#include "services/scheme_catalog/domain/guidance_check.h"
#include "services/scheme_catalog/domain/readiness_rule_check.h"
#include "services/scheme_catalog/domain/scheme_version_check.h"

namespace sangam::scheme_catalog {
namespace {

// The defects that come with the change of `name`: its own at their fields,
// those of other records at `field`.
std::vector<FieldViolation> NewDefects(const BuiltDictionary& before,
                                       const BuiltDictionary& after,
                                       const std::string& name,
                                       absl::string_view field) {
  std::vector<FieldViolation> violations;
  for (const std::string& defect : after.defects) {
    if (absl::c_linear_search(before.defects, defect)) continue;
    // "attributes/a: derivation: line 1, ...; the record is left out"
    absl::string_view what = defect;
    absl::ConsumeSuffix(&what, "; the record is left out");
    if (absl::ConsumePrefix(&what, absl::StrCat(name, ": "))) {
      const size_t colon = what.find(": ");
      violations.push_back({std::string(what.substr(0, colon)),
                            std::string(what.substr(colon + 2))});
    } else {
      violations.push_back(
          {std::string(field), absl::StrCat("would break ", what)});
    }
  }
  return violations;
}

// Whether `resource` compiles with `before` and no more with `after`.
template <typename Resource>
bool Breaks(const Resource& resource, const BuiltDictionary& before,
            const BuiltDictionary& after) {
  return !Compiles(resource, *after.dictionary) &&
         Compiles(resource, *before.dictionary);
}

// The same of the resource that `table` has by this name.
template <typename Resource>
absl::StatusOr<bool> BreaksStored(Snapshot& snapshot,
                                  const ResourceTable& table,
                                  const std::string& name,
                                  const BuiltDictionary& before,
                                  const BuiltDictionary& after) {
  SANGAM_ASSIGN_OR_RETURN(const auto stored,
                          Find<Resource>(snapshot, table, name));
  return stored && Breaks(*stored, before, after);
}

// Derived attributes are judged by the dictionary's own defects.
absl::StatusOr<bool> BreaksReferrer(Snapshot& snapshot,
                                    const CatalogTables& tables,
                                    const std::string& referrer,
                                    const BuiltDictionary& before,
                                    const BuiltDictionary& after) {
  const std::string collection = CollectionOf(referrer);
  if (collection == "schemes/versions") {
    return BreaksStored<v1::SchemeVersion>(snapshot, tables.scheme_versions,
                                           referrer, before, after);
  }
  if (collection == "readinessRules") {
    return BreaksStored<v1::ReadinessRule>(snapshot, tables.readiness_rules,
                                           referrer, before, after);
  }
  if (collection == "replicableModels") {
    return BreaksStored<v1::ReplicableModel>(snapshot, tables.replicable_models,
                                             referrer, before, after);
  }
  if (collection == "surveyProblems") {
    return BreaksStored<v1::SurveyProblem>(snapshot, tables.survey_problems,
                                           referrer, before, after);
  }
  if (collection == "upgradeProgrammes") {
    return BreaksStored<v1::UpgradeProgramme>(
        snapshot, tables.upgrade_programmes, referrer, before, after);
  }
  return false;
}

}  // namespace

absl::Status ChangeDictionary(WriteTransaction& transaction,
                              const CatalogTables& tables,
                              const StoredDictionary& dictionary,
                              const DictionaryRecords& records,
                              const std::string& name,
                              absl::string_view field) {
  SANGAM_ASSIGN_OR_RETURN(const auto before, dictionary.Get(transaction));
  const BuiltDictionary after = records.Build();
  const std::vector<FieldViolation> defects =
      NewDefects(*before, after, name, field);
  if (!defects.empty()) {
    return InvalidFieldsError(defects,
                              type::v1::ERROR_REASON_INVALID_EXPRESSION);
  }
  SANGAM_ASSIGN_OR_RETURN(const std::vector<std::string> referrers,
                          tables.references.ReferrersOf(transaction, name));
  for (const std::string& referrer : referrers) {
    SANGAM_ASSIGN_OR_RETURN(
        const bool breaks,
        BreaksReferrer(transaction, tables, referrer, *before, after));
    if (breaks) return InUseError(name, referrer);
  }
  return dictionary.NoteChange(transaction);
}

}  // namespace sangam::scheme_catalog
