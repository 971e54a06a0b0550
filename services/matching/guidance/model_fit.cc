#include "services/matching/guidance/model_fit.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::ModelNeed;
using scheme_catalog::v1::ReplicableModel;

absl::Status CheckCosts(const v1::FitModelsRequest& request,
                        const ReplicableModel& model) {
  for (int i = 0; i < request.costs_size(); ++i) {
    const std::string& need = request.costs(i).need();
    std::vector<std::string> known;
    for (const ModelNeed& each : model.needs()) known.push_back(each.id());
    if (std::find(known.begin(), known.end(), need) != known.end()) continue;
    return InvalidFieldError(
        absl::StrCat("costs[", i, "].need"),
        absl::StrCat("is no need of ", model.name(), "; its needs are ",
                     absl::StrJoin(known, ", ")));
  }
  return absl::OkStatus();
}

absl::optional<int64_t> CostOf(const ModelNeed& need,
                               const v1::FitModelsRequest& request) {
  for (const v1::ModelNeedCost& cost : request.costs()) {
    if (cost.need() == need.id()) return cost.cost_paise();
  }
  if (need.has_cost_paise()) return need.cost_paise();
  return absl::nullopt;
}

// The needs as a plan's, for the same subject on the same day.
void FillPlan(const SubjectGuidance& guidance, const ReplicableModel& model,
              const v1::FitModelsRequest& request, v1::ModelFit* fit) {
  v1::PlanConvergenceRequest& plan = *fit->mutable_plan();
  *plan.mutable_subject() = request.subject();
  if (request.has_as_of()) *plan.mutable_as_of() = request.as_of();
  plan.set_language_code(request.language_code());
  for (const ModelNeed& need : model.needs()) {
    type::v1::PlanNeed& planned = *plan.mutable_terms()->add_needs();
    planned.set_id(need.id());
    planned.set_head(need.head());
    planned.set_description(guidance.Text(need.description()));
    planned.set_value_chain_stage(need.value_chain_stage());
    *planned.mutable_after() = need.after();
    planned.set_owner_role(need.owner_role());
    if (const auto cost = CostOf(need, request)) {
      planned.set_cost_paise(*cost);
    } else {
      fit->add_needs_without_cost(need.id());
    }
  }
}

void FillFit(const SubjectGuidance& guidance, const ReplicableModel& model,
             const v1::FitModelsRequest& request, v1::ModelFit* fit) {
  static const auto& applies_id = *new std::string("applies-where");
  fit->set_model(model.name());
  fit->set_title(guidance.Text(model.title()));
  fit->set_description(guidance.Text(model.description()));
  guidance.Explain({applies_id, model.applies_where(),
                    type::v1::LocalizedText::default_instance(),
                    model.provenance().citations()},
                   v1::OUTCOME_UNKNOWN, fit->mutable_applies());
  for (const auto& part : model.prerequisites()) {
    guidance.Explain(
        {part.id(), part.expression(), part.description(), part.citations()},
        v1::OUTCOME_UNKNOWN, fit->add_prerequisites());
  }
  for (const auto& part : model.warnings()) {
    v1::ConditionResult warning;
    guidance.Explain(
        {part.id(), part.applies_where(), part.description(), part.citations()},
        v1::OUTCOME_MET, &warning);
    if (warning.outcome() == v1::OUTCOME_NOT_MET) continue;
    *fit->add_warnings() = std::move(warning);
  }
  *fit->mutable_revenue_sources() = model.revenue_sources();
  *fit->mutable_roles() = model.roles();
  auto matches =
      guidance.Match({model.schemes().begin(), model.schemes().end()});
  for (const std::string& scheme : model.schemes()) {
    const auto match = matches.find(scheme);
    if (match != matches.end()) *fit->add_schemes() = std::move(match->second);
  }
  FillPlan(guidance, model, request, fit);
  fit->set_notes(model.notes());
}

}  // namespace

absl::Status FitModels(const SubjectGuidance& guidance,
                       const v1::FitModelsRequest& request,
                       v1::FitModelsResponse* response) {
  const auto& models = guidance.contents().models;
  std::vector<const ReplicableModel*> asked;
  for (const std::string& name : request.models()) {
    const auto found = models.find(name);
    if (found == models.end()) return NotFoundError(name);
    SANGAM_RETURN_IF_ERROR(CheckCosts(request, *found->second));
    asked.push_back(found->second.get());
  }
  if (asked.empty()) {
    for (const auto& [name, model] : models) {
      if (guidance.Holds(model->applies_where(), v1::OUTCOME_UNKNOWN) !=
          v1::OUTCOME_NOT_MET) {
        asked.push_back(model.get());
      }
    }
  }
  for (const ReplicableModel* model : asked) {
    FillFit(guidance, *model, request, response->add_models());
  }
  const auto rank = [](const v1::ModelFit& fit) {
    switch (fit.applies().outcome()) {
      case v1::OUTCOME_MET:
        return 0;
      case v1::OUTCOME_UNKNOWN:
        return 1;
      default:
        return 2;
    }
  };
  std::sort(
      response->mutable_models()->begin(), response->mutable_models()->end(),
      [&](const v1::ModelFit& a, const v1::ModelFit& b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a.model() < b.model();
      });
  return absl::OkStatus();
}

}  // namespace sangam::matching
