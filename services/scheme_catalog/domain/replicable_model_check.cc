#include <algorithm>

#include "common/validation/code_format.h"
#include "common/validation/enum_value.h"
#include "common/validation/number.h"
#include "services/scheme_catalog/domain/guidance_check.h"
#include "services/scheme_catalog/domain/guidance_parts.h"

namespace sangam::scheme_catalog {
namespace {

void CheckCode(Violations& violations, const std::string& field,
               const std::string& code) {
  if (code.empty()) violations.Add(field, "is required: a code in capitals");
  CheckCapitalCode(violations, field, code);
}

// Whether all lists are short enough to be looked at.
bool CheckSizes(Violations& violations, const v1::ReplicableModel& model) {
  bool fits = true;
  for (const auto& [field, size] :
       {std::pair("prerequisites", model.prerequisites_size()),
        std::pair("revenue_sources", model.revenue_sources_size()),
        std::pair("needs", model.needs_size()),
        std::pair("roles", model.roles_size()),
        std::pair("warnings", model.warnings_size())}) {
    fits = CheckSize(violations, field, size, kMaxModelParts) && fits;
  }
  size_t bytes = model.applies_where().size();
  for (const auto& part : model.prerequisites()) {
    bytes += part.expression().size();
  }
  for (const auto& part : model.warnings()) {
    bytes += part.applies_where().size();
  }
  return CheckExpressionBytes(violations, "warnings", bytes) && fits;
}

template <typename Ids>
bool Has(const Ids& ids, const std::string& wanted) {
  return std::find(ids.begin(), ids.end(), wanted) != ids.end();
}

// What comes after what must be among the needs, and lead to no circle: a need
// may only come after those that stand before it in the list.
void CheckNeed(Violations& violations, const v1::ReplicableModel& model,
               int index, const std::vector<std::string>& earlier,
               const std::vector<std::string>& roles) {
  const v1::ModelNeed& need = model.needs(index);
  const std::string path = ElementPath("needs", index);
  CheckGuidancePart(violations, path, need);
  CheckCode(violations, absl::StrCat(path, ".head"), need.head());
  CheckCapitalCode(violations, absl::StrCat(path, ".value_chain_stage"),
                   need.value_chain_stage());
  if (need.has_cost_paise()) {
    CheckPaise(violations, absl::StrCat(path, ".cost_paise"),
               need.cost_paise());
  }
  for (int i = 0; i < need.after_size(); ++i) {
    if (Has(earlier, need.after(i))) continue;
    violations.Add(ElementPath(absl::StrCat(path, ".after"), i),
                   "must be the id of a need that stands before this one");
  }
  if (!need.owner_role().empty() && !Has(roles, need.owner_role())) {
    violations.Add(absl::StrCat(path, ".owner_role"),
                   "must be one of the roles");
  }
}

void CheckNeeds(Violations& violations, const v1::ReplicableModel& model) {
  if (model.needs().empty()) {
    violations.Add("needs", "is required: at least one need");
  }
  std::vector<std::string> roles;
  for (const v1::ModelRole& role : model.roles()) roles.push_back(role.role());
  std::vector<std::string> earlier;
  ShortNames ids;
  for (int i = 0; i < model.needs_size(); ++i) {
    ids.Check(violations, absl::StrCat(ElementPath("needs", i), ".id"),
              model.needs(i).id());
    CheckNeed(violations, model, i, earlier, roles);
    earlier.push_back(model.needs(i).id());
  }
}

void CheckRoles(Violations& violations, const v1::ReplicableModel& model) {
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < model.roles_size(); ++i) {
    const std::string path = ElementPath("roles", i);
    const std::string field = absl::StrCat(path, ".role");
    CheckCode(violations, field, model.roles(i).role());
    if (!seen.insert(model.roles(i).role()).second) {
      violations.Add(field, "is used twice");
    }
    CheckGuidancePart(violations, path, model.roles(i));
  }
}

void CheckIncome(Violations& violations, const v1::ReplicableModel& model) {
  if (model.revenue_sources().empty()) {
    violations.Add("revenue_sources", "is required: at least one source");
  }
  ShortNames ids;
  for (int i = 0; i < model.revenue_sources_size(); ++i) {
    const auto& source = model.revenue_sources(i);
    const std::string path = ElementPath("revenue_sources", i);
    ids.Check(violations, absl::StrCat(path, ".id"), source.id());
    CheckRequiredEnum(violations, absl::StrCat(path, ".kind"), source.kind());
    CheckGuidancePart(violations, path, source);
  }
}

void CheckRules(Violations& violations, const v1::ReplicableModel& model,
                RuleVocabulary& vocabulary) {
  if (model.applies_where().empty()) {
    violations.Add("applies_where", "is required: whom the model is for");
  }
  CheckOptionalCondition(violations, "applies_where", model.applies_where(),
                         vocabulary);
  ShortNames prerequisites;
  for (int i = 0; i < model.prerequisites_size(); ++i) {
    const auto& part = model.prerequisites(i);
    const std::string path = ElementPath("prerequisites", i);
    prerequisites.Check(violations, absl::StrCat(path, ".id"), part.id());
    CheckOptionalCondition(violations, absl::StrCat(path, ".expression"),
                           part.expression(), vocabulary);
    CheckGuidancePart(violations, path, part);
  }
  ShortNames warnings;
  for (int i = 0; i < model.warnings_size(); ++i) {
    const auto& part = model.warnings(i);
    const std::string path = ElementPath("warnings", i);
    warnings.Check(violations, absl::StrCat(path, ".id"), part.id());
    CheckOptionalCondition(violations, absl::StrCat(path, ".applies_where"),
                           part.applies_where(), vocabulary);
    CheckGuidancePart(violations, path, part);
  }
}

}  // namespace

absl::Status CheckGuidance(const v1::ReplicableModel& model,
                           RuleVocabulary& vocabulary) {
  Violations violations;
  CheckGuidanceHead(violations, "replicableModels", model);
  CheckRequiredName(violations, "department", model.department(),
                    {"departments"});
  CheckRequiredLocalizedText(violations, "description", model.description(),
                             kTextLength);
  CheckSchemeNames(violations, "schemes", model.schemes(), kMaxGuidanceSchemes);
  if (CheckSizes(violations, model)) {
    CheckRules(violations, model, vocabulary);
    CheckIncome(violations, model);
    CheckRoles(violations, model);
    CheckNeeds(violations, model);
  }
  return violations.ToStatus();
}

std::vector<NamedResource> ResourcesNamedIn(const v1::ReplicableModel& model) {
  std::vector<NamedResource> named = {{"department", model.department()}};
  for (int i = 0; i < model.schemes_size(); ++i) {
    named.push_back({ElementPath("schemes", i), model.schemes(i)});
  }
  return named;
}

bool Compiles(const v1::ReplicableModel& model,
              const AttributeDictionary& dictionary) {
  RuleVocabulary vocabulary(&dictionary);
  Violations ignored;
  CheckRules(ignored, model, vocabulary);
  return !vocabulary.faulty();
}

}  // namespace sangam::scheme_catalog
