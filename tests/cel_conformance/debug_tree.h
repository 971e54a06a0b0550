// Reads the trees that cel-go's debug printer writes, as far as it takes to
// tell which types, names and functions an expression uses.
#ifndef SANGAM_TESTS_CEL_CONFORMANCE_DEBUG_TREE_H_
#define SANGAM_TESTS_CEL_CONFORMANCE_DEBUG_TREE_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::cel_conformance {

// What one tree uses.
struct TreeParts {
  // Types as printed ("int", "list(string)"), of every node but the empty list.
  std::set<std::string> types;
  // Overloads of functions and operators: "add_int64". Of a checked tree only.
  std::set<std::string> overloads;
  // Variables that are not a macro's own, and their types, which only a checked
  // tree has. A checked tree has them by their full names.
  std::map<std::string, std::string> variables;
  // Functions and operators as called: "_+_", "size".
  std::set<std::string> functions;
  // Kinds of nodes: "Constant_DoubleValue". Of an unchecked tree only.
  std::set<std::string> kinds;
  // Expanded macros: exists, all, exists_one, filter, map.
  bool comprehension = false;
  // cel.bind, which is an extension.
  bool binding = false;
  bool field_test = false;
};

TreeParts ReadTree(absl::string_view tree);

}  // namespace sangam::cel_conformance

#endif  // SANGAM_TESTS_CEL_CONFORMANCE_DEBUG_TREE_H_
