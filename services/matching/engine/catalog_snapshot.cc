#include "services/matching/engine/catalog_snapshot.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/message.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Department;
using scheme_catalog::v1::Scheme;
using scheme_catalog::v1::SchemeVersion;

// Bytes that are equal exactly where the messages are: texts in several
// languages are maps, which plain serialization writes in any order.
void AppendBytes(const google::protobuf::Message& message, std::string* bytes) {
  google::protobuf::io::StringOutputStream stream(bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  coded.WriteVarint64(message.ByteSizeLong());
  message.SerializeWithCachedSizes(&coded);
}

template <typename Messages>
void AppendAll(const Messages& messages, std::string* bytes) {
  absl::StrAppend(bytes, messages.size(), ":");
  for (const auto& message : messages) AppendBytes(message, bytes);
}

// Etags are not enough: a store that was restored may give them out again.
bool Same(const SchemeVersion& a, const SchemeVersion& b) {
  if (a.etag() != b.etag() || a.ByteSizeLong() != b.ByteSizeLong()) {
    return false;
  }
  std::string bytes_a;
  std::string bytes_b;
  AppendBytes(a, &bytes_a);
  AppendBytes(b, &bytes_b);
  return bytes_a == bytes_b;
}

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

CatalogSnapshot::CatalogSnapshot(const CatalogResources& resources)
    : dated_references_(resources.parameters, resources.place_sets) {}

std::shared_ptr<const CatalogSnapshot> CatalogSnapshot::Build(
    const CatalogResources& resources, const CatalogSnapshot* previous) {
  std::shared_ptr<CatalogSnapshot> snapshot(new CatalogSnapshot(resources));
  snapshot->TakeOrBuildDictionary(resources, previous);
  snapshot->AddSchemes(resources);
  snapshot->AddVersions(resources, previous);
  snapshot->GatherPlaces(resources);
  return snapshot;
}

void CatalogSnapshot::TakeOrBuildDictionary(const CatalogResources& resources,
                                            const CatalogSnapshot* previous) {
  AppendAll(resources.attributes, &dictionary_source_);
  AppendAll(resources.parameters, &dictionary_source_);
  AppendAll(resources.place_sets, &dictionary_source_);
  if (previous != nullptr &&
      previous->dictionary_source_ == dictionary_source_) {
    dictionary_ = previous->dictionary_;
    dictionary_defects_ = previous->dictionary_defects_;
    return;
  }
  BuiltDictionary built = AttributeDictionary::Build(
      resources.attributes, resources.parameters, resources.place_sets);
  dictionary_ = std::move(built.dictionary);
  dictionary_defects_ = std::move(built.defects);
}

void CatalogSnapshot::AddSchemes(const CatalogResources& resources) {
  for (const Department& department : resources.departments) {
    department_titles_[department.name()] = department.title();
  }
  for (const Scheme& scheme : resources.schemes) {
    schemes_.push_back({scheme, DepartmentTitle(scheme.department()), {}});
  }
  std::sort(schemes_.begin(), schemes_.end(),
            [](const CompiledScheme& a, const CompiledScheme& b) {
              return a.scheme.name() < b.scheme.name();
            });
  for (size_t i = 0; i < schemes_.size(); ++i) {
    index_by_name_[schemes_[i].scheme.name()] = i;
  }
}

void CatalogSnapshot::AddVersions(const CatalogResources& resources,
                                  const CatalogSnapshot* previous) {
  absl::flat_hash_map<absl::string_view, std::shared_ptr<const CompiledVersion>>
      before;
  // Rules point into the dictionary that they were compiled with.
  if (previous != nullptr && previous->dictionary_ == dictionary_) {
    for (const CompiledScheme& scheme : previous->schemes_) {
      for (const VersionInTime& version : scheme.versions) {
        before[version.compiled->version.name()] = version.compiled;
      }
    }
  }
  for (const SchemeVersion& version : resources.versions) {
    const auto scheme = index_by_name_.find(SchemeOfVersion(version.name()));
    if (!WasPublished(version) || scheme == index_by_name_.end()) continue;
    const auto old = before.find(version.name());
    const bool is_same =
        old != before.end() && Same(old->second->version, version);
    schemes_[scheme->second].versions.push_back(
        {is_same ? old->second : CompileVersion(version, *dictionary_), {}});
  }
  for (CompiledScheme& scheme : schemes_) {
    ArrangeInTime(&scheme.versions);
  }
}

void CatalogSnapshot::GatherPlaces(const CatalogResources& resources) {
  std::vector<std::string> place_sets;
  for (const CompiledScheme& scheme : schemes_) {
    for (const VersionInTime& version : scheme.versions) {
      ForEachRule(*version.compiled, [&](const auto& rule) {
        AddPlaces(rule, &place_names_, &place_sets);
      });
    }
  }
  SortOnce(&place_sets);
  for (const auto& place_set : resources.place_sets) {
    if (!std::binary_search(place_sets.begin(), place_sets.end(),
                            place_set.name())) {
      continue;
    }
    for (const auto& member : place_set.members()) {
      place_names_.push_back(member.place());
    }
  }
  SortOnce(&place_names_);
}

const CompiledScheme* CatalogSnapshot::Find(absl::string_view scheme) const {
  const auto found = index_by_name_.find(scheme);
  return found == index_by_name_.end() ? nullptr : &schemes_[found->second];
}

std::string CatalogSnapshot::DepartmentTitle(
    absl::string_view department) const {
  const auto found = department_titles_.find(department);
  return found == department_titles_.end() ? "" : found->second;
}

std::vector<std::string> CatalogSnapshot::Defects() const {
  std::vector<std::string> defects = dictionary_defects_;
  for (const CompiledScheme& scheme : schemes_) {
    for (const VersionInTime& version : scheme.versions) {
      if (version.compiled->defect.empty()) continue;
      defects.push_back(absl::StrCat(version.compiled->version.name(), ": ",
                                     version.compiled->defect));
    }
  }
  return defects;
}

}  // namespace sangam::matching
