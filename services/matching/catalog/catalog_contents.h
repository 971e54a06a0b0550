// What a catalogue consists of, each resource held once however many states of
// the catalogue have it.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_CONTENTS_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_CONTENTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::matching {

// Resources of one kind. Two are equal where they hold the very same objects,
// which takes no look at what these say; so for all that is below.
template <typename Resource>
using ResourcesByName =
    absl::btree_map<std::string, std::shared_ptr<const Resource>>;

// A scheme and its published versions.
struct SchemeContents {
  // Null where versions came before their scheme.
  std::shared_ptr<const scheme_catalog::v1::Scheme> scheme;
  // By name.
  std::vector<std::shared_ptr<const scheme_catalog::v1::SchemeVersion>>
      versions;

  friend bool operator==(const SchemeContents&,
                         const SchemeContents&) = default;
};

// What the words of the eligibility language are made of.
struct CatalogWords {
  ResourcesByName<scheme_catalog::v1::Attribute> attributes;
  ResourcesByName<scheme_catalog::v1::Parameter> parameters;
  ResourcesByName<scheme_catalog::v1::PlaceSet> place_sets;

  friend bool operator==(const CatalogWords&, const CatalogWords&) = default;
};

// One state of the catalogue, as far as the matcher reads it. A value; for one
// thread at a time. Copies share the resources.
class CatalogContents {
 public:
  // Adds a resource or puts it in the place of the one of its name. Versions
  // that were never published are not kept.
  void Set(std::shared_ptr<const scheme_catalog::v1::Department> department);
  void Set(std::shared_ptr<const scheme_catalog::v1::Scheme> scheme);
  void Set(std::shared_ptr<const scheme_catalog::v1::SchemeVersion> version);
  void Set(std::shared_ptr<const scheme_catalog::v1::Attribute> attribute);
  void Set(std::shared_ptr<const scheme_catalog::v1::Parameter> parameter);
  void Set(std::shared_ptr<const scheme_catalog::v1::PlaceSet> place_set);

  // Takes the resource of this name out, if it is there.
  void Remove(const scheme_catalog::v1::Department& named);
  void Remove(const scheme_catalog::v1::Scheme& named);
  void Remove(const scheme_catalog::v1::SchemeVersion& named);
  void Remove(const scheme_catalog::v1::Attribute& named);
  void Remove(const scheme_catalog::v1::Parameter& named);
  void Remove(const scheme_catalog::v1::PlaceSet& named);

  const ResourcesByName<scheme_catalog::v1::Department>& departments() const {
    return departments_;
  }
  // By the name of the scheme.
  const ResourcesByName<SchemeContents>& schemes() const { return schemes_; }
  const CatalogWords& words() const { return words_; }

 private:
  // Puts `changed` in the place of the scheme's contents.
  void Replace(const std::string& scheme, SchemeContents changed);
  SchemeContents ContentsOf(const std::string& scheme) const;

  ResourcesByName<scheme_catalog::v1::Department> departments_;
  ResourcesByName<SchemeContents> schemes_;
  CatalogWords words_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_CONTENTS_H_
