// What a snapshot says of the resources that it holds.
#include <algorithm>

#include "services/matching/catalog/catalog_snapshot.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Attribute;
using scheme_catalog::v1::Department;
using scheme_catalog::v1::Parameter;
using scheme_catalog::v1::PlaceSet;
using scheme_catalog::v1::Scheme;
using scheme_catalog::v1::SchemeVersion;

template <typename Resource>
std::shared_ptr<const Resource> FindIn(
    const ResourcesByName<Resource>& resources, const std::string& name) {
  const auto found = resources.find(name);
  return found == resources.end() ? nullptr : found->second;
}

// Of a Rule or a ValueRule.
template <typename AnyRule>
void AddPlaces(const AnyRule& rule, std::vector<std::string>* places,
               std::vector<std::string>* place_sets) {
  places->insert(places->end(), rule.place_names().begin(),
                 rule.place_names().end());
  place_sets->insert(place_sets->end(), rule.place_set_names().begin(),
                     rule.place_set_names().end());
}

// Calls `visit` with every rule of the version.
template <typename Visit>
void ForEachRule(const CompiledVersion& version, const Visit& visit) {
  const auto visit_all = [&visit](const std::vector<OptionalRule>& rules) {
    for (const OptionalRule& rule : rules) {
      if (rule) visit(*rule);
    }
  };
  visit_all(version.conditions);
  visit_all(version.funding_conditions);
  for (const CompiledBenefit& benefit : version.benefits) {
    if (benefit.condition) visit(*benefit.condition);
    visit_all(benefit.tranche_conditions);
    for (const auto& [text, rule] : benefit.computed_amounts) visit(rule);
  }
}

void SortOnce(std::vector<std::string>* names) {
  std::sort(names->begin(), names->end());
  names->erase(std::unique(names->begin(), names->end()), names->end());
}

}  // namespace

std::shared_ptr<const Department> CatalogSnapshot::ResourceNamedAs(
    const Department& named) const {
  return FindIn(*departments_, named.name());
}
std::shared_ptr<const Attribute> CatalogSnapshot::ResourceNamedAs(
    const Attribute& named) const {
  return FindIn(words_->attributes, named.name());
}
std::shared_ptr<const Parameter> CatalogSnapshot::ResourceNamedAs(
    const Parameter& named) const {
  return FindIn(words_->parameters, named.name());
}
std::shared_ptr<const PlaceSet> CatalogSnapshot::ResourceNamedAs(
    const PlaceSet& named) const {
  return FindIn(words_->place_sets, named.name());
}

std::shared_ptr<const Scheme> CatalogSnapshot::ResourceNamedAs(
    const Scheme& named) const {
  const CompiledScheme* scheme = Find(named.name());
  return scheme == nullptr ? nullptr : scheme->source();
}

std::shared_ptr<const SchemeVersion> CatalogSnapshot::ResourceNamedAs(
    const SchemeVersion& named) const {
  const CompiledScheme* scheme = Find(SchemeOfVersion(named.name()));
  if (scheme == nullptr) return nullptr;
  for (const VersionInTime& version : scheme->versions) {
    if (version.compiled->source->name() == named.name()) {
      return version.compiled->source;
    }
  }
  return nullptr;
}

std::vector<std::string> CatalogSnapshot::place_names() const {
  std::vector<std::string> places;
  std::vector<std::string> place_sets;
  for (const CompiledScheme& scheme : schemes_) {
    for (const VersionInTime& version : scheme.versions) {
      ForEachRule(*version.compiled, [&](const auto& rule) {
        AddPlaces(rule, &places, &place_sets);
      });
    }
  }
  SortOnce(&place_sets);
  for (const std::string& name : place_sets) {
    const auto place_set = FindIn(words_->place_sets, name);
    if (place_set == nullptr) continue;
    for (const auto& member : place_set->members()) {
      places.push_back(member.place());
    }
  }
  SortOnce(&places);
  return places;
}

}  // namespace sangam::matching
