// One file of messages, from bytes to checked messages.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_DOCUMENT_READER_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_DOCUMENT_READER_H_

#include <string>

#include "absl/types/optional.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/document/source_text.h"
#include "services/sangamctl/document/yaml_tree.h"

namespace sangam::sangamctl {

// The documents of a file, or problems.
std::vector<YamlEdge> ReadDocuments(const SourceText& source,
                                    Problems& problems);
std::vector<YamlEdge> ReadDocuments(const std::string& file, std::string text,
                                    Problems& problems);

// Reads a file that holds exactly one document into `message`. Adds to
// `problems` whatever is wrong.
void ReadSingleMessage(const std::string& file, std::string text,
                       google::protobuf::Message& message, Problems& problems);

// The entry of a mapping with this key; null if there is none.
const YamlEdge* FindEntry(const YamlNode& mapping, const std::string& key);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_DOCUMENT_READER_H_
