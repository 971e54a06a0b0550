#include "services/matching/feeds/catalog_state.h"

#include <utility>
#include <vector>

#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::CatalogChange;

template <typename Resource>
void SetResource(std::map<std::string, Resource>& resources,
                 const Resource& resource, bool deleted) {
  if (deleted) {
    resources.erase(resource.name());
  } else {
    resources[resource.name()] = resource;
  }
}

template <typename Resource>
std::vector<Resource> Values(const std::map<std::string, Resource>& resources) {
  std::vector<Resource> values;
  values.reserve(resources.size());
  for (const auto& [name, resource] : resources) values.push_back(resource);
  return values;
}

}  // namespace

CatalogState::CatalogState(Watermark* watermark, std::function<void()> on_shown)
    : watermark_(watermark), on_shown_(std::move(on_shown)) {}

CatalogView CatalogState::Read() const {
  absl::ReaderMutexLock lock(&mutex_);
  return shown_;
}

std::string CatalogState::ResumeToken() const { return resume_token_; }

void CatalogState::BeginList() { listing_ = std::make_unique<Resources>(); }

absl::Status CatalogState::Apply(
    const scheme_catalog::v1::WatchCatalogResponse& batch) {
  if (listing_ != nullptr && !batch.snapshot_complete()) {
    // Only the last batch of a list has a position: the state that all show.
    for (const CatalogChange& change : batch.changes()) Set(*listing_, change);
    return absl::OkStatus();
  }
  const auto position = BatchPosition(batch.token(), kCatalogStore);
  absl::Status status = position.status();
  if (status.ok() && listing_ == nullptr) {
    status = CheckContinues(applied_, *position);
  }
  if (!status.ok()) {
    ForgetPosition();
    return status;
  }
  Resources& target = listing_ == nullptr ? resources_ : *listing_;
  for (const CatalogChange& change : batch.changes()) Set(target, change);
  if (listing_ != nullptr) {
    resources_ = std::move(*listing_);
    listing_ = nullptr;
    changed_ = true;
  }
  if (!batch.changes().empty()) changed_ = true;
  applied_ = *position;
  resume_token_ = batch.token();
  return absl::OkStatus();
}

void CatalogState::Publish() {
  // While a list is under way there is nothing whole to show beyond what is
  // shown already.
  if (applied_.epoch.empty() || listing_ != nullptr) return;
  CatalogView view = Read();
  view.position = applied_;
  if (changed_) {
    view.snapshot = Compile(view.snapshot.get());
    changed_ = false;
  }
  {
    absl::MutexLock lock(&mutex_);
    std::swap(shown_, view);
  }
  watermark_->Advance(applied_);
  if (on_shown_) on_shown_();
}

void CatalogState::ForgetPosition() { resume_token_.clear(); }

void CatalogState::Disconnected() {
  listing_ = nullptr;
  watermark_->Disconnected();
}

void CatalogState::Set(Resources& resources, const CatalogChange& change) {
  switch (change.resource_case()) {
    case CatalogChange::kDepartment:
      SetResource(resources.departments, change.department(), change.deleted());
      break;
    case CatalogChange::kScheme:
      SetResource(resources.schemes, change.scheme(), change.deleted());
      break;
    case CatalogChange::kSchemeVersion:
      SetResource(resources.versions, change.scheme_version(),
                  change.deleted());
      break;
    case CatalogChange::kAttribute:
      SetResource(resources.attributes, change.attribute(), change.deleted());
      break;
    case CatalogChange::kParameter:
      SetResource(resources.parameters, change.parameter(), change.deleted());
      break;
    case CatalogChange::kPlaceSet:
      SetResource(resources.place_sets, change.place_set(), change.deleted());
      break;
    case CatalogChange::kReadinessRule:
      // Matching does not read them.
      break;
    case CatalogChange::RESOURCE_NOT_SET:
      // A newer catalogue may have kinds of resources that matching does not
      // read.
      break;
  }
}

std::shared_ptr<const CatalogSnapshot> CatalogState::Compile(
    const CatalogSnapshot* previous) const {
  CatalogResources all;
  all.departments = Values(resources_.departments);
  all.schemes = Values(resources_.schemes);
  all.versions = Values(resources_.versions);
  all.attributes = Values(resources_.attributes);
  all.parameters = Values(resources_.parameters);
  all.place_sets = Values(resources_.place_sets);
  return CatalogSnapshot::Build(all, previous);
}

}  // namespace sangam::matching
