#include "services/matching/engine/rule_advice.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/rules/lexer.h"

namespace sangam::matching {
namespace {

// The names in the text as written, each once: the rule itself knows only the
// present names.
std::set<std::string> NamesIn(const std::string& text) {
  std::set<std::string> names;
  rules::Lexer lexer(text);
  while (true) {
    const auto lexeme = lexer.Next();
    if (!lexeme.ok() || lexeme->kind == rules::Lexeme::Kind::kEnd) return names;
    if (lexeme->kind != rules::Lexeme::Kind::kName) continue;
    names.insert(lexeme->text);
    // Within exists() and the like the attribute stands behind the name of the
    // child.
    const size_t dot = lexeme->text.find('.');
    if (dot != std::string::npos) names.insert(lexeme->text.substr(dot + 1));
  }
}

}  // namespace

std::vector<std::string> AdviceOn(const ValueRule& rule) {
  std::vector<std::string> advice;
  const std::set<std::string> written = NamesIn(rule.text());
  for (const std::string& name : rule.attribute_names()) {
    const AttributeInfo* info = rule.dictionary().Find(name);
    if (info == nullptr) continue;
    for (const std::string& former : info->former_names) {
      if (written.count(former) == 0) continue;
      advice.push_back(
          absl::StrCat("`", former, "` is now called `", info->name, "`"));
    }
  }
  for (const std::string& name : rule.deprecated_attributes()) {
    const AttributeInfo* info = rule.dictionary().Find(name);
    const std::string successor = info == nullptr ? "" : info->replaced_by;
    advice.push_back(successor.empty()
                         ? absl::StrCat("`", name, "` is deprecated")
                         : absl::StrCat("`", name, "` is deprecated; use `",
                                        successor, "`"));
  }
  return advice;
}

}  // namespace sangam::matching
