#include "services/scheme_catalog/scheme_catalog_service.h"

namespace sangam::scheme_catalog {

Reactor* SchemeCatalogService::CreateSchemeVersion(
    Context* context, const v1::CreateSchemeVersionRequest* request,
    v1::CreateSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Create);
}

Reactor* SchemeCatalogService::GetSchemeVersion(
    Context* context, const v1::GetSchemeVersionRequest* request,
    v1::GetSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.version_methods(),
                &SchemeVersionMethods::Get);
}

Reactor* SchemeCatalogService::ListSchemeVersions(
    Context* context, const v1::ListSchemeVersionsRequest* request,
    v1::ListSchemeVersionsResponse* response) {
  return Answer(context, request, response, store_.version_methods(),
                &SchemeVersionMethods::List);
}

Reactor* SchemeCatalogService::UpdateSchemeVersion(
    Context* context, const v1::UpdateSchemeVersionRequest* request,
    v1::UpdateSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Update);
}

Reactor* SchemeCatalogService::DeleteSchemeVersion(
    Context* context, const v1::DeleteSchemeVersionRequest* request,
    v1::DeleteSchemeVersionResponse* response) {
  return Answer(context, request, response, store_.versions(),
                &StandardMethods::Delete);
}

Reactor* SchemeCatalogService::SubmitSchemeVersion(
    Context* context, const v1::SubmitSchemeVersionRequest* request,
    v1::SubmitSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Submit);
}

Reactor* SchemeCatalogService::ReturnSchemeVersion(
    Context* context, const v1::ReturnSchemeVersionRequest* request,
    v1::ReturnSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Return);
}

Reactor* SchemeCatalogService::PublishSchemeVersion(
    Context* context, const v1::PublishSchemeVersionRequest* request,
    v1::PublishSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Publish);
}

Reactor* SchemeCatalogService::SuspendSchemeVersion(
    Context* context, const v1::SuspendSchemeVersionRequest* request,
    v1::SuspendSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Suspend);
}

Reactor* SchemeCatalogService::ResumeSchemeVersion(
    Context* context, const v1::ResumeSchemeVersionRequest* request,
    v1::ResumeSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Resume);
}

Reactor* SchemeCatalogService::CloseSchemeVersion(
    Context* context, const v1::CloseSchemeVersionRequest* request,
    v1::CloseSchemeVersionResponse* response) {
  return AnswerPrincipal(context, request, response, store_.version_methods(),
                         &SchemeVersionMethods::Close);
}

Reactor* SchemeCatalogService::DiffSchemeVersions(
    Context* context, const v1::DiffSchemeVersionsRequest* request,
    v1::DiffSchemeVersionsResponse* response) {
  return Answer(context, request, response, store_.comparison(),
                &VersionComparison::Diff);
}

}  // namespace sangam::scheme_catalog
