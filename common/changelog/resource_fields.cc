#include "common/changelog/resource_fields.h"

#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/time_util.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* Find(const Message& message, absl::string_view field) {
  return message.GetDescriptor()->FindFieldByName(std::string(field));
}

template <typename Part>
Part PartOf(const Message& message, absl::string_view field) {
  Part part;
  const FieldDescriptor* descriptor = Find(message, field);
  if (descriptor != nullptr) {
    part.CopyFrom(message.GetReflection()->GetMessage(message, descriptor));
  }
  return part;
}

bool BoolField(const Message& message, absl::string_view field) {
  const FieldDescriptor* descriptor = Find(message, field);
  if (descriptor == nullptr) return false;
  return message.GetReflection()->GetBool(message, descriptor);
}

const FieldDescriptor* ResourceField(const Message& message) {
  return message.GetDescriptor()->FindFieldByNumber(1);
}

}  // namespace

std::string TextField(const Message& message, absl::string_view field) {
  const FieldDescriptor* descriptor = Find(message, field);
  if (descriptor == nullptr) return "";
  return message.GetReflection()->GetString(message, descriptor);
}

void SetTextField(Message* message, absl::string_view field,
                  const std::string& value) {
  const FieldDescriptor* descriptor = Find(*message, field);
  if (descriptor == nullptr) return;
  message->GetReflection()->SetString(message, descriptor, value);
}

int32_t PageSizeField(const Message& request) {
  const FieldDescriptor* descriptor = Find(request, "page_size");
  if (descriptor == nullptr) return 0;
  return request.GetReflection()->GetInt32(request, descriptor);
}

bool AllowMissingField(const Message& request) {
  return BoolField(request, "allow_missing");
}

bool ValidateOnlyField(const Message& request) {
  return BoolField(request, "validate_only");
}

type::v1::ReadAt ReadAtField(const Message& request) {
  return PartOf<type::v1::ReadAt>(request, "read_at");
}

google::protobuf::FieldMask UpdateMaskField(const Message& request) {
  return PartOf<google::protobuf::FieldMask>(request, "update_mask");
}

void SetUpdateTimeField(Message* resource, absl::Time time) {
  const FieldDescriptor* descriptor = Find(*resource, "update_time");
  if (descriptor == nullptr) return;
  resource->GetReflection()
      ->MutableMessage(resource, descriptor)
      ->CopyFrom(google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
          absl::ToUnixMicros(time)));
}

void SetOutcomeField(Message* response, type::v1::WriteOutcome outcome) {
  const FieldDescriptor* descriptor = Find(*response, "outcome");
  if (descriptor == nullptr) return;
  response->GetReflection()->SetEnumValue(response, descriptor, outcome);
}

void ClearOutputFields(Message* resource) {
  for (const char* field : {"etag", "update_time"}) {
    const FieldDescriptor* descriptor = Find(*resource, field);
    if (descriptor == nullptr) continue;
    resource->GetReflection()->ClearField(resource, descriptor);
  }
}

std::string ResourceFieldName(const Message& message) {
  return ResourceField(message)->name();
}

const Message* ResourceIn(const Message& request) {
  const FieldDescriptor* field = ResourceField(request);
  if (!request.GetReflection()->HasField(request, field)) return nullptr;
  return &request.GetReflection()->GetMessage(request, field);
}

Message* MutableResourceIn(Message* response) {
  return response->GetReflection()->MutableMessage(response,
                                                   ResourceField(*response));
}

Message* AddResourceTo(Message* response) {
  return response->GetReflection()->AddMessage(response,
                                               ResourceField(*response));
}

}  // namespace sangam
