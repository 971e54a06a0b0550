// A whole scheme in plain words.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_STORY_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_STORY_H_

#include <map>
#include <string>
#include <vector>

#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "services/sangamctl/scheme_file/story_words.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// All that the telling needs.
struct StoryMaterial {
  // Empty if it is not known.
  scheme_catalog::v1::Scheme scheme;
  scheme_catalog::v1::SchemeVersion version;
  AttributeWords attributes;
  // Titles of departments and other schemes, by name.
  std::map<std::string, std::string> titles;
  // What expressions mean, line by line. One that is not there is shown as it
  // is.
  std::map<std::string, std::vector<std::string>> meanings;
};

// Every expression of the version, each once.
std::vector<std::string> ExpressionsOf(
    const scheme_catalog::v1::SchemeVersion& version);

// Title, department, dates and state; conditions, each with the meaning of its
// expression; benefits; who pays; relations; when, where and with what to
// apply; who wrote, submitted and published it.
std::string DrawStory(StoryMaterial material, const Words& words,
                      const Layout& layout);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_SCHEME_STORY_H_
