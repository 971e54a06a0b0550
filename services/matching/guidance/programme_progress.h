// How far the clusters of an upgrade programme have come.
#ifndef SANGAM_SERVICES_MATCHING_GUIDANCE_PROGRAMME_PROGRESS_H_
#define SANGAM_SERVICES_MATCHING_GUIDANCE_PROGRAMME_PROGRESS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/types/optional.h"
#include "sangam/matching/v1/guidance_service.pb.h"
#include "sangam/registry/v1/cluster.pb.h"
#include "services/matching/guidance/subject_guidance.h"

namespace sangam::matching {

// What is known of the cluster of one path.
struct PathCluster {
  // Null: the registry has no such cluster. Outlives this.
  const MatchSubject* subject = nullptr;
  const PlaceDirectory* places = nullptr;
  // The record; nothing where the path is not to be shown.
  absl::optional<registry::v1::Cluster> record;
  // Whether the path is to be shown.
  bool shown = false;
};

// Puts a programme's answer together, path by path, in the programme's order.
// Clusters go by their present names, and one to which two paths lead since a
// merge counts once. Lives for one answer; what it is made from outlives it.
class ProgrammeProgress {
 public:
  ProgrammeProgress(const scheme_catalog::v1::UpgradeProgramme& programme,
                    const GuidanceCatalog& guidance,
                    const IndexedCatalog& catalog, absl::CivilDay as_of,
                    absl::string_view language_code,
                    v1::TrackProgrammeResponse* response);

  // Once for each path.
  void Add(const scheme_catalog::v1::UpgradePath& path,
           const PathCluster& cluster);
  // Fills the targets.
  void Finish();

 private:
  struct Sum {
    int64_t total = 0;
    int32_t known_of = 0;
  };

  void AddSchemes(const scheme_catalog::v1::UpgradePath& path,
                  const PathCluster& cluster, v1::PathProgress* told) const;

  const scheme_catalog::v1::UpgradeProgramme& programme_;
  const GuidanceCatalog& guidance_;
  const IndexedCatalog& catalog_;
  const absl::CivilDay as_of_;
  const std::string language_code_;
  v1::TrackProgrammeResponse& response_;
  // Parallel to the programme's targets.
  std::vector<Sum> sums_;
  // Those that the paths have led to so far.
  absl::btree_set<std::string> clusters_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_GUIDANCE_PROGRAMME_PROGRESS_H_
