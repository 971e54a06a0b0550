// What a catalogue consists of, as the matcher reads it.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_RESOURCES_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_RESOURCES_H_

#include <vector>

#include "sangam/scheme_catalog/v1/attribute.pb.h"
#include "sangam/scheme_catalog/v1/department.pb.h"
#include "sangam/scheme_catalog/v1/parameter.pb.h"
#include "sangam/scheme_catalog/v1/place_set.pb.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::matching {

// All resources of one state of the catalogue, in any order.
struct CatalogResources {
  std::vector<scheme_catalog::v1::Department> departments;
  std::vector<scheme_catalog::v1::Scheme> schemes;
  // In any state; those that were never published are passed over.
  std::vector<scheme_catalog::v1::SchemeVersion> versions;
  std::vector<scheme_catalog::v1::Attribute> attributes;
  std::vector<scheme_catalog::v1::Parameter> parameters;
  std::vector<scheme_catalog::v1::PlaceSet> place_sets;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_CATALOG_RESOURCES_H_
