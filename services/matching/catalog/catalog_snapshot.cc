#include "services/matching/catalog/catalog_snapshot.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/matching/catalog/same_words.h"
#include "services/matching/catalog/shared_resource.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Department;
using scheme_catalog::v1::SchemeVersion;

template <typename Resource>
std::vector<Resource> Copies(const ResourcesByName<Resource>& resources) {
  std::vector<Resource> copies;
  copies.reserve(resources.size());
  for (const auto& [name, resource] : resources) copies.push_back(*resource);
  return copies;
}

template <typename Resources>
void SetAll(const Resources& resources, const CatalogSnapshot* known,
            CatalogContents* contents) {
  for (const auto& resource : resources) {
    contents->Set(SharedResource(resource, known));
  }
}

// What this very version was compiled to, or null.
std::shared_ptr<const CompiledVersion> CompiledOf(
    const CompiledScheme& scheme,
    const std::shared_ptr<const SchemeVersion>& version) {
  for (const VersionInTime& each : scheme.versions) {
    if (each.compiled->source == version) return each.compiled;
  }
  return nullptr;
}

}  // namespace

std::shared_ptr<const CatalogSnapshot> CatalogSnapshot::Compile(
    const CatalogContents& contents, const CatalogSnapshot* previous) {
  std::shared_ptr<CatalogSnapshot> snapshot(new CatalogSnapshot());
  snapshot->TakeOrBuildWords(contents.words(), previous);
  snapshot->TakeOrCopyDepartments(contents.departments(), previous);
  snapshot->AddSchemes(contents.schemes(), previous);
  return snapshot;
}

std::shared_ptr<const CatalogSnapshot> CatalogSnapshot::Build(
    const CatalogResources& resources, const CatalogSnapshot* previous) {
  CatalogContents contents;
  SetAll(resources.departments, previous, &contents);
  SetAll(resources.schemes, previous, &contents);
  SetAll(resources.versions, previous, &contents);
  SetAll(resources.attributes, previous, &contents);
  SetAll(resources.parameters, previous, &contents);
  SetAll(resources.place_sets, previous, &contents);
  return Compile(contents, previous);
}

void CatalogSnapshot::TakeOrBuildWords(const CatalogWords& words,
                                       const CatalogSnapshot* previous) {
  if (previous != nullptr && *previous->words_ == words) {
    words_ = previous->words_;
    dictionary_ = previous->dictionary_;
    dictionary_defects_ = previous->dictionary_defects_;
    dated_references_ = previous->dated_references_;
    return;
  }
  words_ = std::make_shared<const CatalogWords>(words);
  const auto parameters = Copies(words.parameters);
  const auto place_sets = Copies(words.place_sets);
  dated_references_ =
      std::make_shared<const DatedReferences>(parameters, place_sets);
  BuiltDictionary built = AttributeDictionary::Build(Copies(words.attributes),
                                                     parameters, place_sets);
  dictionary_ = std::move(built.dictionary);
  dictionary_defects_ = std::move(built.defects);
  // A new rate or another member of a place set changes no word, so rules may
  // go on pointing into the dictionary that they were compiled with.
  if (previous != nullptr &&
      HaveSameWords(*previous->dictionary_, *previous->words_, *dictionary_,
                    *words_)) {
    dictionary_ = previous->dictionary_;
  }
}

void CatalogSnapshot::TakeOrCopyDepartments(
    const ResourcesByName<Department>& departments,
    const CatalogSnapshot* previous) {
  if (previous != nullptr && *previous->departments_ == departments) {
    departments_ = previous->departments_;
  } else {
    departments_ =
        std::make_shared<const ResourcesByName<Department>>(departments);
  }
}

// Both lists are in the order of the names, so one walk finds for each scheme
// what it was before.
void CatalogSnapshot::AddSchemes(const ResourcesByName<SchemeContents>& schemes,
                                 const CatalogSnapshot* previous) {
  static const auto* const kNone = new std::vector<CompiledScheme>();
  const auto& before = previous == nullptr ? *kNone : previous->schemes_;
  TakeOver take_over;
  if (previous != nullptr) {
    take_over.versions = previous->dictionary_ == dictionary_;
    take_over.titles = previous->departments_ == departments_;
  }
  schemes_.reserve(schemes.size());
  std::vector<SchemeNumbers::Listed> list;
  list.reserve(schemes.size());
  auto old = before.begin();
  for (const auto& [name, contents] : schemes) {
    // Mostly nothing changed, and then neither what the scheme says nor what it
    // was compiled to need be looked at: they lie all over the memory.
    if (old != before.end() && old->IsMadeOf(*contents)) {
      list.push_back({&name, old - before.begin()});
      if (take_over.versions && take_over.titles) {
        schemes_.push_back(*old++);
      } else {
        schemes_.push_back(CompileScheme(contents, &*old++, take_over));
      }
      continue;
    }
    if (contents->scheme == nullptr) continue;
    while (old != before.end() && old->scheme.name() < name) ++old;
    const CompiledScheme* was = nullptr;
    list.push_back({&name, {}});
    if (old != before.end() && old->scheme.name() == name) {
      list.back().before = old - before.begin();
      was = &*old++;
    }
    schemes_.push_back(CompileScheme(contents, was, take_over));
  }
  for (size_t i = 0; i < schemes_.size(); ++i) {
    if (schemes_[i].has_defect()) defective_schemes_.push_back(i);
  }
  numbers_ = SchemeNumbers(
      list, previous == nullptr ? SchemeNumbers() : previous->numbers_);
}

CompiledScheme CatalogSnapshot::CompileScheme(
    const std::shared_ptr<const SchemeContents>& contents,
    const CompiledScheme* before, const TakeOver& take_over) {
  const std::string& department = contents->scheme->department();
  if (before != nullptr && take_over.versions &&
      (before->contents() == contents || *before->contents() == *contents) &&
      (take_over.titles ||
       before->department_title == DepartmentTitle(department))) {
    return *before;
  }
  std::vector<VersionInTime> versions;
  for (const auto& version : contents->versions) {
    std::shared_ptr<const CompiledVersion> compiled;
    if (before != nullptr && take_over.versions) {
      compiled = CompiledOf(*before, version);
    }
    if (compiled == nullptr) {
      compiled = CompileVersion(version, *dictionary_);
      ++compiled_anew_;
    }
    versions.push_back({std::move(compiled), {}});
  }
  return CompiledScheme(contents->scheme, DepartmentTitle(department),
                        std::move(versions), contents);
}

const CompiledScheme* CatalogSnapshot::Find(absl::string_view scheme) const {
  const auto found = numbers_.Find(scheme);
  return found ? &schemes_[*found] : nullptr;
}

std::string CatalogSnapshot::DepartmentTitle(
    absl::string_view department) const {
  const auto found = departments_->find(department);
  return found == departments_->end() ? "" : found->second->title();
}

std::vector<std::string> CatalogSnapshot::Defects() const {
  std::vector<std::string> defects = dictionary_defects_;
  for (const size_t scheme : defective_schemes_) {
    for (const VersionInTime& version : schemes_[scheme].versions) {
      if (version.compiled->defect.empty()) continue;
      defects.push_back(absl::StrCat(version.compiled->version.name(), ": ",
                                     version.compiled->defect));
    }
  }
  return defects;
}

}  // namespace sangam::matching
