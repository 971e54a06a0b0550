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
    absl::Status status = FromGrpcStatus(stream->Finish());
    if (!absl::IsUnavailable(status) || clock_.Now() - last >= timeout_) {
      return status;
    }
    absl::SleepFor(kPause);
  }
}

std::string NameIn(const registry::v1::Entity& entity) {
  const auto* field = entity.GetReflection()->GetOneofFieldDescriptor(
      entity, registry::v1::Entity::descriptor()->oneof_decl(0));
  if (field == nullptr) return "";
  const google::protobuf::Message& record =
      entity.GetReflection()->GetMessage(entity, field);
  return record.GetReflection()->GetString(
      record, record.GetDescriptor()->FindFieldByName("name"));
}

}  // namespace sangam::sangamctl
