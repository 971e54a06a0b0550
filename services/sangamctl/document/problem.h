// What is wrong with a file, and where.
#ifndef SANGAM_SERVICES_SANGAMCTL_DOCUMENT_PROBLEM_H_
#define SANGAM_SERVICES_SANGAMCTL_DOCUMENT_PROBLEM_H_

#include <string>
#include <vector>

namespace sangam::sangamctl {

// A place in a text file, both counted from 1; columns count characters, not
// bytes.
struct TextPosition {
  int line = 1;
  int column = 1;
  bool operator==(const TextPosition&) const = default;
};

// One mistake, as a sentence for the person who wrote the file.
struct Problem {
  std::string file;
  TextPosition position;
  std::string message;
  // The text of that line, to be shown with a caret; empty where it is not
  // known.
  std::string line = {};
};

using Problems = std::vector<Problem>;

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_DOCUMENT_PROBLEM_H_
