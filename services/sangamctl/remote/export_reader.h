// The stream of an export, which outlives broken connections.
#ifndef SANGAM_SERVICES_SANGAMCTL_REMOTE_EXPORT_READER_H_
#define SANGAM_SERVICES_SANGAMCTL_REMOTE_EXPORT_READER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "common/clock/clock.h"
#include "sangam/registry/v1/registry_service.grpc.pb.h"
#include "services/sangamctl/command_line/settings.h"

namespace sangam::sangamctl {

// Used by one thread.
class ExportReader {
 public:
  // `clock` outlives the reader.
  ExportReader(const Settings& settings, const Clock& clock);

  // Hands each message to `receive`, which says whether to go on. Errors: those
  // of ExportEntities; UNAVAILABLE if the registry can't be reached for as long
  // as the settings' timeout.
  absl::Status Read(
      registry::v1::ExportEntitiesRequest request,
      const std::function<bool(const registry::v1::ExportEntitiesResponse&)>&
          receive);

 private:
  const std::unique_ptr<registry::v1::RegistryService::Stub> stub_;
  const absl::Duration timeout_;
  const std::string purpose_;
  const std::string principal_;
  const Clock& clock_;
};

// The name of the record.
std::string NameIn(const registry::v1::Entity& entity);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_REMOTE_EXPORT_READER_H_
