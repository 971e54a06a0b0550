#include "tests/cel_conformance/subset.h"

#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace sangam::cel_conformance {
namespace {

const absl::flat_hash_set<std::string>& OurTypes() {
  static const auto* const kTypes = new absl::flat_hash_set<std::string>{
      "int", "bool", "string", "list(int)", "list(bool)", "list(string)"};
  return *kTypes;
}

const absl::flat_hash_set<std::string>& OurOverloads() {
  static const auto* const kOverloads = new absl::flat_hash_set<std::string>{
      "add_int64", "subtract_int64", "multiply_int64", "divide_int64",
      "modulo_int64", "negate_int64", "equals", "not_equals", "less_int64",
      "less_equals_int64", "greater_int64", "greater_equals_int64",
      "less_string", "less_equals_string", "greater_string",
      "greater_equals_string", "less_bool", "less_equals_bool", "greater_bool",
      "greater_equals_bool", "logical_and", "logical_or", "logical_not",
      "conditional", "in_list", "size_string", "size_list", "list_size",
      "string_size", "contains_string", "starts_with_string",
      "ends_with_string", "add_string", "add_list",
      // What macros are expanded to.
      "not_strictly_false"};
  return *kOverloads;
}

const absl::flat_hash_set<std::string>& OurFunctions() {
  static const auto* const kFunctions = new absl::flat_hash_set<std::string>{
      "_+_",        "_-_",     "_*_",  "_/_",      "_%_",
      "-_",         "_==_",    "_!=_", "_<_",      "_<=_",
      "_>_",        "_>=_",    "_&&_", "_||_",     "!_",
      "_?_:_",      "@in",     "size", "contains", "@not_strictly_false",
      "startsWith", "endsWith"};
  return *kFunctions;
}

// Every tree is looked at for the first of these that it holds.
constexpr std::pair<absl::string_view, absl::string_view> kTypeReasons[] = {
    {"optional_type", "optional values"},
    {"timestamp", "timestamps and durations (ours are dates)"},
    {"duration", "timestamps and durations (ours are dates)"},
    {"google.", "messages"},
    {"cel.expr.", "messages"},
    {"wrapper", "messages"},
    {"any", "messages"},
    {"map(", "maps"},
    {"uint", "unsigned integers"},
    {"double", "floating-point numbers"},
    {"bytes", "bytes"},
    {"null", "null"},
    {"type(", "types as values"},
    {"set(", "abstract types"},
    {"tuple(", "abstract types"},
    {"list(list", "lists of lists"},
    {"list(", "lists of mixed types"},
    {"dyn", "dynamic types"},
};

constexpr std::pair<absl::string_view, absl::string_view> kKindReasons[] = {
    {"Expr_StructExpr", "maps and messages"},
    {"Constant_Uint64Value", "unsigned integers"},
    {"Constant_DoubleValue", "floating-point numbers"},
    {"Constant_BytesValue", "bytes"},
    {"Constant_NullValue", "null"},
};

constexpr char kIndexing[] = "indexing";
constexpr char kMatches[] = "regular expressions (matches)";
constexpr char kConversions[] = "type conversions";
constexpr char kExtensions[] =
    "functions that the language has not (CEL's extensions, unknown ones)";
constexpr char kFieldTest[] = "has() of a message's or a map's field";

std::string FunctionReason(absl::string_view name) {
  if (absl::StartsWith(name, "google.")) return "messages";
  if (absl::StartsWith(name, "index_") || name == "_[_]") return kIndexing;
  if (absl::StartsWith(name, "matches")) return kMatches;
  if (absl::StrContains(name, "_to_") || name == "type" || name == "dyn" ||
      name == "int" || name == "uint" || name == "double" || name == "string" ||
      name == "bytes" || name == "bool")
    return kConversions;
  return kExtensions;
}

// Why the tree is not one of ours; empty: it is.
std::string ReasonOf(const TreeParts& parts) {
  // Empty lists alone: their elements have no type to be mixed.
  const bool only_empty_lists =
      parts.types == std::set<std::string>{"list(dyn)"} &&
      parts.variables.empty();
  const auto is_ours = [&](const std::string& type) {
    return only_empty_lists || OurTypes().contains(type);
  };
  for (const auto& [mark, reason] : kTypeReasons) {
    for (const std::string& type : parts.types) {
      if (is_ours(type)) continue;
      if (absl::StrContains(type, mark)) return std::string(reason);
    }
  }
  for (const auto& [kind, reason] : kKindReasons) {
    if (parts.kinds.count(std::string(kind)) > 0) return std::string(reason);
  }
  if (parts.binding) return kExtensions;
  if (parts.field_test) return kFieldTest;
  for (const std::string& overload : parts.overloads) {
    if (!OurOverloads().contains(overload)) return FunctionReason(overload);
  }
  if (parts.types.empty()) {
    for (const std::string& function : parts.functions) {
      if (!OurFunctions().contains(function)) return FunctionReason(function);
    }
  }
  for (const std::string& type : parts.types) {
    if (!is_ours(type)) return "messages";
  }
  for (const auto& [name, type] : parts.variables) {
    if (type == "list(int)" || type == "list(bool)")
      return "variables that hold lists of numbers or of truths";
  }
  return "";
}

bool IsBoundAsDeclared(const CelCase& cel_case, const TreeParts& parts) {
  for (const auto& [name, type] : parts.variables) {
    const auto bound = cel_case.bindings.find(name);
    if (bound == cel_case.bindings.end()) continue;
    const char* key = type == "int"      ? "int64Value"
                      : type == "bool"   ? "boolValue"
                      : type == "string" ? "stringValue"
                                         : "listValue";
    if (!bound->second.contains(key)) return false;
  }
  return true;
}

Classification Outside(absl::string_view reason) {
  return {Expectation::kNothing, std::string(reason)};
}

// Where a variable's full name is not in the text, the container gave its
// beginning. Of messages that leaves enumeration constants.
std::string ContainerReasonOf(const CelCase& cel_case, const TreeParts& parts) {
  for (const auto& [name, type] : parts.variables) {
    if (absl::StartsWith(name, "cel.") || absl::StartsWith(name, "google."))
      return "constants of enumerations";
    if (!absl::StrContains(cel_case.expression, name)) return kContainerReason;
  }
  return "";
}

bool StatesResult(const CelCase& cel_case) {
  return cel_case.fails || !cel_case.value.is_null();
}

// cel-go's parser, as it made the trees, refuses the text.
Classification ClassifyWithoutTree(const CelCase& cel_case) {
  // Parentheses around 7: cel-go is told to stop before CEL's own least limit.
  if (cel_case.file == "conformance/parse" && cel_case.name == "nest/parens")
    return {Expectation::kValue, ""};
  if (absl::StrContains(cel_case.refusal, "recursion") ||
      absl::StrContains(cel_case.refusal, "exceeds limit"))
    return Outside(kLimitReason);
  if (absl::StrContains(cel_case.refusal, "unsupported syntax"))
    return Outside("optional values and quoted field names");
  if (StatesResult(cel_case)) return Outside(kExtensions);
  return {Expectation::kRefused, ""};
}

}  // namespace

Classification Classify(const CelCase& cel_case, const TreeParts& parts) {
  if (cel_case.tree.empty()) return ClassifyWithoutTree(cel_case);
  const std::string reason = ReasonOf(parts);
  if (!reason.empty()) return Outside(reason);
  if (cel_case.checked_tree.empty()) {
    if (StatesResult(cel_case)) return Outside(kUncheckedReason);
    const bool undeclared =
        absl::StrContains(cel_case.refusal, "undeclared reference");
    if (!undeclared && !parts.variables.empty())
      return Outside(kUndeclaredReason);
    return {undeclared ? Expectation::kParses : Expectation::kRefused, ""};
  }
  const std::string container = ContainerReasonOf(cel_case, parts);
  if (!container.empty()) return Outside(container);
  if (!IsBoundAsDeclared(cel_case, parts)) return Outside(kBindingReason);
  if (cel_case.fails) return {Expectation::kError, ""};
  if (!cel_case.value.is_null()) return {Expectation::kValue, ""};
  return {Expectation::kType, ""};
}

}  // namespace sangam::cel_conformance
