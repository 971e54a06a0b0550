// A record as the filter of a list reads it.
#ifndef SANGAM_SERVICES_REGISTRY_LISTS_LISTED_RECORD_H_
#define SANGAM_SERVICES_REGISTRY_LISTS_LISTED_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "google/protobuf/message.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::registry {

// The words of filters of lists of `collection` ("groups"): the built-in
// attributes, and those of the record's own fields: parent and cluster of a
// group; group, cluster and affiliation of an enterprise; spv of a cluster.
// Lives until the program ends.
const AttributeDictionary& ListDictionary(absl::string_view collection);

// What a filter reads of one record. A value type.
struct ListedRecord {
  // The facts that the record itself holds or implies, and nothing that follows
  // from others: no roll-ups, no children, no benefits.
  type::v1::Profile profile;
  std::string place;
  std::string title;
  // kMembersNotKnown where it is not known.
  int64_t members;
};

// `record` is a group, an enterprise or a cluster.
ListedRecord ToListedRecord(const google::protobuf::Message& record);

}  // namespace sangam::registry

#endif  // SANGAM_SERVICES_REGISTRY_LISTS_LISTED_RECORD_H_
