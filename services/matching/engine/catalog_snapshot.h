// The catalogue as the matcher reads it: every version that was ever published,
// its rules compiled.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_CATALOG_SNAPSHOT_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_CATALOG_SNAPSHOT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/reference_data.h"
#include "services/matching/engine/catalog_resources.h"
#include "services/matching/engine/compiled_scheme.h"

namespace sangam::matching {

// An immutable catalogue: safe to share between threads; a match holds on to
// the snapshot that it began with while a newer one takes its place.
class CatalogSnapshot {
 public:
  // Compiles a catalogue. Versions that were never published, and versions of
  // schemes that are not given, are left out. Takes over from `previous` (may
  // be null) whatever is still the same: the dictionary, if no attribute,
  // parameter or place set changed, and then also each compiled version that
  // did not change. Nothing of `previous` is needed afterwards.
  static std::shared_ptr<const CatalogSnapshot> Build(
      const CatalogResources& resources,
      const CatalogSnapshot* previous = nullptr);

  // All schemes, by name.
  const std::vector<CompiledScheme>& schemes() const { return schemes_; }
  // The scheme of this name, or null.
  const CompiledScheme* Find(absl::string_view scheme) const;
  // The title of a department; empty if it is not known.
  std::string DepartmentTitle(absl::string_view department) const;
  // The places and the members of place sets that rules name, each once,
  // sorted.
  const std::vector<std::string>& place_names() const { return place_names_; }
  // Attributes, parameters and place sets that are left out of the dictionary,
  // then versions that can't be evaluated, with the reasons, for logs and
  // metrics.
  std::vector<std::string> Defects() const;

  // The words of the language in this state of the catalogue.
  const AttributeDictionary& dictionary() const { return *dictionary_; }
  // Its place sets and parameters, by date.
  const DatedReferences& dated_references() const { return dated_references_; }

 private:
  explicit CatalogSnapshot(const CatalogResources& resources);

  void TakeOrBuildDictionary(const CatalogResources& resources,
                             const CatalogSnapshot* previous);
  void AddSchemes(const CatalogResources& resources);
  void AddVersions(const CatalogResources& resources,
                   const CatalogSnapshot* previous);
  void GatherPlaces(const CatalogResources& resources);

  // The attributes, parameters and place sets that the dictionary was built of,
  // as bytes.
  std::string dictionary_source_;
  std::shared_ptr<const AttributeDictionary> dictionary_;
  std::vector<std::string> dictionary_defects_;
  DatedReferences dated_references_;
  absl::flat_hash_map<std::string, std::string> department_titles_;
  std::vector<CompiledScheme> schemes_;
  absl::flat_hash_map<std::string, size_t> index_by_name_;
  std::vector<std::string> place_names_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_CATALOG_SNAPSHOT_H_
