// Batches of both feeds, in short.
#ifndef SANGAM_SERVICES_MATCHING_FEEDS_BATCHES_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_FEEDS_BATCHES_FOR_TEST_H_

#include <string>

#include "common/changelog/token.h"
#include "sangam/registry/v1/subject_profile.pb.h"
#include "sangam/scheme_catalog/v1/watch.pb.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {

inline StorePosition RegistryAt(int64_t revision,
                                const std::string& epoch = "e1") {
  return {kRegistryStore, epoch, revision};
}

inline StorePosition CatalogAt(int64_t revision,
                               const std::string& epoch = "e1") {
  return {kCatalogStore, epoch, revision};
}

// A batch without changes: a bookmark.
inline registry::v1::WatchProfilesResponse RegistryBatch(
    int64_t revision, const std::string& epoch = "e1") {
  registry::v1::WatchProfilesResponse batch;
  batch.set_token(Token(RegistryAt(revision, epoch)).Encode());
  batch.set_places_generation(1);
  return batch;
}

inline void AddProfile(registry::v1::WatchProfilesResponse& batch,
                       const std::string& subject, int64_t revision) {
  auto* profile = batch.add_profiles();
  profile->set_subject(subject);
  profile->set_profile_revision(revision);
}

inline void AddPlace(registry::v1::WatchProfilesResponse& batch,
                     const std::string& name, type::v1::PlaceKind kind,
                     const std::string& revenue_parent = "") {
  auto* place = batch.add_places()->mutable_place();
  place->set_name(name);
  place->set_kind(kind);
  place->set_revenue_parent(revenue_parent);
}

inline scheme_catalog::v1::WatchCatalogResponse CatalogBatch(
    int64_t revision, const std::string& epoch = "e1") {
  scheme_catalog::v1::WatchCatalogResponse batch;
  batch.set_token(Token(CatalogAt(revision, epoch)).Encode());
  return batch;
}

inline void AddScheme(scheme_catalog::v1::WatchCatalogResponse& batch,
                      const std::string& name) {
  auto* scheme = batch.add_changes()->mutable_scheme();
  scheme->set_name(name);
  (*scheme->mutable_title()->mutable_text())["en"] = name;
}

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_FEEDS_BATCHES_FOR_TEST_H_
