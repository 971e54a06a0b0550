// A catalogue with a past, for tests.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_FOR_TEST_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/status/grpc_status.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "sangam/scheme_catalog/v1/scheme_catalog_service.grpc.pb.h"
#include "services/matching/catalog/catalog_resources.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/history/past_revision_for_test.h"

namespace sangam::matching {

// Serves the lists of every state that it was given, a few resources a page.
// Its methods are called by the server's threads.
class CatalogWithPast final
    : public scheme_catalog::v1::SchemeCatalogService::Service {
 public:
  CatalogWithPast() {
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~CatalogWithPast() override { server_->Shutdown(); }

  std::unique_ptr<scheme_catalog::v1::SchemeCatalogService::Stub> NewStub() {
    return scheme_catalog::v1::SchemeCatalogService::NewStub(
        server_->InProcessChannel(grpc::ChannelArguments()));
  }

  // Set before the calls that shall see it. The revisions are the keys.
  std::map<int64_t, CatalogResources> states = {{0, {}}};
  std::string epoch = "e1";
  int resources_a_page = 2;
  // Called at the beginning of each list; an error is the list's answer.
  std::function<absl::Status()> on_list;
  // Answers come from this many revisions later than asked for.
  int64_t drift = 0;

  int lists() const {
    absl::MutexLock lock(&mutex_);
    return lists_;
  }

  grpc::Status ListDepartments(
      grpc::ServerContext*,
      const scheme_catalog::v1::ListDepartmentsRequest* request,
      scheme_catalog::v1::ListDepartmentsResponse* response) override {
    return List(
        request, response, &CatalogResources::departments,
        &scheme_catalog::v1::ListDepartmentsResponse::mutable_departments);
  }
  grpc::Status ListAttributes(
      grpc::ServerContext*,
      const scheme_catalog::v1::ListAttributesRequest* request,
      scheme_catalog::v1::ListAttributesResponse* response) override {
    return List(
        request, response, &CatalogResources::attributes,
        &scheme_catalog::v1::ListAttributesResponse::mutable_attributes);
  }
  grpc::Status ListParameters(
      grpc::ServerContext*,
      const scheme_catalog::v1::ListParametersRequest* request,
      scheme_catalog::v1::ListParametersResponse* response) override {
    return List(
        request, response, &CatalogResources::parameters,
        &scheme_catalog::v1::ListParametersResponse::mutable_parameters);
  }
  grpc::Status ListPlaceSets(
      grpc::ServerContext*,
      const scheme_catalog::v1::ListPlaceSetsRequest* request,
      scheme_catalog::v1::ListPlaceSetsResponse* response) override {
    return List(request, response, &CatalogResources::place_sets,
                &scheme_catalog::v1::ListPlaceSetsResponse::mutable_place_sets);
  }
  grpc::Status ListSchemes(
      grpc::ServerContext*,
      const scheme_catalog::v1::ListSchemesRequest* request,
      scheme_catalog::v1::ListSchemesResponse* response) override {
    return List(request, response, &CatalogResources::schemes,
                &scheme_catalog::v1::ListSchemesResponse::mutable_schemes);
  }
  grpc::Status ListSchemeVersions(
      grpc::ServerContext*,
      const scheme_catalog::v1::ListSchemeVersionsRequest* request,
      scheme_catalog::v1::ListSchemeVersionsResponse* response) override {
    return List(request, response, &CatalogResources::versions,
                &scheme_catalog::v1::ListSchemeVersionsResponse::
                    mutable_scheme_versions);
  }

 private:
  template <typename Request, typename Response, typename Resource>
  grpc::Status List(const Request* request, Response* response,
                    std::vector<Resource> CatalogResources::*resources,
                    google::protobuf::RepeatedPtrField<Resource>* (
                        Response::*mutable_page)()) {
    {
      absl::MutexLock lock(&mutex_);
      ++lists_;
    }
    if (on_list) {
      const absl::Status status = on_list();
      if (!status.ok()) return ToGrpcStatus(status);
    }
    const auto revision = PastRevision(request->read_at(), kCatalogStore, epoch,
                                       states.rbegin()->first);
    if (!revision.ok()) return ToGrpcStatus(revision.status());
    const std::vector<Resource>& all =
        std::prev(states.upper_bound(*revision))->second.*resources;
    size_t begin = 0;
    (void)absl::SimpleAtoi(request->page_token(), &begin);
    const size_t end = std::min(
        all.size(), begin + std::min(request->page_size(), resources_a_page));
    for (size_t i = begin; i < end; ++i) {
      *(response->*mutable_page)()->Add() = all[i];
    }
    if (end < all.size()) response->set_next_page_token(absl::StrCat(end));
    response->set_token(Token(CatalogAt(*revision + drift, epoch)).Encode());
    return grpc::Status::OK;
  }

  mutable absl::Mutex mutex_;
  int lists_ ABSL_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_CATALOG_FOR_TEST_H_
