#include "tests/cel_conformance/debug_tree.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace sangam::cel_conformance {
namespace {

constexpr absl::string_view kFieldTest = "~test-only~";
constexpr absl::string_view kKind = "#*expr.";

bool IsNamePart(char c) {
  return absl::ascii_isalnum(c) || c == '_' || c == '.' || c == '@';
}

// Only the names of messages have points.
bool IsMessage(absl::string_view type) {
  return absl::StartsWith(type, "google.") || absl::StartsWith(type, "cel.");
}

// One pass over the text. A node is printed as its head, then `~type`, then
// `^reference` for a name or a call; unchecked trees have `^#*expr.Kind#`.
class Reader {
 public:
  explicit Reader(absl::string_view tree) : tree_(tree) {}

  TreeParts Read() {
    while (at_ < tree_.size()) {
      const absl::string_view rest = tree_.substr(at_);
      if (rest[0] == '"') {
        SkipText();
      } else if (absl::StartsWith(rest, "// ")) {
        ReadComment();
      } else if (absl::StartsWith(rest, kFieldTest)) {
        parts_.field_test = true;
        at_ += kFieldTest.size();
      } else if (absl::StartsWith(rest, "^#*expr.")) {
        ReadKind();
      } else if (rest[0] == '~') {
        ReadType();
      } else if (rest[0] == '(') {
        ReadCall();
      } else {
        ++at_;
      }
    }
    return parts_;
  }

 private:
  void SkipText() {
    for (++at_; at_ < tree_.size() && tree_[at_] != '"'; ++at_) {
      if (tree_[at_] == '\\') ++at_;
    }
    ++at_;
  }

  // A comment says what the next line of an expanded macro is.
  void ReadComment() {
    const size_t end = tree_.find('\n', at_);
    const bool variable = tree_.substr(at_, end - at_) == "// Variable";
    at_ = end == tree_.npos ? tree_.size() : end;
    if (!variable) return;
    const size_t comma = tree_.find(',', at_);
    const absl::string_view name =
        absl::StripAsciiWhitespace(tree_.substr(at_, comma - at_));
    if (name == "#unused") parts_.binding = true;
    bound_.insert(std::string(name));
    at_ = comma;
  }

  // What stands before `end`, back to a blank, comma, bracket or mark.
  absl::string_view HeadBefore(size_t end) const {
    size_t start = end;
    while (start > 0 && !absl::ascii_isspace(tree_[start - 1]) &&
           !absl::StrContains(",()[]{}#^~\"", tree_.substr(start - 1, 1))) {
      --start;
    }
    return tree_.substr(start, end - start);
  }

  void ReadKind() {
    const absl::string_view head = HeadBefore(at_);
    at_ += 1 + kKind.size();
    const size_t end = tree_.find('#', at_);
    if (tree_.substr(at_, end - at_) == "Expr_IdentExpr") AddVariable(head, "");
    parts_.kinds.insert(std::string(tree_.substr(at_, end - at_)));
    at_ = end + 1;
  }

  void ReadCall() {
    size_t end = at_++;
    // The operators' printed names hold brackets and blanks of their own.
    if (absl::EndsWith(tree_.substr(0, end), "_[_]")) {
      parts_.functions.insert("_[_]");
      return;
    }
    absl::string_view name = HeadBefore(end);
    absl::ConsumePrefix(&name, ".");
    if (name == "__comprehension__") {
      parts_.comprehension = true;
    } else if (!name.empty()) {
      parts_.functions.insert(std::string(name));
    }
  }

  // Up to a type's arguments or its end. A method that is called on a literal
  // follows the type after a point: "string.startsWith(".
  void ReadTypeName() {
    const size_t start = at_;
    while (at_ < tree_.size() && IsNamePart(tree_[at_])) ++at_;
    const absl::string_view name = tree_.substr(start, at_ - start);
    if (IsMessage(name)) {
      if (at_ < tree_.size() && tree_[at_] == '(')
        at_ = start + name.rfind('.');
    } else {
      at_ = start + std::min(name.find('.'), name.size());
    }
  }

  void ReadType() {
    const size_t head_end = at_++;
    const size_t start = at_;
    ReadTypeName();
    if (at_ < tree_.size() && tree_[at_] == '(') {
      int depth = 0;
      do {
        depth += tree_[at_] == '(' ? 1 : tree_[at_] == ')' ? -1 : 0;
        ++at_;
      } while (depth > 0);
    }
    const std::string type(tree_.substr(start, at_ - start));
    const absl::string_view before = tree_.substr(0, head_end);
    // The empty list has no element type of its own: it suits any list.
    if (!absl::EndsWith(before, "[]")) parts_.types.insert(type);
    if (at_ < tree_.size() && tree_[at_] == '^') {
      ++at_;
      ReadReference(before, head_end, type);
    }
  }

  void AddVariable(absl::string_view name, const std::string& type) {
    // cel-go's own variables begin with @.
    if (name.empty() || name[0] == '@') return;
    if (bound_.count(std::string(name)) == 0) {
      parts_.variables[std::string(name)] = type;
    }
  }

  void ReadReference(absl::string_view before, size_t head_end,
                     const std::string& type) {
    const absl::string_view head = HeadBefore(head_end);
    const absl::string_view rest = tree_.substr(at_);
    if (absl::EndsWith(before, ")") || absl::EndsWith(before, "}")) {
      size_t size = 0;
      while (size < rest.size() &&
             (IsNamePart(rest[size]) || rest[size] == '|'))
        ++size;
      // A call on what this call gave follows after a point.
      size = rest[0] == '@' ? size : std::min(size, rest.find('.'));
      for (absl::string_view overload :
           absl::StrSplit(rest.substr(0, size), '|', absl::SkipEmpty())) {
        parts_.overloads.insert(std::string(overload));
      }
      at_ += size;
    } else if (absl::StartsWith(rest, head)) {
      at_ += head.size();
      AddVariable(head, type);
    } else {
      while (at_ < tree_.size() && IsNamePart(tree_[at_])) ++at_;
    }
  }

  absl::string_view tree_;
  size_t at_ = 0;
  TreeParts parts_;
  std::set<std::string> bound_;
};

}  // namespace

TreeParts ReadTree(absl::string_view tree) { return Reader(tree).Read(); }

}  // namespace sangam::cel_conformance
