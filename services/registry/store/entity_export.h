// An export: page by page, all of one state.
#ifndef SANGAM_SERVICES_REGISTRY_STORE_ENTITY_EXPORT_H_
#define SANGAM_SERVICES_REGISTRY_STORE_ENTITY_EXPORT_H_

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "common/changelog/changelog.h"
#include "common/changelog/resource_type.h"
#include "google/protobuf/message.h"
#include "sangam/registry/v1/export.pb.h"

namespace sangam::registry {

// Serves one caller. No snapshot stays open between pages: each page is read in
// the state of the first one, out of the history where it is past by then. Used
// by one thread at a time.
class EntityExport {
 public:
  // `changelog` outlives the export.
  EntityExport(Changelog* changelog, v1::ExportEntitiesRequest request);

  // The next message, of at most kPageRows records and about
  // ResourceTable::kPageBytes; nullopt after the last. INVALID_ARGUMENT, the
  // errors of Changelog::Read.
  absl::StatusOr<absl::optional<v1::ExportEntitiesResponse>> Next();

  static constexpr int64_t kPageRows = 1'000;

 private:
  absl::Status Start();
  absl::Status AddPage(Snapshot& snapshot,
                       v1::ExportEntitiesResponse* response);
  absl::StatusOr<bool> IsWanted(Snapshot& snapshot,
                                const google::protobuf::Message& record);
  absl::StatusOr<bool> IsWantedSubject(Snapshot& snapshot,
                                       const google::protobuf::Message& record);
  // False for a subject that the registry lacks.
  absl::StatusOr<bool> IsOfWantedSubject(Snapshot& snapshot,
                                         const std::string& name);
  absl::StatusOr<bool> LiesWithin(Snapshot& snapshot, const std::string& place);
  bool IsAsked(const ResourceType& type) const;
  std::string ResumeToken() const;

  Changelog& changelog_;
  const v1::ExportEntitiesRequest request_;
  bool started_ = false;
  // Tells the requests apart whose resume tokens must not be mixed.
  std::string digest_;
  // That of the first page, from then on.
  std::string token_;
  // The type that is exported, and its last name that was looked at.
  size_t type_ = 0;
  std::string after_;
  // The places that were asked about, and whether they lie within the one asked
  // for; and so of the subjects of linkages.
  absl::flat_hash_map<std::string, bool> within_;
  absl::flat_hash_map<std::string, bool> subjects_;
};

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_STORE_ENTITY_EXPORT_H_
