#include "services/scheme_catalog/store/scheme_succession.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/validation/resource_name.h"
#include "services/scheme_catalog/domain/version_terms.h"

namespace sangam::scheme_catalog {
namespace {

using v1::SchemeVersion;

// The past has no index by scheme, but names stand in order there too. Few at a
// time, because what is read beyond the scheme is in vain.
constexpr int64_t kPastPageSize = 8;

absl::StatusOr<std::vector<SchemeVersion>> PastVersionsOf(
    Snapshot& snapshot, const CatalogTables& tables, absl::string_view scheme) {
  const std::string prefix = absl::StrCat(scheme, "/versions/");
  std::vector<SchemeVersion> versions;
  std::string after = prefix;
  while (true) {
    SANGAM_ASSIGN_OR_RETURN(
        const std::vector<StoredResource> page,
        tables.scheme_versions.List(snapshot, after, kPastPageSize));
    if (page.empty()) return versions;
    for (const StoredResource& row : page) {
      if (!absl::StartsWith(row.key, prefix)) return versions;
      if (!versions.emplace_back().ParseFromString(row.body)) {
        return InternalFault("a stored resource can't be read");
      }
    }
    after = page.back().key;
  }
}

}  // namespace

absl::StatusOr<std::vector<SchemeVersion>> VersionsOf(
    Snapshot& snapshot, const CatalogTables& tables, absl::string_view scheme) {
  if (snapshot.of_past()) return PastVersionsOf(snapshot, tables, scheme);
  return ReadAll<SchemeVersion>(snapshot, tables.scheme_versions,
                                {{"scheme", std::string(scheme)}});
}

absl::StatusOr<absl::optional<VersionInForce>> FindStoredOverlap(
    Snapshot& snapshot, const CatalogTables& tables,
    const SchemeVersion& version) {
  SANGAM_ASSIGN_OR_RETURN(
      const std::vector<SchemeVersion> versions,
      VersionsOf(snapshot, tables, ParentNameOf(version.name())));
  return FindOverlap(version, versions);
}

absl::Status FillSuccessions(Snapshot& snapshot, const CatalogTables& tables,
                             const std::vector<SchemeVersion*>& versions) {
  for (auto begin = versions.begin(); begin != versions.end();) {
    const std::string scheme(ParentNameOf((*begin)->name()));
    const auto end =
        std::find_if(begin, versions.end(), [&](const SchemeVersion* version) {
          return ParentNameOf(version->name()) != scheme;
        });
    const bool published = std::any_of(
        begin, end,
        [](const SchemeVersion* version) { return WasPublished(*version); });
    std::vector<SchemeVersion> all;
    if (published && begin != versions.begin() && end != versions.end()) {
      // Between two other schemes all of its versions are here.
      for (auto version = begin; version != end; ++version) {
        all.push_back(**version);
      }
    } else if (published) {
      SANGAM_ASSIGN_OR_RETURN(all, VersionsOf(snapshot, tables, scheme));
    }
    for (; begin != end; ++begin) FillSuccession(all, *begin);
  }
  return absl::OkStatus();
}

}  // namespace sangam::scheme_catalog
