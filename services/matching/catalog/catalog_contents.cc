#include "services/matching/catalog/catalog_contents.h"

#include <algorithm>
#include <utility>

#include "services/matching/catalog/compiled_version.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Attribute;
using scheme_catalog::v1::Department;
using scheme_catalog::v1::Parameter;
using scheme_catalog::v1::PlaceSet;
using scheme_catalog::v1::Scheme;
using scheme_catalog::v1::SchemeVersion;

bool WasPublished(const SchemeVersion& version) {
  switch (version.state()) {
    case scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED:
    case scheme_catalog::v1::SCHEME_VERSION_STATE_SUSPENDED:
    case scheme_catalog::v1::SCHEME_VERSION_STATE_CLOSED:
      return true;
    default:
      return false;
  }
}

template <typename Resource>
void SetIn(ResourcesByName<Resource>& resources,
           std::shared_ptr<const Resource> resource) {
  // The name is read before the resource is handed over.
  auto& place = resources[resource->name()];
  place = std::move(resource);
}

}  // namespace

void CatalogContents::Set(std::shared_ptr<const Department> department) {
  SetIn(departments_, std::move(department));
}
void CatalogContents::Set(std::shared_ptr<const Attribute> attribute) {
  SetIn(words_.attributes, std::move(attribute));
}
void CatalogContents::Set(std::shared_ptr<const Parameter> parameter) {
  SetIn(words_.parameters, std::move(parameter));
}
void CatalogContents::Set(std::shared_ptr<const PlaceSet> place_set) {
  SetIn(words_.place_sets, std::move(place_set));
}

void CatalogContents::Remove(const Department& named) {
  departments_.erase(named.name());
}
void CatalogContents::Remove(const Attribute& named) {
  words_.attributes.erase(named.name());
}
void CatalogContents::Remove(const Parameter& named) {
  words_.parameters.erase(named.name());
}
void CatalogContents::Remove(const PlaceSet& named) {
  words_.place_sets.erase(named.name());
}

void CatalogContents::Set(std::shared_ptr<const Scheme> scheme) {
  const std::string name = scheme->name();
  SchemeContents changed = ContentsOf(name);
  changed.scheme = std::move(scheme);
  Replace(name, std::move(changed));
}

void CatalogContents::Remove(const Scheme& named) {
  SchemeContents changed = ContentsOf(named.name());
  changed.scheme = nullptr;
  Replace(named.name(), std::move(changed));
}

void CatalogContents::Set(std::shared_ptr<const SchemeVersion> version) {
  if (!WasPublished(*version)) return Remove(*version);
  const std::string scheme(SchemeOfVersion(version->name()));
  SchemeContents changed = ContentsOf(scheme);
  const auto place = std::lower_bound(
      changed.versions.begin(), changed.versions.end(), version,
      [](const auto& a, const auto& b) { return a->name() < b->name(); });
  if (place != changed.versions.end() && (*place)->name() == version->name()) {
    *place = std::move(version);
  } else {
    changed.versions.insert(place, std::move(version));
  }
  Replace(scheme, std::move(changed));
}

void CatalogContents::Remove(const SchemeVersion& named) {
  const std::string scheme(SchemeOfVersion(named.name()));
  SchemeContents changed = ContentsOf(scheme);
  const auto gone = std::find_if(
      changed.versions.begin(), changed.versions.end(),
      [&](const auto& version) { return version->name() == named.name(); });
  if (gone == changed.versions.end()) return;
  changed.versions.erase(gone);
  Replace(scheme, std::move(changed));
}

SchemeContents CatalogContents::ContentsOf(const std::string& scheme) const {
  const auto found = schemes_.find(scheme);
  return found == schemes_.end() ? SchemeContents() : *found->second;
}

void CatalogContents::Replace(const std::string& scheme,
                              SchemeContents changed) {
  if (changed.scheme == nullptr && changed.versions.empty()) {
    schemes_.erase(scheme);
    return;
  }
  auto& place = schemes_[scheme];
  if (place != nullptr && *place == changed) return;
  place = std::make_shared<const SchemeContents>(std::move(changed));
}

}  // namespace sangam::matching
