#include "services/sangamctl/resource/resource_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/sangamctl/document/document_reader.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/document/source_text.h"
#include "services/sangamctl/document/value_place.h"

namespace sangam::sangamctl {
namespace {

namespace fs = std::filesystem;

// No line: the problem is with the file as a whole.
constexpr TextPosition kWholeFile = {0, 0};

bool IsYamlFile(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

void FindInFolder(const std::string& folder, std::vector<std::string>& files,
                  Problems& problems) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    std::error_code ignored;
    if (IsYamlFile(entry->path()) && !entry->is_directory(ignored)) {
      found.push_back(entry->path().string());
    }
  }
  if (error) {
    problems.push_back({folder, kWholeFile, error.message()});
  } else if (found.empty()) {
    problems.push_back(
        {folder, kWholeFile, "the folder holds no *.yaml or *.yml file"});
  }
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
}

const ResourceType* FindType(const std::string& file, const YamlEdge& document,
                             Problems& problems) {
  if (document.node->kind != YamlNode::Kind::kMapping) {
    problems.push_back({file, document.position,
                        "a document describes one resource, as a mapping that"
                        " starts with its name"});
    return nullptr;
  }
  const YamlEdge* name = FindEntry(*document.node, "name");
  if (name == nullptr || name->node->kind != YamlNode::Kind::kScalar) {
    problems.push_back(
        {file, document.position,
         "name: is missing; it says what the document describes, for example"
         " \"groups/umden-eri-society\""});
    return nullptr;
  }
  if (IsSchemeTestName(name->node->text)) return &SchemeTestType();
  const ResourceType* type = TypeOfName(name->node->text);
  if (type == nullptr) {
    const std::string collection =
        std::vector<std::string>(absl::StrSplit(name->node->text, '/')).front();
    std::vector<std::string> known = CollectionNames();
    std::erase(known, "scheme-versions");
    const std::string nearest = NearestName(collection, known);
    problems.push_back(
        {file, name->position,
         absl::StrCat(
             "name: \"", name->node->text.substr(0, 200),
             "\" is no name of a resource",
             nearest.empty() || nearest == collection
                 ? "; it must be like \"groups/...\" or"
                   " \"schemes/.../versions/...\""
                 : absl::StrCat("; did you mean \"", nearest, "/...\"?"))});
  }
  return type;
}

}  // namespace

TextPosition PositionOfField(const Resource& resource, std::string path) {
  while (true) {
    const auto found = resource.positions.find(path);
    if (found != resource.positions.end()) return found->second;
    const size_t end = path.find_last_of(".[");
    if (path.empty()) return {1, 1};
    path.resize(end == std::string::npos ? 0 : end);
  }
}

TextPosition PositionInField(const Resource& resource, const std::string& path,
                             absl::string_view value, TextPosition part) {
  TextPosition field = PositionOfField(resource, path);
  // Only the place of the field itself leads to its value.
  if (resource.source == nullptr || !resource.positions.contains(path)) {
    return field;
  }
  return PlaceInValue(*resource.source, field, value, part).value_or(field);
}

std::vector<std::string> FindFiles(const std::vector<std::string>& paths,
                                   Problems& problems) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") {
      files.push_back(path);
    } else if (fs::is_directory(path, error)) {
      FindInFolder(path, files, problems);
    } else if (fs::exists(path, error)) {
      files.push_back(path);
    } else {
      problems.push_back({path, kWholeFile, "no such file or folder"});
    }
  }
  absl::flat_hash_set<std::string> seen;
  std::vector<std::string> unique;
  for (const std::string& file : files) {
    std::error_code error;
    const std::string key =
        file == "-" ? file : fs::weakly_canonical(file, error).string();
    if (seen.insert(key).second) unique.push_back(file);
  }
  return unique;
}

std::string ReadFile(const std::string& file, std::istream& standard_input,
                     Problems& problems) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) {
      problems.push_back({file, kWholeFile, "can't be opened for reading"});
      return "";
    }
  }
  std::istream& stream = file == "-" ? standard_input : opened;
  // One byte more than is allowed shows that a file is too large.
  std::string text(kMaxFileBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(stream.gcount()));
  if (stream.bad() || (text.empty() && !stream.eof())) {
    problems.push_back({file, kWholeFile, "can't be read"});
    return "";
  }
  text.shrink_to_fit();
  return text;
}

void ReadResources(const std::string& file, std::string text,
                   std::vector<Resource>& resources, Problems& problems) {
  const auto source = std::make_shared<const SourceText>(file, std::move(text));
  const size_t first = problems.size();
  for (const YamlEdge& document : ReadDocuments(*source, problems)) {
    const ResourceType* type = FindType(file, document, problems);
    if (type == nullptr) continue;
    Resource resource;
    resource.type = type;
    resource.name = FindEntry(*document.node, "name")->node->text;
    resource.message.reset(type->prototype->New());
    resource.file = file;
    resource.source = source;
    const size_t before = problems.size();
    ReadMessage(file, document, *resource.message, resource.positions,
                problems);
    resource.faulty = problems.size() > before;
    resources.push_back(std::move(resource));
  }
  QuoteLines(*source, first, problems);
}

void CheckNamesAreUnique(const std::vector<Resource>& resources,
                         Problems& problems) {
  absl::flat_hash_map<std::string, const Resource*> first_by_name;
  for (const Resource& resource : resources) {
    const auto [first, is_new] =
        first_by_name.insert({resource.name, &resource});
    if (is_new) continue;
    const TextPosition at = PositionOfField(*first->second, "name");
    problems.push_back(
        {resource.file, PositionOfField(resource, "name"),
         absl::StrCat("name: \"", resource.name, "\" is described already at ",
                      first->second->file, ":", at.line)});
    if (resource.source != nullptr) {
      problems.back().line =
          resource.source->LineAt(problems.back().position.line);
    }
  }
}

}  // namespace sangam::sangamctl
