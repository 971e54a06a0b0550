#include "common/changelog/resource_type.h"

#include "absl/strings/str_cat.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"

namespace sangam {

absl::Status ReadStored(const StoredResource& stored, absl::string_view epoch,
                        google::protobuf::Message* resource) {
  if (!resource->ParseFromString(stored.body)) {
    return InternalFault(absl::StrCat(stored.key, " can't be read"));
  }
  SetTextField(resource, "etag", EtagOf(epoch, stored.revision));
  SetUpdateTimeField(resource, stored.update_time);
  return absl::OkStatus();
}

std::string EtagOf(absl::string_view epoch, int64_t revision) {
  return absl::StrCat(epoch, "-", revision);
}

}  // namespace sangam
