// Which pairs of a filter and an order of lists an index serves.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_DECLARED_LISTS_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_DECLARED_LISTS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/registry/lists/list_order.h"

namespace sangam::registry {

// How an index finds what a condition holds for.
enum class ListPath {
  // Nothing is asked: one stream of the index for each class, merged in the
  // order asked for.
  kAll,
  // Lists are divided by this attribute: one stream of the index for each
  // value.
  kClass,
  // By the area (district, else state) that a place lies in, or is: one stream
  // for each area and class. Of a finer place that holds few records, these are
  // looked up and sorted; of one that holds more, the streams of its district
  // are read, and the place is looked at in the index's rows.
  kArea,
  // A range of the index by members, in that order.
  kMembers,
  // Who refers to this resource: looked up and sorted.
  kReference,
};

// One row of the declaration: in lists of `collection`, a condition of the form
// `shape` is served by `path` in each of `orders`, up and down, alone and
// joined by && with others of these in the orders that all of them have.
struct DeclaredFilter {
  absl::string_view collection;
  // The attribute that is tested; empty where nothing is asked.
  absl::string_view attribute;
  // What the condition looks like; K, N and P are constants.
  absl::string_view shape;
  ListPath path;
  absl::Span<const ListOrder::By> orders;
};

// The declaration. Any other condition is put to the rows that these leave, or
// to all, a bounded number a page; and so is one of these in an order that it
// does not have, to rows of the index.
const std::vector<DeclaredFilter>& DeclaredFilters();

// The row of an attribute; null where there is none.
const DeclaredFilter* FindDeclaredFilter(absl::string_view collection,
                                         absl::string_view attribute);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_DECLARED_LISTS_H_
