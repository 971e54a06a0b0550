// The catalogue as the matcher reads it: every version that was ever published,
// its rules compiled.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_SNAPSHOT_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_SNAPSHOT_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/reference_data.h"
#include "services/matching/catalog/catalog_contents.h"
#include "services/matching/catalog/catalog_resources.h"
#include "services/matching/catalog/compiled_scheme.h"
#include "services/matching/catalog/scheme_list.h"
#include "services/matching/catalog/scheme_numbers.h"

namespace sangam::matching {

// An immutable catalogue: safe to share between threads; a match holds on to
// the snapshot that it began with while a newer one takes its place. What is
// the same in several snapshots is held once.
class CatalogSnapshot {
 public:
  // Compiles a catalogue. Versions of schemes that are not there are left out.
  // Takes over from `previous` (may be null) whatever holds the very same
  // resources: schemes, each compiled version as long as the words of the
  // language are the same, and what goes with attributes, parameters and place
  // sets. Nothing of `previous` is needed afterwards.
  //
  // `changed` (may be null) names the schemes of which `previous` may have
  // other contents, and no other scheme differs; then the others, which lie all
  // over the memory, need not be looked at.
  static std::shared_ptr<const CatalogSnapshot> Compile(
      const CatalogContents& contents,
      const CatalogSnapshot* previous = nullptr,
      const absl::btree_set<std::string>* changed = nullptr);

  // The same of resources that are not shared yet. Those that say the same as
  // in `previous` are shared with it.
  static std::shared_ptr<const CatalogSnapshot> Build(
      const CatalogResources& resources,
      const CatalogSnapshot* previous = nullptr);

  // All schemes, by name.
  const SchemeList& schemes() const { return schemes_; }
  // The scheme of this name, or null.
  const CompiledScheme* Find(absl::string_view scheme) const;
  // Its number among schemes(), if it is there.
  absl::optional<size_t> NumberOf(absl::string_view scheme) const {
    return numbers_.Find(scheme);
  }
  // The title of a department; empty if it is not known.
  std::string DepartmentTitle(absl::string_view department) const;
  // The places and the members of place sets that rules name, each once,
  // sorted. Gathered at each call.
  std::vector<std::string> place_names() const;
  // Attributes, parameters and place sets that are left out of the dictionary,
  // then versions that can't be evaluated, with the reasons, for logs and
  // metrics.
  std::vector<std::string> Defects() const;

  // The words of the language in this state of the catalogue.
  const AttributeDictionary& dictionary() const { return *dictionary_; }
  // Its place sets and parameters, by date.
  const DatedReferences& dated_references() const { return *dated_references_; }

  // The resource here that has the name of `named`, or null.
  std::shared_ptr<const scheme_catalog::v1::Department> ResourceNamedAs(
      const scheme_catalog::v1::Department& named) const;
  std::shared_ptr<const scheme_catalog::v1::Scheme> ResourceNamedAs(
      const scheme_catalog::v1::Scheme& named) const;
  std::shared_ptr<const scheme_catalog::v1::SchemeVersion> ResourceNamedAs(
      const scheme_catalog::v1::SchemeVersion& named) const;
  std::shared_ptr<const scheme_catalog::v1::Attribute> ResourceNamedAs(
      const scheme_catalog::v1::Attribute& named) const;
  std::shared_ptr<const scheme_catalog::v1::Parameter> ResourceNamedAs(
      const scheme_catalog::v1::Parameter& named) const;
  std::shared_ptr<const scheme_catalog::v1::PlaceSet> ResourceNamedAs(
      const scheme_catalog::v1::PlaceSet& named) const;

  // How many versions were compiled for this snapshot rather than taken over:
  // what it adds to the memory that `previous` takes.
  size_t compiled_anew() const { return compiled_anew_; }

 private:
  // What of the previous snapshot still holds.
  struct TakeOver {
    bool versions = false;
    bool titles = false;
  };

  CatalogSnapshot() = default;

  void TakeOrBuildWords(const CatalogWords& words,
                        const CatalogSnapshot* previous);
  void TakeOrCopyDepartments(
      const ResourcesByName<scheme_catalog::v1::Department>& departments,
      const CatalogSnapshot* previous);
  // Of a list of names, in their order, that has all in which the schemes
  // differ from those of `previous`.
  void AddSchemes(const ResourcesByName<SchemeContents>& schemes,
                  const CatalogSnapshot& previous,
                  const std::vector<absl::string_view>& changed);
  CompiledScheme CompileScheme(
      const std::shared_ptr<const SchemeContents>& contents,
      const CompiledScheme* before, const TakeOver& take_over);

  std::shared_ptr<const CatalogWords> words_;
  std::shared_ptr<const AttributeDictionary> dictionary_;
  std::vector<std::string> dictionary_defects_;
  std::shared_ptr<const DatedReferences> dated_references_;
  std::shared_ptr<const ResourcesByName<scheme_catalog::v1::Department>>
      departments_;
  SchemeList schemes_;
  SchemeNumbers numbers_;
  // The numbers of schemes with versions that can't be evaluated.
  std::vector<size_t> defective_schemes_;
  size_t compiled_anew_ = 0;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_SNAPSHOT_H_
