#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreateReadinessRule(
    Context* context, const v1::CreateReadinessRuleRequest* request,
    v1::CreateReadinessRuleResponse* response) {
  return Answer(context, request, response, store_.readiness_rules(),
                &StandardMethods::Create);
}

Reactor* SchemeCatalogService::GetReadinessRule(
    Context* context, const v1::GetReadinessRuleRequest* request,
    v1::GetReadinessRuleResponse* response) {
  return Answer(context, request, response, store_.readiness_rules(),
                &StandardMethods::Get);
}

Reactor* SchemeCatalogService::ListReadinessRules(
    Context* context, const v1::ListReadinessRulesRequest* request,
    v1::ListReadinessRulesResponse* response) {
  return Answer(context, request, response, store_.readiness_rules(),
                &StandardMethods::List);
}

Reactor* SchemeCatalogService::UpdateReadinessRule(
    Context* context, const v1::UpdateReadinessRuleRequest* request,
    v1::UpdateReadinessRuleResponse* response) {
  return Answer(context, request, response, store_.readiness_rules(),
                &StandardMethods::Update);
}

Reactor* SchemeCatalogService::DeleteReadinessRule(
    Context* context, const v1::DeleteReadinessRuleRequest* request,
    v1::DeleteReadinessRuleResponse* response) {
  return Answer(context, request, response, store_.readiness_rules(),
                &StandardMethods::Delete);
}

}  // namespace sangam::scheme_catalog
