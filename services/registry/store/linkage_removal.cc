#include "services/registry/store/linkage_removal.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "services/registry/domain/linkage_life_cycle.h"

namespace sangam::registry {
namespace {

bool TellsOfMoney(v1::LinkageState state) {
  return state == v1::LINKAGE_STATE_SANCTIONED ||
         state == v1::LINKAGE_STATE_DISBURSED ||
         state == v1::LINKAGE_STATE_UTILISED;
}

}  // namespace

absl::Status RemoveLinkage(const StandardMethods& linkages,
                           const v1::DeleteLinkageRequest& request,
                           v1::DeleteLinkageResponse* response) {
  return linkages.DeleteIf(
      request, response, [&](const google::protobuf::Message& before) {
        const auto& linkage = static_cast<const v1::Linkage&>(before);
        if (!request.etag().empty() || !TellsOfMoney(linkage.state())) {
          return absl::OkStatus();
        }
        return MakeError(
            absl::StatusCode::kFailedPrecondition,
            type::v1::ERROR_REASON_RESOURCE_IN_USE,
            absl::StrCat(linkage.name(), " is ",
                         LinkageStateText(linkage.state()),
                         ": what was sanctioned or paid is removed only with"
                         " its etag, to record it anew"));
      });
}

}  // namespace sangam::registry
