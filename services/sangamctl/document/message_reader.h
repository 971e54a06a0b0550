// YAML to protobuf messages, by reflection.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_MESSAGE_READER_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_MESSAGE_READER_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/document/yaml_tree.h"

namespace sangam::sangamctl {

// Where each field of a message was written, by path ("conditions[2].id").
using FieldPositions = absl::flat_hash_map<std::string, TextPosition>;

// Values that aliases may repeat in one document. Enough for any honest file,
// far too few for one that means to fill the memory.
inline constexpr int kMaxAliasedValues = 10'000;

// Fills `message` from `document`, which holds the message in protobuf's JSON
// mapping, written as YAML. Beyond that mapping it also reads a
// google.type.Date as the text 2013-04-01 and an enum value without its prefix.
// Adds every mistake to `problems`, each with its place and field path;
// `message` is whole only if there was none. Any YAML is safe to read: the work
// is bounded by the size of the tree and kMaxAliasedValues.
void ReadMessage(const std::string& file, const YamlEdge& document,
                 google::protobuf::Message& message, FieldPositions& positions,
                 Problems& problems);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_MESSAGE_READER_H_
