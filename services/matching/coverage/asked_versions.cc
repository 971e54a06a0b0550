#include "services/matching/coverage/asked_versions.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/enum_value.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/matching/catalog/draft_scheme.h"
#include "services/matching/catalog/version_faults.h"
#include "services/matching/engine/known_names.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::SchemeVersion;

constexpr int kMostKinds = 100;

// A version with the catalogue that its rules point into.
struct Holding {
  SharedCatalog catalog;
  SharedVersion version;
};

SharedVersion Hold(const SharedCatalog& catalog, SharedVersion version) {
  const CompiledVersion* const compiled = version.get();
  return SharedVersion(
      std::make_shared<Holding>(Holding{catalog, std::move(version)}),
      compiled);
}

void AddCondition(const std::string& expression, SchemeVersion* version) {
  auto* condition = version->add_conditions();
  condition->set_id(absl::StrCat("c", version->conditions_size()));
  condition->set_expression(expression);
}

std::string KindCondition(const v1::Cohort& cohort) {
  return absl::StrCat(
      "subject.kind in [",
      absl::StrJoin(cohort.kinds(), ", ",
                    [](std::string* text, int kind) {
                      const std::string& name = type::v1::SubjectKind_Name(
                          static_cast<type::v1::SubjectKind>(kind));
                      absl::StrAppend(text, "\"",
                                      absl::StripPrefix(name, "SUBJECT_KIND_"),
                                      "\"");
                    }),
      "]");
}

}  // namespace

absl::StatusOr<SharedVersion> VersionInForce(const SharedCatalog& catalog,
                                             absl::string_view field,
                                             const std::string& scheme,
                                             absl::CivilDay day) {
  KnownNames names(catalog.get());
  names.CheckSchemeInForce(field, scheme, day);
  SANGAM_RETURN_IF_ERROR(names.ToStatus());
  return SharedVersion(catalog, catalog->Find(scheme)->VersionOn(day));
}

absl::StatusOr<SharedVersion> CompileDraft(const SharedCatalog& catalog,
                                           const SchemeVersion& draft,
                                           absl::string_view field) {
  SharedVersion compiled = CompileVersion(draft, catalog->dictionary());
  if (!compiled->faults.empty()) {
    std::vector<FieldViolation> faults = compiled->faults;
    for (FieldViolation& fault : faults) {
      fault.field = absl::StrCat(field, ".", fault.field);
    }
    return VersionFaultsError(faults);
  }
  return Hold(catalog, std::move(compiled));
}

absl::StatusOr<SharedVersion> CompileCondition(const SharedCatalog& catalog,
                                               const std::string& expression,
                                               absl::string_view field) {
  SchemeVersion version;
  AddCondition(expression, &version);
  SharedVersion compiled = CompileVersion(version, catalog->dictionary());
  if (!compiled->faults.empty()) {
    std::vector<FieldViolation> faults = compiled->faults;
    for (FieldViolation& fault : faults) fault.field = std::string(field);
    return VersionFaultsError(faults);
  }
  return Hold(catalog, std::move(compiled));
}

absl::StatusOr<SharedVersion> CompileQuestion(const SharedCatalog& catalog,
                                              const v1::Question& question,
                                              absl::CivilDay day) {
  switch (question.question_case()) {
    case v1::Question::kScheme: {
      Violations violations;
      CheckRequiredName(violations, "question.scheme", question.scheme(),
                        {"schemes"});
      SANGAM_RETURN_IF_ERROR(violations.ToStatus());
      return VersionInForce(catalog, "question.scheme", question.scheme(), day);
    }
    case v1::Question::kDraft: {
      Violations violations;
      CheckDraftVersion(violations, question.draft(), "question.draft");
      SANGAM_RETURN_IF_ERROR(violations.ToStatus());
      return CompileDraft(catalog, question.draft(), "question.draft");
    }
    case v1::Question::kExpression:
      if (question.expression().empty()) break;
      return CompileCondition(catalog, question.expression(),
                              "question.expression");
    case v1::Question::QUESTION_NOT_SET:
      break;
  }
  return InvalidFieldError(
      "question", "is missing; give a scheme, a draft or an expression");
}

absl::StatusOr<SharedVersion> CompileCohort(const SharedCatalog& catalog,
                                            const v1::Cohort& cohort,
                                            const PlaceDirectory& places) {
  Violations violations;
  SchemeVersion version;
  if (!cohort.place().empty()) {
    CheckRequiredName(violations, "cohort.place", cohort.place(), {"places"});
    if (!places.ChainOf(cohort.place())) {
      violations.Add("cohort.place", "is not a place of the registry");
    }
    AddCondition(absl::StrCat("place.within(\"", cohort.place(), "\")"),
                 &version);
  }
  if (cohort.kinds_size() > kMostKinds) {
    violations.Add("cohort.kinds",
                   absl::StrCat("has more than ", kMostKinds, " elements"));
    return violations.ToStatus();
  }
  for (int i = 0; i < cohort.kinds_size(); ++i) {
    CheckRequiredEnum(violations, absl::StrCat("cohort.kinds[", i, "]"),
                      cohort.kinds(i));
  }
  SANGAM_RETURN_IF_ERROR(violations.ToStatus());
  if (!cohort.kinds().empty()) AddCondition(KindCondition(cohort), &version);
  if (!cohort.expression().empty()) {
    // By itself first, so that a fault has its own field.
    SANGAM_RETURN_IF_ERROR(
        CompileCondition(catalog, cohort.expression(), "cohort.expression")
            .status());
    AddCondition(cohort.expression(), &version);
  }
  if (version.conditions().empty()) return SharedVersion();
  return Hold(catalog, CompileVersion(version, catalog->dictionary()));
}

SharedVersion ReceivedVersion(const std::string& scheme) {
  SchemeVersion version;
  AddCondition(absl::StrCat("received(\"", scheme, "\")"), &version);
  return CompileVersion(version, AttributeDictionary::BuiltIn());
}

}  // namespace sangam::matching
