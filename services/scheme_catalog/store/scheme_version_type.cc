#include "services/scheme_catalog/store/scheme_version_type.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/validation/resource_name.h"
#include "services/scheme_catalog/domain/catalog_errors.h"
#include "services/scheme_catalog/domain/effective_period.h"
#include "services/scheme_catalog/domain/scheme_version_check.h"

namespace sangam::scheme_catalog {
namespace {

using v1::SchemeVersion;

constexpr char kPublished[] = "PUBLISHED";
constexpr int64_t kPageSize = 100;

std::string SchemeOf(const SchemeVersion& version) {
  return std::string(ParentNameOf(version.name()));
}

bool IsPublished(const SchemeVersion& version) {
  return version.state() == v1::SCHEME_VERSION_STATE_PUBLISHED;
}

std::vector<std::string> TargetsOf(const SchemeVersion& version) {
  std::vector<std::string> targets = {SchemeOf(version)};
  for (const v1::ApplicationRoute& route : version.where_to_apply()) {
    targets.push_back(route.department());
  }
  return targets;
}

}  // namespace

absl::Status SchemeVersionType::CheckName(absl::string_view name) const {
  Violations violations;
  CheckRequiredName(violations, "name", name, {"schemes/versions"});
  return violations.ToStatus();
}

absl::Status SchemeVersionType::CheckResource(
    const SchemeVersion& version) const {
  return CheckSchemeVersion(version, dictionary_);
}

std::vector<sql::Value> SchemeVersionType::ColumnsOf(
    const SchemeVersion& version) const {
  return {SchemeOf(version),
          std::string(IsPublished(version) ? kPublished : "DRAFT")};
}

absl::Status SchemeVersionType::OnResourceChange(
    WriteTransaction& transaction, const SchemeVersion* before,
    const SchemeVersion* after) const {
  if (before != nullptr && IsPublished(*before)) {
    return VersionImmutableError(before->name());
  }
  if (after == nullptr) {
    return tables_.references.Replace(transaction, before->name(), {});
  }
  SANGAM_RETURN_IF_ERROR(CheckReferences(transaction, *after));
  if (IsPublished(*after)) {
    SANGAM_RETURN_IF_ERROR(CheckOverlap(transaction, *after));
  }
  return tables_.references.Replace(transaction, after->name(),
                                    TargetsOf(*after));
}

absl::Status SchemeVersionType::CheckReferences(
    Snapshot& snapshot, const SchemeVersion& version) const {
  Violations violations;
  SANGAM_ASSIGN_OR_RETURN(const absl::optional<StoredResource> scheme,
                          tables_.schemes.Get(snapshot, SchemeOf(version)));
  if (!scheme) {
    violations.AddAll(MissingReferenceError("name", SchemeOf(version)));
  }
  for (int i = 0; i < version.where_to_apply_size(); ++i) {
    const std::string& department = version.where_to_apply(i).department();
    if (department.empty()) continue;
    SANGAM_ASSIGN_OR_RETURN(const absl::optional<StoredResource> found,
                            tables_.departments.Get(snapshot, department));
    if (found) continue;
    violations.AddAll(MissingReferenceError(
        absl::StrCat("where_to_apply[", i, "].department"), department));
  }
  return violations.ToStatus();
}

absl::Status SchemeVersionType::CheckOverlap(
    Snapshot& snapshot, const SchemeVersion& version) const {
  const EffectivePeriod period = EffectivePeriodOf(version);
  std::string after;
  while (true) {
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<StoredResource> page,
        tables_.scheme_versions.List(
            snapshot, after, kPageSize,
            {{"scheme", SchemeOf(version)}, {"state", kPublished}}));
    if (page.empty()) return absl::OkStatus();
    for (const StoredResource& row : page) {
      SchemeVersion other;
      if (!other.ParseFromString(row.body)) {
        return InternalFault("a stored version can't be read");
      }
      const EffectivePeriod others = EffectivePeriodOf(other);
      if (row.key == version.name() || !Overlap(period, others)) continue;
      return OverlappingVersionError(row.key, InWords(others));
    }
    after = page.back().key;
  }
}

}  // namespace sangam::scheme_catalog
