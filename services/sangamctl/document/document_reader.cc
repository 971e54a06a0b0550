#include "services/sangamctl/document/document_reader.h"

#include <utility>

#include "services/sangamctl/document/message_reader.h"
#include "services/sangamctl/document/source_text.h"

namespace sangam::sangamctl {

std::vector<YamlEdge> ReadDocuments(const std::string& file, std::string text,
                                    Problems& problems) {
  return ReadDocuments(SourceText(file, std::move(text)), problems);
}

std::vector<YamlEdge> ReadDocuments(const SourceText& source,
                                    Problems& problems) {
  if (absl::optional<Problem> fault = source.FirstFault()) {
    problems.push_back(*std::move(fault));
    return {};
  }
  return ReadYaml(source, problems);
}

void ReadSingleMessage(const std::string& file, std::string text,
                       google::protobuf::Message& message, Problems& problems) {
  const size_t before = problems.size();
  const SourceText source(file, std::move(text));
  const std::vector<YamlEdge> documents = ReadDocuments(source, problems);
  if (problems.size() > before) return QuoteLines(source, before, problems);
  if (documents.empty()) {
    problems.push_back({file, {}, "the file holds no document"});
  } else if (documents.size() > 1) {
    problems.push_back({file, documents[1].position,
                        "a second document; this file must hold one only"});
  } else {
    FieldPositions positions;
    ReadMessage(file, documents.front(), message, positions, problems);
  }
  QuoteLines(source, before, problems);
}

const YamlEdge* FindEntry(const YamlNode& mapping, const std::string& key) {
  for (const auto& [entry_key, value] : mapping.entries) {
    if (entry_key.node->kind == YamlNode::Kind::kScalar &&
        entry_key.node->text == key) {
      return &value;
    }
  }
  return nullptr;
}

}  // namespace sangam::sangamctl
