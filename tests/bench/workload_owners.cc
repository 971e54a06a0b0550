#include "tests/bench/workload_owners.h"

#include "absl/time/time.h"
#include "common/changelog/token.h"
#include "grpcpp/server_builder.h"
#include "tests/bench/contender.h"
#include "tests/bench/workload_protos.h"

namespace sangam::bench {
namespace {

using registry::v1::WatchProfilesResponse;
using scheme_catalog::v1::WatchCatalogResponse;

constexpr char kEpoch[] = "workload";
constexpr int kSchemesOfBatch = 200;
constexpr absl::Duration kBookmarkInterval = absl::Milliseconds(500);

std::string TokenAt(const char* store, int64_t revision) {
  return Token(StorePosition{store, kEpoch, revision}).Encode();
}

std::string CatalogToken(int64_t revision) {
  return TokenAt("scheme_catalog", revision);
}

void Add(const WorkScheme& scheme, WatchCatalogResponse* batch) {
  *batch->add_changes()->mutable_scheme() = ToScheme(scheme);
  *batch->add_changes()->mutable_scheme_version() = ToVersion(scheme);
}

}  // namespace

WorkloadOwners::WorkloadOwners(const Workload& workload, int schemes) {
  {
    absl::MutexLock lock(&mutex_);
    WatchCatalogResponse* batch = &batches_.emplace_back();
    for (auto& department : AllDepartments()) {
      *batch->add_changes()->mutable_department() = std::move(department);
    }
    for (int i = 0; i < schemes; ++i) {
      if (i % kSchemesOfBatch == 0) batch = &batches_.emplace_back();
      Add(workload.Scheme(i), batch);
    }
    for (auto& each : batches_) each.set_token(CatalogToken(revision_));
    batches_.back().set_snapshot_complete(true);
  }
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port_);
  builder.RegisterService(&catalog_);
  builder.RegisterService(&registry_);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) Fail("the owners can't listen");
}

WorkloadOwners::~WorkloadOwners() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  server_->Shutdown();
}

std::string WorkloadOwners::Publish(const WorkScheme& scheme) {
  WatchCatalogResponse batch;
  Add(scheme, &batch);
  absl::MutexLock lock(&mutex_);
  const std::string token = CatalogToken(++revision_);
  batch.set_token(token);
  batches_.push_back(std::move(batch));
  return token;
}

std::vector<WatchCatalogResponse> WorkloadOwners::BatchesAfter(size_t sent) {
  absl::MutexLock lock(&mutex_);
  const auto is_due = [this, sent]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return batches_.size() > sent || stopping_;
  };
  mutex_.AwaitWithTimeout(absl::Condition(&is_due), kBookmarkInterval);
  return {batches_.begin() + static_cast<ptrdiff_t>(sent), batches_.end()};
}

bool WorkloadOwners::StoppingWithin(absl::Duration time) {
  absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&stopping_), time);
}

grpc::Status WorkloadOwners::Catalog::WatchCatalog(
    grpc::ServerContext* context,
    const scheme_catalog::v1::WatchCatalogRequest*,
    grpc::ServerWriter<WatchCatalogResponse>* writer) {
  size_t sent = 0;
  std::string token;
  while (!context->IsCancelled() &&
         !owners_.StoppingWithin(absl::ZeroDuration())) {
    const auto batches = owners_.BatchesAfter(sent);
    for (const auto& batch : batches) {
      token = batch.token();
      if (!writer->Write(batch)) return grpc::Status::OK;
    }
    sent += batches.size();
    if (!batches.empty()) continue;
    WatchCatalogResponse bookmark;
    bookmark.set_token(token);
    if (!writer->Write(bookmark)) return grpc::Status::OK;
  }
  return grpc::Status::OK;
}

grpc::Status WorkloadOwners::Registry::WatchProfiles(
    grpc::ServerContext* context, const registry::v1::WatchProfilesRequest*,
    grpc::ServerWriter<WatchProfilesResponse>* writer) {
  WatchProfilesResponse batch;
  batch.set_token(TokenAt("registry", 1));
  batch.set_places_generation(1);
  WatchProfilesResponse list = batch;
  for (auto& place : AllPlaces()) {
    *list.add_places()->mutable_place() = std::move(place);
  }
  list.set_snapshot_complete(true);
  if (!writer->Write(list)) return grpc::Status::OK;
  while (!context->IsCancelled() &&
         !owners_.StoppingWithin(kBookmarkInterval)) {
    if (!writer->Write(batch)) return grpc::Status::OK;
  }
  return grpc::Status::OK;
}

}  // namespace sangam::bench
