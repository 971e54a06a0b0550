// One official conformance case of CEL.
#ifndef SANGAM_TESTS_CEL_CONFORMANCE_CEL_CASE_H_
#define SANGAM_TESTS_CEL_CONFORMANCE_CEL_CASE_H_

#include <istream>
#include <map>
#include <string>
#include <vector>

#include "nlohmann/json.hpp"

namespace sangam::cel_conformance {

// As flatten_cases.mjs prints it. Trees are those of cel-go's debug printer.
struct CelCase {
  // "conformance/logic", "parsing".
  std::string file;
  // The suites below the file and the case's own name: "AND/all_true".
  std::string name;
  std::string expression;
  // Empty: cel-go's parser refuses the text.
  std::string tree;
  // With types and overloads. Empty: cel-go's checker refuses the text.
  std::string checked_tree;
  std::string type;
  // The first line of what cel-go says against the text.
  std::string refusal;
  // As protobuf's JSON of cel.expr.Value; null: no value is stated.
  nlohmann::json value;
  // The case expects an evaluation error.
  bool fails = false;
  std::string container;
  // Values as above, by the names of variables.
  std::map<std::string, nlohmann::json> bindings;
};

// Reads the lines of flatten_cases.mjs. A malformed line ends the program.
std::vector<CelCase> ReadCases(std::istream& lines);

}  // namespace sangam::cel_conformance

#endif  // SANGAM_TESTS_CEL_CONFORMANCE_CEL_CASE_H_
