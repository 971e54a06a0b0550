#include "services/matching/feeds/catalog_state.h"

#include <algorithm>
#include <string>
#include <utility>

#include "services/matching/catalog/shared_resource.h"
#include "services/matching/feeds/feed_errors.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::CatalogChange;

template <typename Resource>
const void* HeldIn(const ResourcesByName<Resource>& resources,
                   const std::string& name) {
  const auto found = resources.find(name);
  return found == resources.end() ? nullptr : found->second.get();
}

// What is held for the resource of this name: another object after a change,
// the same one where nothing changed for the matcher, as with a draft.
const void* Held(const CatalogContents& contents,
                 const scheme_catalog::v1::Department& named) {
  return HeldIn(contents.departments(), named.name());
}
const void* Held(const CatalogContents& contents,
                 const scheme_catalog::v1::Scheme& named) {
  return HeldIn(contents.schemes(), named.name());
}
const void* Held(const CatalogContents& contents,
                 const scheme_catalog::v1::SchemeVersion& named) {
  return HeldIn(contents.schemes(), std::string(SchemeOfVersion(named.name())));
}
const void* Held(const CatalogContents& contents,
                 const scheme_catalog::v1::Attribute& named) {
  return HeldIn(contents.words().attributes, named.name());
}
const void* Held(const CatalogContents& contents,
                 const scheme_catalog::v1::Parameter& named) {
  return HeldIn(contents.words().parameters, named.name());
}
const void* Held(const CatalogContents& contents,
                 const scheme_catalog::v1::PlaceSet& named) {
  return HeldIn(contents.words().place_sets, named.name());
}

// The scheme whose contents a resource belongs to; empty: to none's.
template <typename Resource>
absl::string_view SchemeOf(const Resource& /*resource*/) {
  return "";
}
absl::string_view SchemeOf(const scheme_catalog::v1::Scheme& scheme) {
  return scheme.name();
}
absl::string_view SchemeOf(const scheme_catalog::v1::SchemeVersion& version) {
  return SchemeOfVersion(version.name());
}

}  // namespace

CatalogState::CatalogState(Watermark* watermark, std::function<void()> on_shown)
    : watermark_(watermark), on_shown_(std::move(on_shown)) {}

CatalogView CatalogState::Read() const {
  absl::ReaderMutexLock lock(&mutex_);
  return shown_;
}

std::string CatalogState::ResumeToken() const { return resume_token_; }

void CatalogState::BeginList() {
  listing_ = std::make_unique<CatalogContents>();
  listing_beside_ = {};
}

