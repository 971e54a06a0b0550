// Which filters of lists an index serves.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_DECLARED_LISTS_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_DECLARED_LISTS_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::registry {

// How an index finds what a condition holds for.
enum class ListPath {
  // Lists are divided by this attribute: one stream of the index for each value
  // in each area, merged in the order asked for.
  kClass,
  // By the area (district, else state) that a place lies in, or is: one stream
  // for each area; what a finer place holds is looked up and sorted.
  kArea,
  // A range of the index by members. Where few records lie in it, they are
  // looked up and sorted; else the streams of the order asked for are read, and
  // the range is looked at in the index's rows.
  kMembers,
  // Who refers to this resource: looked up and sorted.
  kReference,
};

// One row of the declaration: in lists of `collection`, a condition of the form
// `shape` is served by `path`, in each of the four orders, up and down, alone
// and joined by && with any other condition.
struct DeclaredFilter {
  absl::string_view collection;
  // The attribute that is tested.
  absl::string_view attribute;
  // What the condition looks like; K, N and P are constants.
  absl::string_view shape;
  ListPath path;
};

// The declaration. Any other condition is put to the rows that these leave, or
// to all, a bounded number a page.
const std::vector<DeclaredFilter>& DeclaredFilters();

// The row of an attribute; null where there is none.
const DeclaredFilter* FindDeclaredFilter(absl::string_view collection,
                                         absl::string_view attribute);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_DECLARED_LISTS_H_
