#include "services/matching/catalog/compiled_readiness_rule.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/rules/recorded_value.h"

namespace sangam::matching {
namespace {

OptionalRule CompileIn(absl::string_view where, const std::string& expression,
                       const AttributeDictionary& dictionary,
                       std::string* defect) {
  auto rule = Rule::Compile(expression, dictionary);
  if (rule.ok()) return *std::move(rule);
  if (defect->empty()) {
    *defect = absl::StrCat(where, ": ", rule.status().message());
  }
  return absl::nullopt;
}

}  // namespace

bool CompiledReadinessRule::IsInForceOn(absl::CivilDay day) const {
  return (!effective_from || *effective_from <= day) &&
         (!effective_until || day <= *effective_until);
}

std::shared_ptr<const CompiledReadinessRule> CompileReadinessRule(
    std::shared_ptr<const scheme_catalog::v1::ReadinessRule> rule,
    const AttributeDictionary& dictionary) {
  auto compiled = std::make_shared<CompiledReadinessRule>();
  if (rule->has_effective_from()) {
    compiled->effective_from = rules::DayOf(rule->effective_from());
  }
  if (rule->has_effective_until()) {
    compiled->effective_until = rules::DayOf(rule->effective_until());
  }
  if (!rule->applies_where().empty()) {
    compiled->applies_where = CompileIn("applies_where", rule->applies_where(),
                                        dictionary, &compiled->defect);
  }
  for (const scheme_catalog::v1::ReadinessNorm& norm : rule->norms()) {
    CompiledNorm& made = compiled->norms.emplace_back();
    if (norm.expression().empty()) continue;
    made.rule = CompileIn(absl::StrCat("norm ", norm.id()), norm.expression(),
                          dictionary, &compiled->defect);
    if (made.rule)
      made.child_tests = ChildTestsOf(norm.expression(), dictionary);
  }
  if (!compiled->defect.empty()) {
    for (CompiledNorm& norm : compiled->norms) norm = CompiledNorm();
  }
  compiled->source = std::move(rule);
  return compiled;
}

}  // namespace sangam::matching
