// The resources that files describe.
#ifndef SANGAM_SERVICES_SANGAMCTL_RESOURCE_RESOURCE_FILES_H_
#define SANGAM_SERVICES_SANGAMCTL_RESOURCE_RESOURCE_FILES_H_

#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/document/message_reader.h"
#include "services/sangamctl/document/problem.h"
#include "services/sangamctl/document/source_text.h"
#include "services/sangamctl/resource/resource_type.h"

namespace sangam::sangamctl {

// One resource and where it was written.
struct Resource {
  const ResourceType* type = nullptr;
  std::string name;
  std::unique_ptr<google::protobuf::Message> message;
  std::string file;
  FieldPositions positions;
  // The text of the file, shared by all that it describes.
  std::shared_ptr<const SourceText> source;
  // Some of it could not be read.
  bool faulty = false;
};

// The place of a field ("profile.members"), or of the nearest field around it.
TextPosition PositionOfField(const Resource& resource, std::string path);

// The place in the file of a part of the text `value` of a field, such as what
// is wrong in an expression; the field's place where it can't be told.
TextPosition PositionInField(const Resource& resource, const std::string& path,
                             absl::string_view value, TextPosition part);

// The files that `paths` stand for: a file is itself, "-" standard input, a
// folder every *.yaml and *.yml in it and below, sorted by path. A file named
// twice is listed once. Links to folders are not followed.
std::vector<std::string> FindFiles(const std::vector<std::string>& paths,
                                   Problems& problems);

// The text of a file, or of `standard_input` for "-"; empty, with a problem, if
// it can't be read or exceeds kMaxFileBytes.
std::string ReadFile(const std::string& file, std::istream& standard_input,
                     Problems& problems);

// Adds the resources in `text`, and the tests of schemes, to `resources`, and
// every mistake to `problems`.
void ReadResources(const std::string& file, std::string text,
                   std::vector<Resource>& resources, Problems& problems);

// Adds a problem for every name that is described more than once.
void CheckNamesAreUnique(const std::vector<Resource>& resources,
                         Problems& problems);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_RESOURCE_RESOURCE_FILES_H_
