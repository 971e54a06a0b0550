#include "services/sangamctl/commands/document_check.h"

#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::sangamctl {

using scheme_catalog::v1::SchemeVersion;

absl::StatusOr<Written> CheckDocument(const Resource& resource,
                                      ResourceClient& client) {
  if (resource.type->kind != ResourceKind::kSchemeVersion) {
    return client.Check(*resource.type, *resource.message);
  }
  SchemeVersion draft =
      *static_cast<const SchemeVersion*>(resource.message.get());
  draft.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_DRAFT);
  return client.Check(*resource.type, draft);
}

}  // namespace sangam::sangamctl
