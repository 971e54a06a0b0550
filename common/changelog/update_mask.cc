#include "common/changelog/update_mask.h"

#include "absl/strings/str_cat.h"
#include "common/changelog/resource_fields.h"
#include "common/validation/violations.h"
#include "google/protobuf/util/field_mask_util.h"

namespace sangam {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::util::FieldMaskUtil;

bool TakesAll(const FieldMask& mask) {
  return mask.paths().empty() ||
         (mask.paths_size() == 1 && mask.paths(0) == "*");
}

}  // namespace

absl::Status CheckUpdateMask(const FieldMask& mask,
                             const google::protobuf::Descriptor& type) {
  if (TakesAll(mask)) return absl::OkStatus();
  Violations violations;
  for (const std::string& path : mask.paths()) {
    if (!path.empty() &&
        FieldMaskUtil::GetFieldDescriptors(&type, path, nullptr)) {
      continue;
    }
    violations.Add(
        "update_mask",
        absl::StrCat("\"", path, "\" is not a field of ", type.name()));
  }
  return violations.ToStatus();
}

std::unique_ptr<Message> NewVersion(const Message& given) {
  std::unique_ptr<Message> version(given.New());
  version->CopyFrom(given);
  version->DiscardUnknownFields();
  ClearOutputFields(version.get());
  return version;
}

std::unique_ptr<Message> NewVersion(const Message& before, const Message& given,
                                    const FieldMask& mask) {
  if (TakesAll(mask)) return NewVersion(given);
  std::unique_ptr<Message> version(before.New());
  version->CopyFrom(before);
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(given, mask, options, version.get());
  return NewVersion(*version);
}

}  // namespace sangam
