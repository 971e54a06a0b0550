#include "services/scheme_catalog/store/guidance_type.h"

#include "common/status/errors.h"

namespace sangam::scheme_catalog {
namespace {

// Adds what `status` says of a missing name; gives back any other trouble.
absl::Status NoteMissing(const absl::Status& status, const std::string& place,
                         Violations& violations) {
  if (!status.ok() && !absl::IsInvalidArgument(status)) return status;
  for (const FieldViolation& missing : FieldViolationsOf(status)) {
    violations.Add(missing.field, absl::StrCat(place, missing.description));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckNamedResources(Snapshot& snapshot,
                                 const CatalogTables& tables,
                                 const std::vector<NamedResource>& named,
                                 const RuleVocabulary& vocabulary) {
  KnownNames schemes(&snapshot, &tables.schemes);
  KnownNames departments(&snapshot, &tables.departments);
  Violations violations;
  for (const NamedResource& each : named) {
    KnownNames& known =
        CollectionOf(each.name) == "departments" ? departments : schemes;
    SANGAM_RETURN_IF_ERROR(
        NoteMissing(known.CheckExists(each.field, each.name), "", violations));
  }
  // A slip in received("schemes/...") would make a rule hold of everybody.
  for (const auto& [scheme, mention] : vocabulary.schemes_named()) {
    SANGAM_RETURN_IF_ERROR(NoteMissing(
        schemes.CheckExists(mention.field, scheme), mention.place, violations));
  }
  return violations.ToStatus();
}

}  // namespace sangam::scheme_catalog
