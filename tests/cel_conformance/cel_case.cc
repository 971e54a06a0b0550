#include "tests/cel_conformance/cel_case.h"

namespace sangam::cel_conformance {

std::vector<CelCase> ReadCases(std::istream& lines) {
  std::vector<CelCase> cases;
  std::string line;
  while (std::getline(lines, line)) {
    const nlohmann::json json = nlohmann::json::parse(line);
    CelCase& next = cases.emplace_back();
    next.file = json.at("file");
    next.name = json.at("name");
    next.expression = json.at("expression");
    next.tree = json.at("tree");
    next.checked_tree = json.at("checkedTree");
    next.type = json.at("type");
    next.refusal = json.at("refusal");
    next.value = json.at("value");
    next.fails = json.at("fails");
    next.container = json.at("container");
    for (const auto& [name, value] : json.at("bindings").items()) {
      next.bindings[name] = value;
    }
  }
  return cases;
}

}  // namespace sangam::cel_conformance
