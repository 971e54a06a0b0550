// The next version of a resource, from what was there and what was sent.
#ifndef SANGAM_COMMON_CHANGELOG_UPDATE_MASK_H_
#define SANGAM_COMMON_CHANGELOG_UPDATE_MASK_H_

#include <memory>

#include "absl/status/status.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

namespace sangam {

// INVALID_ARGUMENT on "update_mask" for a path that the type lacks. "*" stands
// alone.
absl::Status CheckUpdateMask(const google::protobuf::FieldMask& mask,
                             const google::protobuf::Descriptor& type);

// What is to be stored of `given`: without fields that only the store sets, and
// without fields that this binary doesn't know, because it can't check them.
std::unique_ptr<google::protobuf::Message> NewVersion(
    const google::protobuf::Message& given);

// `before` with the fields of a checked `mask` taken from `given`: a field that
// `given` lacks is cleared, lists and messages are replaced as a whole. An
// empty mask, or "*", takes all of `given`.
std::unique_ptr<google::protobuf::Message> NewVersion(
    const google::protobuf::Message& before,
    const google::protobuf::Message& given,
    const google::protobuf::FieldMask& mask);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_UPDATE_MASK_H_
