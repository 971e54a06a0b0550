// A registry with a past, for tests.
#ifndef SANGAM_SERVICES_MATCHING_HISTORY_REGISTRY_FOR_TEST_H_
#define SANGAM_SERVICES_MATCHING_HISTORY_REGISTRY_FOR_TEST_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/status/grpc_status.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/matching/feeds/batches_for_test.h"
#include "services/matching/history/past_revision_for_test.h"

namespace sangam::matching {

// Answers about every state that it was given. Its methods are called by the
// server's threads.
class RegistryWithPast final : public registry::v1::RegistryService::Service {
 public:
  struct State {
    std::map<std::string, registry::v1::GetSubjectProfileResponse> profiles;
    std::map<std::string, registry::v1::Place> places;
  };

  RegistryWithPast() {
    grpc::ServerBuilder builder;
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
  }
  ~RegistryWithPast() override { server_->Shutdown(); }

  std::unique_ptr<registry::v1::RegistryService::Stub> NewStub() {
    return registry::v1::RegistryService::NewStub(
        server_->InProcessChannel(grpc::ChannelArguments()));
  }

  // Set before the calls that shall see it. The revisions are the keys.
  std::map<int64_t, State> states = {{0, {}}};
  std::string epoch = "e1";
  // Of the newest state: who goes by a name that was merged, and all linkages.
  std::map<std::string, std::string> survivors;
  std::vector<registry::v1::Linkage> linkages;
  // Called at the beginning of each call; an error is its answer.
  std::function<absl::Status()> on_call;

  // Until when the last call wanted its answer.
  absl::Time last_deadline() const {
    absl::MutexLock lock(&mutex_);
    return last_deadline_;
  }
  // Names of the places that were asked for, in order.
  std::vector<std::string> asked_places() const {
    absl::MutexLock lock(&mutex_);
    return asked_places_;
  }

  grpc::Status GetSubjectProfile(
      grpc::ServerContext* context,
      const registry::v1::GetSubjectProfileRequest* request,
      registry::v1::GetSubjectProfileResponse* response) override {
    StorePosition position;
    const auto state = Find(*context, request->read_at(), &position);
    if (!state.ok()) return ToGrpcStatus(state.status());
    const auto merged = survivors.find(request->name());
    const std::string& asked =
        merged == survivors.end() ? request->name() : merged->second;
    for (const auto& [name, profile] : (*state)->profiles) {
      const bool is_asked = request->has_outside_id()
                                ? !profile.outside_ids().empty() &&
                                      profile.outside_ids(0).value() ==
                                          request->outside_id().value()
                                : name == asked;
      if (!is_asked) continue;
      *response = profile;
      response->set_subject(name);
      response->set_token(Token(position).Encode());
      return grpc::Status::OK;
    }
    return ToGrpcStatus(NotFoundError(request->name()));
  }

  grpc::Status GetPlace(grpc::ServerContext* context,
                        const registry::v1::GetPlaceRequest* request,
                        registry::v1::GetPlaceResponse* response) override {
    {
      absl::MutexLock lock(&mutex_);
      asked_places_.push_back(request->name());
    }
    StorePosition position;
    const auto state = Find(*context, request->read_at(), &position);
    if (!state.ok()) return ToGrpcStatus(state.status());
    const auto place = (*state)->places.find(request->name());
    if (place == (*state)->places.end()) {
      return ToGrpcStatus(NotFoundError(request->name()));
    }
    *response->mutable_place() = place->second;
    response->mutable_place()->set_name(request->name());
    response->set_token(Token(position).Encode());
    return grpc::Status::OK;
  }

  // It has no records of clusters.
  grpc::Status GetCluster(grpc::ServerContext*,
                          const registry::v1::GetClusterRequest* request,
                          registry::v1::GetClusterResponse*) override {
    return ToGrpcStatus(NotFoundError(request->name()));
  }

  grpc::Status ListLinkages(
      grpc::ServerContext* context,
      const registry::v1::ListLinkagesRequest* request,
      registry::v1::ListLinkagesResponse* response) override {
    StorePosition position;
    const auto state = Find(*context, request->read_at(), &position);
    if (!state.ok()) return ToGrpcStatus(state.status());
    for (const registry::v1::Linkage& linkage : linkages) {
      if (linkage.subject() == request->subject()) {
        *response->add_linkages() = linkage;
      }
    }
    response->set_token(Token(position).Encode());
    return grpc::Status::OK;
  }

  grpc::Status ListPlaces(grpc::ServerContext* context,
                          const registry::v1::ListPlacesRequest* request,
                          registry::v1::ListPlacesResponse* response) override {
    StorePosition position;
    const auto state = Find(*context, request->read_at(), &position);
    if (!state.ok()) return ToGrpcStatus(state.status());
    response->set_token(Token(position).Encode());
    return grpc::Status::OK;
  }

 private:
  absl::StatusOr<const State*> Find(const grpc::ServerContext& context,
                                    const type::v1::ReadAt& read_at,
                                    StorePosition* position) const {
    {
      absl::MutexLock lock(&mutex_);
      last_deadline_ = absl::FromChrono(context.deadline());
    }
    if (on_call) {
      absl::Status status = on_call();
      if (!status.ok()) return status;
    }
    const auto revision =
        PastRevision(read_at, kRegistryStore, epoch, states.rbegin()->first);
    if (!revision.ok()) return revision.status();
    *position = RegistryAt(*revision, epoch);
    return &std::prev(states.upper_bound(*revision))->second;
  }

  mutable absl::Mutex mutex_;
  mutable absl::Time last_deadline_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> asked_places_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_HISTORY_REGISTRY_FOR_TEST_H_
