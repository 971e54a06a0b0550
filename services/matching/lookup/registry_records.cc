#include "services/matching/lookup/registry_records.h"

#include <utility>

#include "common/status/grpc_status.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/feeds/moment.h"
#include "services/matching/lookup/owner_call.h"

namespace sangam::matching {

absl::StatusOr<std::vector<registry::v1::Linkage>> RegistryRecords::LinkagesOf(
    const std::string& subject, const StorePosition& at_least,
    const CallContext& call) const {
  registry::v1::ListLinkagesRequest request;
  request.set_subject(subject);
  request.set_page_size(kPageSize);
  request.mutable_read_at()->set_at_least_token(Token(at_least).Encode());
  std::vector<registry::v1::Linkage> linkages;
  while (true) {
    grpc::ClientContext context;
    PrepareOwnerCall(call, *clock_, kLongestRead, &context);
    registry::v1::ListLinkagesResponse page;
    const absl::Status status =
        FromGrpcStatus(stub_->ListLinkages(&context, request, &page));
    if (!status.ok()) {
      return TranslateOwnerError(status, kRegistryStore, call, *clock_);
    }
    for (registry::v1::Linkage& linkage : *page.mutable_linkages()) {
      linkages.push_back(std::move(linkage));
    }
    if (page.next_page_token().empty()) return linkages;
    // A page that leads to itself would be read for ever.
    if (page.next_page_token() == request.page_token()) {
      return FeedBrokenError(kRegistryStore, "answered something else");
    }
    request.set_page_token(page.next_page_token());
  }
}

absl::StatusOr<absl::optional<std::string>> RegistryRecords::FindPresentName(
    const std::string& name, const StorePosition& at_least,
    const CallContext& call) const {
  registry::v1::GetSubjectProfileRequest request;
  request.set_name(name);
  request.mutable_read_at()->set_at_least_token(Token(at_least).Encode());
  grpc::ClientContext context;
  PrepareOwnerCall(call, *clock_, kLongestRead, &context);
  registry::v1::GetSubjectProfileResponse response;
  const absl::Status status =
      FromGrpcStatus(stub_->GetSubjectProfile(&context, request, &response));
  absl::optional<std::string> found;
  if (absl::IsNotFound(status)) return found;
  if (!status.ok()) {
    return TranslateOwnerError(status, kRegistryStore, call, *clock_);
  }
  found = std::move(*response.mutable_subject());
  return found;
}

absl::StatusOr<absl::optional<registry::v1::Cluster>>
RegistryRecords::FindCluster(const std::string& name,
                             const StorePosition& position,
                             const CallContext& call) const {
  registry::v1::GetClusterRequest request;
  request.set_name(name);
  *request.mutable_read_at() = ToReadAt(position);
  grpc::ClientContext context;
  PrepareOwnerCall(call, *clock_, kLongestRead, &context);
  registry::v1::GetClusterResponse response;
  const absl::Status status =
      FromGrpcStatus(stub_->GetCluster(&context, request, &response));
  absl::optional<registry::v1::Cluster> found;
  if (absl::IsNotFound(status)) return found;
  if (!status.ok()) {
    return TranslateOwnerError(status, kRegistryStore, call, *clock_);
  }
  found = std::move(*response.mutable_cluster());
  return found;
}

}  // namespace sangam::matching
