#include "services/matching/catalog/guidance_catalog.h"

namespace sangam::matching {

std::shared_ptr<const GuidanceCatalog> GuidanceCatalog::Compile(
    std::shared_ptr<const CatalogSnapshot> snapshot,
    const GuidanceContents& contents, const GuidanceCatalog* previous) {
  std::shared_ptr<GuidanceCatalog> catalog(
      new GuidanceCatalog(std::move(snapshot), contents));
  const GuidanceCatalog* known =
      previous != nullptr && &previous->snapshot_->dictionary() ==
                                 &catalog->snapshot_->dictionary()
          ? previous
          : nullptr;
  for (const auto& [name, model] : contents.models) {
    catalog->AddRule(model->applies_where(), known);
    for (const auto& part : model->prerequisites()) {
      catalog->AddRule(part.expression(), known);
    }
    for (const auto& part : model->warnings()) {
      catalog->AddRule(part.applies_where(), known);
    }
  }
  for (const auto& [name, problem] : contents.problems) {
    catalog->AddRule(problem->recognised_where(), known);
    for (const auto& remedy : problem->remedies()) {
      catalog->AddRule(remedy.applies_where(), known);
    }
  }
  return catalog;
}

void GuidanceCatalog::AddRule(const std::string& expression,
                              const GuidanceCatalog* known) {
  if (expression.empty() || rules_.contains(expression)) return;
  if (known != nullptr) {
    if (const Rule* rule = known->RuleOf(expression)) {
      rules_.emplace(expression, *rule);
      return;
    }
  }
  auto rule = Rule::Compile(expression, snapshot_->dictionary());
  if (rule.ok()) rules_.emplace(expression, *std::move(rule));
}

const Rule* GuidanceCatalog::RuleOf(const std::string& expression) const {
  const auto found = rules_.find(expression);
  return found == rules_.end() ? nullptr : &found->second;
}

}  // namespace sangam::matching
