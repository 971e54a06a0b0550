#include "common/rules/printer.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;

// How tightly a node binds; a child that binds no tighter than its place asks
// for is put in parentheses.
int Tightness(Kind kind) {
  switch (kind) {
    case Kind::kOr:
      return 0;
    case Kind::kAnd:
      return 1;
    case Kind::kCompare:
    case Kind::kIn:
      return 2;
    case Kind::kNot:
      return 3;
    default:
      return 4;
  }
}

void Print(const Expression& node, std::string* out);

void PrintChild(const Expression& child, int least_tightness,
                std::string* out) {
  const bool bare = Tightness(child.kind) >= least_tightness;
  if (!bare) out->push_back('(');
  Print(child, out);
  if (!bare) out->push_back(')');
}

void PrintJoined(const Expression& node, absl::string_view separator,
                 int least_tightness, std::string* out) {
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (i > 0) absl::StrAppend(out, separator);
    PrintChild(node.children[i], least_tightness, out);
  }
}

void Print(const Expression& node, std::string* out) {
  switch (node.kind) {
    case Kind::kNumber:
      absl::StrAppend(out, node.number);
      return;
    case Kind::kText:
      absl::StrAppend(out, Quoted(node.text));
      return;
    case Kind::kTruth:
      absl::StrAppend(out, node.truth ? "true" : "false");
      return;
    case Kind::kName:
      absl::StrAppend(out, node.text);
      return;
    case Kind::kList:
      out->push_back('[');
      PrintJoined(node, ", ", 0, out);
      out->push_back(']');
      return;
    case Kind::kCall:
      absl::StrAppend(out, node.text, "(");
      PrintJoined(node, ", ", 0, out);
      out->push_back(')');
      return;
    case Kind::kNot:
      out->push_back('!');
      PrintJoined(node, "", 3, out);
      return;
    case Kind::kAnd:
      PrintJoined(node, " && ", 2, out);
      return;
    case Kind::kOr:
      PrintJoined(node, " || ", 1, out);
      return;
    case Kind::kCompare:
      PrintJoined(node, absl::StrCat(" ", Sign(node.comparison), " "), 3, out);
      return;
    case Kind::kIn:
      PrintJoined(node, " in ", 3, out);
      return;
  }
}

}  // namespace

std::string ToText(const Expression& expression) {
  std::string out;
  Print(expression, &out);
  return out;
}

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      absl::StrAppendFormat(&out, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
  return out;
}

}  // namespace sangam::rules
