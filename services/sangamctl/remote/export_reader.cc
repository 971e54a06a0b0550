#include "services/sangamctl/remote/export_reader.h"

#include "absl/time/clock.h"
#include "common/server/channel.h"
#include "common/status/grpc_status.h"
#include "grpcpp/client_context.h"

namespace sangam::sangamctl {
namespace {

constexpr absl::Duration kPause = absl::Milliseconds(200);

}  // namespace

ExportReader::ExportReader(const Settings& settings, const Clock& clock)
    : stub_(registry::v1::RegistryService::NewStub(
          NewChannel(settings.registry))),
      timeout_(settings.timeout),
      purpose_(settings.purpose),
      principal_(settings.principal),
      clock_(clock) {}

absl::Status ExportReader::Read(
    registry::v1::ExportEntitiesRequest request,
    const std::function<bool(const registry::v1::ExportEntitiesResponse&)>&
        receive) {
  absl::Time last = clock_.Now();
  while (true) {
    grpc::ClientContext context;
    if (!purpose_.empty()) context.AddMetadata("sangam-purpose", purpose_);
    if (!principal_.empty()) {
      context.AddMetadata("sangam-principal", principal_);
    }
    const auto stream = stub_->ExportEntities(&context, request);
    registry::v1::ExportEntitiesResponse page;
    while (stream->Read(&page)) {
      last = clock_.Now();
      request.set_resume_token(page.resume_token());
      if (!receive(page)) {
        context.TryCancel();
        stream->Finish();
        return absl::OkStatus();
      }
    }
    const absl::Status status = FromGrpcStatus(stream->Finish());
    if (!absl::IsUnavailable(status) || clock_.Now() - last >= timeout_) {
      return status;
    }
    absl::SleepFor(kPause);
  }
}

std::string NameIn(const registry::v1::Entity& entity) {
  if (entity.has_place()) return entity.place().name();
  if (entity.has_group()) return entity.group().name();
  if (entity.has_enterprise()) return entity.enterprise().name();
  if (entity.has_cluster()) return entity.cluster().name();
  return entity.linkage().name();
}

}  // namespace sangam::sangamctl
