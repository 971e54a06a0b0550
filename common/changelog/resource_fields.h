// The fields that all resources, requests and replies have by the same names.
//
// A message without the field reads as empty, and setting it does nothing.
#ifndef SANGAM_COMMON_CHANGELOG_RESOURCE_FIELDS_H_
#define SANGAM_COMMON_CHANGELOG_RESOURCE_FIELDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "sangam/type/v1/consistency.pb.h"
#include "sangam/type/v1/write_outcome.pb.h"

namespace sangam {

std::string TextField(const google::protobuf::Message& message,
                      absl::string_view field);
void SetTextField(google::protobuf::Message* message, absl::string_view field,
                  const std::string& value);

int32_t PageSizeField(const google::protobuf::Message& request);
bool AllowMissingField(const google::protobuf::Message& request);
bool ValidateOnlyField(const google::protobuf::Message& request);
type::v1::ReadAt ReadAtField(const google::protobuf::Message& request);
google::protobuf::FieldMask UpdateMaskField(
    const google::protobuf::Message& request);

void SetUpdateTimeField(google::protobuf::Message* resource, absl::Time time);
void SetOutcomeField(google::protobuf::Message* response,
                     type::v1::WriteOutcome outcome);
// Clears what only the store sets: etag and update_time.
void ClearOutputFields(google::protobuf::Message* resource);

// The resource in a request or reply is its field 1. ResourceIn is null where
// it is not set.
std::string ResourceFieldName(const google::protobuf::Message& message);
const google::protobuf::Message* ResourceIn(
    const google::protobuf::Message& request);
google::protobuf::Message* MutableResourceIn(
    google::protobuf::Message* response);
// The same for the list in the reply of a List method.
google::protobuf::Message* AddResourceTo(google::protobuf::Message* response);

}  // namespace sangam

#endif  // SANGAM_COMMON_CHANGELOG_RESOURCE_FIELDS_H_