absl::Status CatalogState::Apply(
    const scheme_catalog::v1::WatchCatalogResponse& batch) {
  if (listing_ != nullptr && !batch.snapshot_complete()) {
    // Only the last batch of a list has a position: the state that all show.
    for (const CatalogChange& change : batch.changes()) {
      Set(change, listing_.get());
    }
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
  CatalogContents* target = listing_ == nullptr ? &contents_ : listing_.get();
  for (const CatalogChange& change : batch.changes()) Set(change, target);
  if (listing_ != nullptr) {
    contents_ = std::move(*listing_);
    beside_ = std::move(listing_beside_);
    listing_ = nullptr;
    changed_ = true;
    changed_schemes_.reset();
  }
  applied_ = *position;
  resume_token_ = batch.token();
  return absl::OkStatus();
}

void CatalogState::Publish() {
  // While a list is under way there is nothing whole to show beyond what is
  // shown already.
  if (applied_.epoch.empty() || listing_ != nullptr) return;
  if (changed_ || beside_changed_) {
    if (indexed_ != nullptr) retired_.push_back(indexed_);
    indexed_ = BuildIndexed();
    changed_ = false;
    changed_schemes_.emplace();
    beside_changed_ = false;
  }
  Show();
  watermark_->Advance(applied_);
  if (on_shown_) on_shown_();
  RebuildOutgrown();
  ForgetUnused();
}

void CatalogState::Show() {
  // The pointers share their count, so that it tells of all uses.
  CatalogView view{applied_,
                   {indexed_, indexed_->snapshot.get()},
                   {indexed_, indexed_->index.get()},
                   {indexed_, indexed_->tables.get()},
                   {indexed_, indexed_->readiness.get()},
                   {indexed_, indexed_->guidance.get()}};
  absl::MutexLock lock(&mutex_);
  std::swap(shown_, view);
}

void CatalogState::RebuildOutgrown() {
  if (!indexed_->index->HasOutgrown()) return;
  auto whole = std::make_shared<Indexed>();
  whole->snapshot = indexed_->snapshot;
  whole->index = ForwardIndex::BuildWhole(*whole->snapshot, *indexed_->index);
  whole->tables = AnswerTables::Build(whole->snapshot, whole->index.get());
  whole->readiness = indexed_->readiness;
  whole->guidance = indexed_->guidance;
  retired_.push_back(std::exchange(indexed_, std::move(whole)));
  Show();
}

void CatalogState::ForgetPosition() { resume_token_.clear(); }

void CatalogState::Disconnected() {
  listing_ = nullptr;
  watermark_->Disconnected();
}

template <typename Resource>
void CatalogState::Set(const Resource& resource, bool deleted,
                       CatalogContents* target) {
  // The new one is made before the old one goes, so the addresses differ.
  const void* const before = Held(*target, resource);
  if (deleted) {
    target->Remove(resource);
  } else {
    target->Set(SharedResource(
        resource, indexed_ == nullptr ? nullptr : indexed_->snapshot.get()));
  }
  if (target == &contents_ && Held(*target, resource) != before) {
    changed_ = true;
    const absl::string_view scheme = SchemeOf(resource);
    if (changed_schemes_ && !scheme.empty()) {
      changed_schemes_->insert(std::string(scheme));
    }
  }
}

void CatalogState::Set(const CatalogChange& change, CatalogContents* target) {
  Beside& beside = target == &contents_ ? beside_ : listing_beside_;
  switch (change.resource_case()) {
    case CatalogChange::kDepartment:
      return Set(change.department(), change.deleted(), target);
    case CatalogChange::kScheme:
      return Set(change.scheme(), change.deleted(), target);
    case CatalogChange::kSchemeVersion:
      return Set(change.scheme_version(), change.deleted(), target);
    case CatalogChange::kAttribute:
      return Set(change.attribute(), change.deleted(), target);
    case CatalogChange::kParameter:
      return Set(change.parameter(), change.deleted(), target);
    case CatalogChange::kPlaceSet:
      return Set(change.place_set(), change.deleted(), target);
    case CatalogChange::kReadinessRule:
      return SetBeside(change.readiness_rule(), change.deleted(),
                       &beside.readiness);
    case CatalogChange::kReplicableModel:
      return SetBeside(change.replicable_model(), change.deleted(),
                       &beside.guidance.models);
    case CatalogChange::kSurveyProblem:
      return SetBeside(change.survey_problem(), change.deleted(),
                       &beside.guidance.problems);
    case CatalogChange::kUpgradeProgramme:
      return SetBeside(change.upgrade_programme(), change.deleted(),
                       &beside.guidance.programmes);
    case CatalogChange::RESOURCE_NOT_SET:
      // A newer catalogue may have kinds of resources that matching does not
      // read.
      return;
  }
}

template <typename Resource>
void CatalogState::SetBeside(const Resource& resource, bool deleted,
                             ResourcesByName<Resource>* resources) {
  if (deleted) {
    resources->erase(resource.name());
  } else {
    (*resources)[resource.name()] = std::make_shared<const Resource>(resource);
  }
  // A list that comes to its end is a change anyway.
  beside_changed_ = true;
}

std::shared_ptr<const CatalogState::Indexed> CatalogState::BuildIndexed()
    const {
  auto indexed = indexed_ == nullptr ? std::make_shared<Indexed>()
                                     : std::make_shared<Indexed>(*indexed_);
  if (changed_) {
    indexed->snapshot = CatalogSnapshot::Compile(
        contents_, indexed->snapshot.get(),
        changed_schemes_ ? &*changed_schemes_ : nullptr);
    indexed->index =
        ForwardIndex::Build(*indexed->snapshot, indexed->index.get());
    indexed->tables = AnswerTables::Build(
        indexed->snapshot, indexed->index.get(), indexed->tables.get());
  }
  indexed->readiness = ReadinessCatalog::Compile(
      indexed->snapshot, beside_.readiness, indexed->readiness.get());
  indexed->guidance = GuidanceCatalog::Compile(
      indexed->snapshot, beside_.guidance, indexed->guidance.get());
  return indexed;
}

void CatalogState::ForgetUnused() {
  // Nobody can take a new hold of what is not shown any more.
  retired_.erase(std::remove_if(retired_.begin(), retired_.end(),
                                [](const auto& indexed) {
                                  return indexed.use_count() == 1;
                                }),
                 retired_.end());
}

}  // namespace sangam::matching
