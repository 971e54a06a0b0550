#include "services/registry/store/validities.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/references.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

// One row of the history.
struct PastVersion {
  int64_t revision;
  std::string name;
  bool deleted;
  std::string body;
};

template <typename Resource>
absl::StatusOr<Resource> Parse(const PastVersion& version) {
  Resource resource;
  if (version.deleted || resource.ParseFromString(version.body)) {
    return resource;
  }
  return InternalFault(absl::StrCat(version.name, " can't be read"));
}

template <typename Resource>
absl::Status ReplayReferences(sql::Database& database,
                              const PastVersion& version) {
  SANGAM_ASSIGN_OR_RETURN(const Resource resource, Parse<Resource>(version));
  return ReplaceReferences(
      database, version.revision, version.name,
      version.deleted ? std::vector<Reference>() : ReferencesOf(resource));
}

template <typename Subject>
absl::Status ReplaySubject(sql::Database& database,
                           const PastVersion& version) {
  SANGAM_RETURN_IF_ERROR(ReplayReferences<Subject>(database, version));
  SANGAM_ASSIGN_OR_RETURN(const Subject subject, Parse<Subject>(version));
  return ReplaceOutsideIds(database, version.revision, version.name,
                           subject.outside_ids());
}

absl::Status Replay(sql::Database& database, const std::string& collection,
                    const PastVersion& version) {
  if (collection == PlaceTable().collection()) {
    return ReplayReferences<v1::Place>(database, version);
  }
  if (collection == LinkageTable().collection()) {
    return ReplayReferences<v1::Linkage>(database, version);
  }
  if (collection == PlanTable().collection()) {
    return ReplayReferences<v1::Plan>(database, version);
  }
  if (collection == GroupTable().collection()) {
    return ReplaySubject<v1::Group>(database, version);
  }
  if (collection == EnterpriseTable().collection()) {
    return ReplaySubject<v1::Enterprise>(database, version);
  }
  if (collection == ClusterTable().collection()) {
    return ReplaySubject<v1::Cluster>(database, version);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RebuildValidities(sql::Database& database) {
  sql::Statement rows = database.PrepareLong(
      "SELECT collection, revision, key, deleted, body FROM history"
      " ORDER BY revision, ordinal");
  while (rows.Next()) {
    SANGAM_RETURN_IF_ERROR(
        Replay(database, rows.Text(0),
               {rows.Int(1), rows.Text(2), rows.Int(3) != 0, rows.Bytes(4)}));
  }
  return rows.status();
}

absl::Status ForgetValidities(sql::Database& database, int64_t revision) {
  // The second condition is that of the indexes over what has ended.
  for (const char* text :
       {"DELETE FROM reference WHERE to_revision <= ?"
        " AND to_revision < 9223372036854775807",
        "DELETE FROM outside_id WHERE to_revision <= ?"
        " AND to_revision < 9223372036854775807",
        "DELETE FROM place_move WHERE generation <"
        " (SELECT max(generation) FROM place_move WHERE generation <= ?)"}) {
    SANGAM_RETURN_IF_ERROR(database.Prepare(text, revision).Run());
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
