#include "services/matching/lookup/registry_records.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "common/status/errors.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/matching/feeds/feed_errors.h"
#include "services/matching/feeds/moment.h"
#include "services/matching/lookup/owner_call.h"

namespace sangam::matching {
namespace {

// Since when what has this etag is there: it is the life of the store and the
// revision of the record, see EtagOf. Nothing if it is something else.
absl::optional<StorePosition> PositionOf(absl::string_view etag) {
  const size_t end = etag.rfind('-');
  StorePosition position;
  if (end == absl::string_view::npos ||
      !absl::SimpleAtoi(etag.substr(end + 1), &position.revision)) {
    return absl::nullopt;
  }
  position.store = std::string(kRegistryStore);
  position.epoch = std::string(etag.substr(0, end));
  return position;
}

// Whether what has this etag is what was there at the position.
bool WasThen(absl::string_view etag, const StorePosition& position) {
  const auto since = PositionOf(etag);
  return since && since->epoch == position.epoch &&
         since->revision <= position.revision;
}

}  // namespace

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

template <typename Request, typename Response>
absl::StatusOr<bool> RegistryRecords::FindAt(
    grpc::Status (registry::v1::RegistryService::StubInterface::*get)(
        grpc::ClientContext*, const Request&, Response*),
    const std::string& name, const StorePosition& position,
    const CallContext& call, Response* response) const {
  Request request;
  request.set_name(name);
  *request.mutable_read_at() = ToReadAt(position);
  grpc::ClientContext context;
  PrepareOwnerCall(call, *clock_, kLongestRead, &context);
  const absl::Status status =
      FromGrpcStatus((stub_->*get)(&context, request, response));
  if (absl::IsNotFound(status)) return false;
  if (!status.ok()) {
    return TranslateOwnerError(status, kRegistryStore, call, *clock_);
  }
  return true;
}

absl::StatusOr<std::vector<registry::v1::Linkage>> RegistryRecords::LinkagesAt(
    const std::string& subject, const StorePosition& position,
    const CallContext& call) const {
  SANGAM_ASSIGN_OR_RETURN(std::vector<registry::v1::Linkage> newest,
                          LinkagesOf(subject, position, call));
  std::vector<registry::v1::Linkage> linkages;
  for (registry::v1::Linkage& linkage : newest) {
    if (WasThen(linkage.etag(), position)) {
      linkages.push_back(std::move(linkage));
      continue;
    }
    registry::v1::GetLinkageResponse then;
    SANGAM_ASSIGN_OR_RETURN(
        const bool found,
        FindAt(&registry::v1::RegistryService::StubInterface::GetLinkage,
               linkage.name(), position, call, &then));
    if (found && then.linkage().subject() == subject) {
      linkages.push_back(std::move(*then.mutable_linkage()));
    }
  }
  return linkages;
}

absl::StatusOr<absl::optional<registry::v1::Cluster>>
RegistryRecords::FindCluster(const std::string& name,
                             const StorePosition& position,
                             const CallContext& call) const {
  registry::v1::GetClusterResponse response;
  SANGAM_ASSIGN_OR_RETURN(
      const bool is_there,
      FindAt(&registry::v1::RegistryService::StubInterface::GetCluster, name,
             position, call, &response));
  absl::optional<registry::v1::Cluster> found;
  if (is_there) found = std::move(*response.mutable_cluster());
  return found;
}

absl::StatusOr<absl::optional<registry::v1::Plan>> RegistryRecords::FindPlan(
    const std::string& name, const StorePosition& position,
    const CallContext& call) const {
  registry::v1::GetPlanResponse response;
  SANGAM_ASSIGN_OR_RETURN(
      const bool is_there,
      FindAt(&registry::v1::RegistryService::StubInterface::GetPlan, name,
             position, call, &response));
  absl::optional<registry::v1::Plan> found;
  if (is_there) found = std::move(*response.mutable_plan());
  return found;
}

absl::StatusOr<absl::optional<registry::v1::Plan>>
RegistryRecords::FindPlanBefore(const registry::v1::Plan& version,
                                const CallContext& call) const {
  absl::optional<StorePosition> before = PositionOf(version.etag());
  if (!before || --before->revision < 1) {
    return absl::optional<registry::v1::Plan>();
  }
  auto found = FindPlan(version.name(), *before, call);
  if (ReasonOf(found.status()) == type::v1::ERROR_REASON_REVISION_COMPACTED) {
    return absl::optional<registry::v1::Plan>();
  }
  return found;
}

}  // namespace sangam::matching
