#include "common/status/grpc_status.h"

#include <map>
#include <string>

#include "absl/strings/cord.h"
#include "google/rpc/status.pb.h"

namespace sangam {

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(std::string(status.message()));
  // absl visits payloads in random order; a caller gets one order always.
  std::map<std::string, std::string> payloads;
  status.ForEachPayload(
      [&payloads](absl::string_view type_url, const absl::Cord& payload) {
        payloads.emplace(type_url, payload);
      });
  for (auto& [type_url, payload] : payloads) {
    auto* detail = details.add_details();
    detail->set_type_url(type_url);
    detail->set_value(payload);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()),
                      details.message(), details.SerializeAsString());
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  absl::Status converted(static_cast<absl::StatusCode>(status.error_code()),
                         status.error_message());
  google::rpc::Status details;
  if (details.ParseFromString(status.error_details())) {
    for (const auto& detail : details.details()) {
      converted.SetPayload(detail.type_url(), absl::Cord(detail.value()));
    }
  }
  return converted;
}

}  // namespace sangam
