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

// Calls `visit` with the name of each scheme that is in `schemes` or `before`,
// in their order, and whether it has the very same contents in both.
template <typename Visit>
void ForEachName(const ResourcesByName<SchemeContents>& schemes,
                 const SchemeList& before, const Visit& visit) {
  size_t old = 0;
  for (const auto& [name, contents] : schemes) {
    // Mostly nothing changed, and then the names need not be looked at.
    if (old < before.size() && before[old].IsMadeOf(*contents)) {
      visit(name, true);
      ++old;
      continue;
    }
    for (; old < before.size() && before[old].scheme.name() < name; ++old) {
      visit(before[old].scheme.name(), false);
    }
    visit(name, false);
    if (old < before.size() && before[old].scheme.name() == name) ++old;
  }
  for (; old < before.size(); ++old) visit(before[old].scheme.name(), false);
}

std::vector<absl::string_view> AllNames(
    const ResourcesByName<SchemeContents>& schemes, const SchemeList& before) {
  std::vector<absl::string_view> names;
  ForEachName(schemes, before,
              [&](const std::string& name, bool) { names.push_back(name); });
  return names;
}

std::vector<absl::string_view> NamesOfDifferent(
    const ResourcesByName<SchemeContents>& schemes, const SchemeList& before) {
  std::vector<absl::string_view> names;
  ForEachName(schemes, before, [&](const std::string& name, bool is_same) {
    if (!is_same) names.push_back(name);
  });
  return names;
}

}  // namespace

std::shared_ptr<const CatalogSnapshot> CatalogSnapshot::Compile(
    const CatalogContents& contents, const CatalogSnapshot* previous,
    const absl::btree_set<std::string>* changed) {
  static const CatalogSnapshot* const kNone = new CatalogSnapshot();
  std::shared_ptr<CatalogSnapshot> snapshot(new CatalogSnapshot());
  snapshot->TakeOrBuildWords(contents.words(), previous);
  snapshot->TakeOrCopyDepartments(contents.departments(), previous);
  const CatalogSnapshot& before = previous == nullptr ? *kNone : *previous;
  std::vector<absl::string_view> names;
  if (before.dictionary_ != snapshot->dictionary_ ||
      before.departments_ != snapshot->departments_) {
    names = AllNames(contents.schemes(), before.schemes_);
  } else if (changed == nullptr) {
    names = NamesOfDifferent(contents.schemes(), before.schemes_);
  } else {
    names.assign(changed->begin(), changed->end());
  }
  snapshot->AddSchemes(contents.schemes(), before, names);
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

void CatalogSnapshot::AddSchemes(
    const ResourcesByName<SchemeContents>& schemes,
    const CatalogSnapshot& previous,
    const std::vector<absl::string_view>& changed) {
  const SchemeList& before = previous.schemes_;
  const TakeOver take_over = {previous.dictionary_ == dictionary_,
                              previous.departments_ == departments_};
  SchemeList::Builder builder(before, before.size() + changed.size());
  std::vector<uint32_t> numbers_before;
  numbers_before.reserve(before.size() + changed.size());
  auto defective = previous.defective_schemes_.begin();
  size_t old = 0;
  const auto keep_before = [&](size_t end) {
    const auto& defects = previous.defective_schemes_;
    while (defective != defects.end() && *defective < old) ++defective;
    for (; defective != defects.end() && *defective < end; ++defective) {
      defective_schemes_.push_back(numbers_before.size() + *defective - old);
    }
    for (; old < end; ++old) {
      numbers_before.push_back(static_cast<uint32_t>(old));
      builder.Keep(old);
    }
  };
  for (const absl::string_view name : changed) {
    const auto is_next = [&] {
      return old < before.size() && before[old].scheme.name() == name;
    };
    if (!is_next()) keep_before(before.FirstFrom(name));
    const CompiledScheme* was = nullptr;
    uint32_t number_before = SchemeNumbers::kNew;
    if (is_next()) {
      number_before = static_cast<uint32_t>(old);
      was = &before[old++];
    }
    const auto found = schemes.find(name);
    if (found == schemes.end() || found->second->scheme == nullptr) continue;
    CompiledScheme scheme = CompileScheme(found->second, was, take_over);
    if (scheme.has_defect()) {
      defective_schemes_.push_back(numbers_before.size());
    }
    numbers_before.push_back(number_before);
    builder.Add(std::move(scheme));
  }
  keep_before(before.size());
  schemes_ = std::move(builder).Build();
  numbers_ = SchemeNumbers(schemes_, numbers_before, previous.numbers_);
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
