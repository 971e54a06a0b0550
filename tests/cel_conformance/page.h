// The page that tells what was run and what was not.
#ifndef SANGAM_TESTS_CEL_CONFORMANCE_PAGE_H_
#define SANGAM_TESTS_CEL_CONFORMANCE_PAGE_H_

#include <map>
#include <string>
#include <vector>

namespace sangam::cel_conformance {

// One file of cases, counted.
struct FileCount {
  int total = 0;
  // Within the language, by what is expected.
  int values = 0;
  int errors = 0;
  int types = 0;
  int refusals = 0;
  int passed = 0;
  // Outside it, by reason.
  std::map<std::string, int> excluded;

  int within() const { return values + errors + types + refusals; }
};

// All that the page says.
struct Summary {
  std::map<std::string, FileCount> files;
  // Cases within the language that fail: "file name: difference".
  std::vector<std::string> failures;
  // By reason, the cases that are left out for no whole type or construct.
  std::map<std::string, std::vector<std::string>> named_exclusions;
  // Outside by the rules above, yet accepted by our compiler, with CEL's value.
  std::vector<std::string> accepted_outside;
};

// The page, in Markdown.
std::string Page(const Summary& summary);

}  // namespace sangam::cel_conformance

#endif  // SANGAM_TESTS_CEL_CONFORMANCE_PAGE_H_
