#include "services/scheme_catalog/store/scheme_version_type.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "services/scheme_catalog/domain/benefit_detail_check.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/domain/effective_period.h"
#include "services/scheme_catalog/domain/scheme_version_check.h"
#include "services/scheme_catalog/domain/version_terms.h"
#include "services/scheme_catalog/store/known_names.h"
#include "services/scheme_catalog/store/scheme_succession.h"

namespace sangam::scheme_catalog {
namespace {

using v1::SchemeVersion;

std::string SchemeOf(const SchemeVersion& version) {
  return std::string(ParentNameOf(version.name()));
}

// What the terms name, beside what their rules do.
std::vector<std::string> TargetsOf(const SchemeVersion& version) {
  std::vector<std::string> targets = {SchemeOf(version)};
  targets.insert(targets.end(), version.supersedes().begin(),
                 version.supersedes().end());
  for (const v1::SchemeRelation& relation : version.relations()) {
    targets.push_back(relation.scheme());
  }
  for (const v1::Benefit& benefit : version.benefits()) {
    targets.push_back(BuyerOf(benefit));
  }
  for (const v1::ApplicationRoute& route : version.where_to_apply()) {
    targets.push_back(route.department());
  }
  return targets;
}

// Whether the version may be changed in this way, or removed (`after` null).
absl::Status CheckState(const SchemeVersion* before,
                        const SchemeVersion* after) {
  if (before == nullptr || before->state() == v1::SCHEME_VERSION_STATE_DRAFT) {
    return absl::OkStatus();
  }
  if (after != nullptr && SameTerms(*before, *after)) return absl::OkStatus();
  if (WasPublished(*before)) return VersionImmutableError(before->name());
  return WrongVersionStateError(
      *before, after == nullptr ? "removed" : "changed", "only a draft can be");
}

}  // namespace

absl::Status SchemeVersionType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"schemes/versions"});
  return violations.ToStatus();
}

// All else is checked in the transaction, where the dictionary is known.
absl::Status SchemeVersionType::CheckResource(
    const SchemeVersion& version) const {
  return CheckName(version.name());
}

std::vector<sql::Value> SchemeVersionType::ColumnsOf(
    const SchemeVersion& version) const {
  return {SchemeOf(version), std::string(absl::StripPrefix(
                                 v1::SchemeVersionState_Name(version.state()),
                                 "SCHEME_VERSION_STATE_"))};
}

absl::Status SchemeVersionType::OnResourceChange(
    WriteTransaction& transaction, const SchemeVersion* before,
    const SchemeVersion* after) const {
  SANGAM_RETURN_IF_ERROR(CheckState(before, after));
  if (after == nullptr) {
    SANGAM_RETURN_IF_ERROR(
        CheckNotReferred(transaction, tables_, before->name()));
    return tables_.references.Replace(transaction, before->name(), {});
  }
  // What was published once is not judged by the checks of a later day.
  if (before != nullptr && WasPublished(*before)) {
    return CheckLongerLife(transaction, *before, *after);
  }
  SANGAM_ASSIGN_OR_RETURN(const auto built, dictionary_.Get(transaction));
  RuleVocabulary vocabulary(built->dictionary.get());
  SANGAM_RETURN_IF_ERROR(CheckSchemeVersion(*after, vocabulary));
  SANGAM_RETURN_IF_ERROR(
      CheckReferences(transaction, *after, vocabulary.schemes_named()));
  SANGAM_RETURN_IF_ERROR(CheckSupersedes(transaction, *after));
  if (after->state() != v1::SCHEME_VERSION_STATE_DRAFT) {
    SANGAM_RETURN_IF_ERROR(CheckOverlap(transaction, *after));
  }
  std::vector<std::string> targets = TargetsOf(*after);
  for (std::string& name : vocabulary.names_used()) {
    targets.push_back(std::move(name));
  }
  return tables_.references.Replace(transaction, after->name(), targets);
}

absl::Status SchemeVersionType::CheckReferences(
    Snapshot& snapshot, const SchemeVersion& version,
    const std::map<std::string, RuleVocabulary::SchemeMention>& schemes_named)
    const {
  KnownNames schemes(&snapshot, &tables_.schemes);
  KnownNames departments(&snapshot, &tables_.departments);
  Violations violations;
  violations.AddAll(schemes.CheckExists("name", SchemeOf(version)));
  // A slip in received("schemes/...") would make everybody eligible.
  for (const auto& [scheme, mention] : schemes_named) {
    absl::Status status = schemes.CheckExists(mention.field, scheme);
    if (!status.ok() && !absl::IsInvalidArgument(status)) return status;
    for (const FieldViolation& missing : FieldViolationsOf(status)) {
      violations.Add(missing.field,
                     absl::StrCat(mention.place, missing.description));
    }
  }
  for (int i = 0; i < version.relations_size(); ++i) {
    violations.AddAll(
        schemes.CheckExists(absl::StrCat("relations[", i, "].scheme"),
                            version.relations(i).scheme()));
  }
  for (int i = 0; i < version.benefits_size(); ++i) {
    const v1::Benefit& benefit = version.benefits(i);
    violations.AddAll(departments.CheckExists(
        absl::StrCat("benefits[", i, "].", BuyerFieldOf(benefit)),
        BuyerOf(benefit)));
  }
  for (int i = 0; i < version.where_to_apply_size(); ++i) {
    violations.AddAll(departments.CheckExists(
        absl::StrCat("where_to_apply[", i, "].department"),
        version.where_to_apply(i).department()));
  }
  return violations.ToStatus();
}

absl::Status SchemeVersionType::CheckSupersedes(
    Snapshot& snapshot, const SchemeVersion& version) const {
  std::set<std::string> seen;
  std::vector<std::string> waiting(version.supersedes().begin(),
                                   version.supersedes().end());
  for (int i = 0; i < version.supersedes_size(); ++i) {
    SANGAM_RETURN_IF_ERROR(CheckExists(snapshot, tables_.scheme_versions,
                                       absl::StrCat("supersedes[", i, "]"),
                                       version.supersedes(i)));
  }
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    if (name == version.name()) {
      return CircularReferenceError("supersedes", name);
    }
    if (!seen.insert(name).second) continue;
    SANGAM_ASSIGN_OR_RETURN(
        const auto older,
        Find<SchemeVersion>(snapshot, tables_.scheme_versions, name));
    if (!older) continue;
    waiting.insert(waiting.end(), older->supersedes().begin(),
                   older->supersedes().end());
  }
  return absl::OkStatus();
}

absl::Status SchemeVersionType::CheckOverlap(
    Snapshot& snapshot, const SchemeVersion& version) const {
  SANGAM_ASSIGN_OR_RETURN(const auto overlap,
                          FindStoredOverlap(snapshot, tables_, version));
  if (!overlap) return absl::OkStatus();
  return OverlappingVersionError(overlap->name, InWords(overlap->period));
}

absl::Status SchemeVersionType::CheckLongerLife(
    Snapshot& snapshot, const SchemeVersion& before,
    const SchemeVersion& after) const {
  const auto ended = EffectivePeriodOf(before).until;
  const auto ends = EffectivePeriodOf(after).until;
  if (!ended || (ends && *ends <= *ended)) return absl::OkStatus();
  SANGAM_ASSIGN_OR_RETURN(const auto overlap,
                          FindStoredOverlap(snapshot, tables_, after));
  if (!overlap) return absl::OkStatus();
  return ClosedTooLateError(overlap->name, InWords(overlap->period));
}

}  // namespace sangam::scheme_catalog
