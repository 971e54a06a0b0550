#include "services/sangamctl/remote/resource_client.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "google/protobuf/descriptor.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "sangam/type/v1/consistency.pb.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using MessagePointer = std::unique_ptr<Message>;

// A request or reply of the type's own file, such as "GetGroupRequest".
MessagePointer NewMessage(const ResourceType& type, const std::string& name) {
  const auto* descriptor =
      type.prototype->GetDescriptor()->file()->FindMessageTypeByName(name);
  return MessagePointer(
      MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
}

const FieldDescriptor* Field(const Message& message, const std::string& name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

std::string Text(const Message& message, const std::string& field) {
  return message.GetReflection()->GetString(message, Field(message, field));
}

void SetText(Message& message, const std::string& field,
             const std::string& value) {
  message.GetReflection()->SetString(&message, Field(message, field), value);
}

Message& Nested(Message& message, const std::string& field) {
  return *message.GetReflection()->MutableMessage(&message,
                                                  Field(message, field));
}

void SetToken(Message& request, const std::string& token) {
  if (token.empty()) return;
  type::v1::ReadAt read_at;
  read_at.set_at_least_token(token);
  Nested(request, "read_at").CopyFrom(read_at);
}

}  // namespace

absl::StatusOr<Written> ResourceClient::Upsert(const ResourceType& type,
                                               const Message& resource) {
  const std::string method = absl::StrCat("Update", type.method_stem);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  Nested(*request, type.field).CopyFrom(resource);
  request->GetReflection()->SetBool(request.get(),
                                    Field(*request, "allow_missing"), true);
  SANGAM_RETURN_IF_ERROR(caller_.Call(type.service, method, *request, *reply));
  return Written{
      static_cast<type::v1::WriteOutcome>(reply->GetReflection()->GetEnumValue(
          *reply, Field(*reply, "outcome"))),
      Text(*reply, "token")};
}

absl::StatusOr<Written> ResourceClient::CreateIfMissing(
    const ResourceType& type, const Message& resource) {
  const std::string method = absl::StrCat("Create", type.method_stem);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  Nested(*request, type.field).CopyFrom(resource);
  const absl::Status status =
      caller_.Call(type.service, method, *request, *reply);
  if (absl::IsAlreadyExists(status)) {
    return Written{type::v1::WRITE_OUTCOME_UNCHANGED, ""};
  }
  SANGAM_RETURN_IF_ERROR(status);
  return Written{type::v1::WRITE_OUTCOME_CREATED, Text(*reply, "token")};
}

absl::StatusOr<Written> ResourceClient::PublishSchemeVersion(
    const std::string& name) {
  scheme_catalog::v1::PublishSchemeVersionRequest request;
  scheme_catalog::v1::PublishSchemeVersionResponse reply;
  request.set_name(name);
  SANGAM_RETURN_IF_ERROR(caller_.Call(Service::kSchemeCatalog,
                                      "PublishSchemeVersion", request, reply));
  return Written{type::v1::WRITE_OUTCOME_UPDATED, reply.token()};
}

absl::StatusOr<Found> ResourceClient::Get(const ResourceType& type,
                                          const std::string& name,
                                          const std::string& token) {
  const std::string method = absl::StrCat("Get", type.method_stem);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  SetText(*request, "name", name);
  SetToken(*request, token);
  SANGAM_RETURN_IF_ERROR(caller_.Call(type.service, method, *request, *reply));
  Found found;
  found.resources.emplace_back(type.prototype->New());
  found.resources.back()->CopyFrom(Nested(*reply, type.field));
  found.token = Text(*reply, "token");
  return found;
}

absl::StatusOr<Found> ResourceClient::List(
    const ResourceType& type, const std::string& token,
    const std::vector<std::pair<std::string, std::string>>& filters) {
  const std::string method = absl::StrCat("List", type.method_stem_plural);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  SetToken(*request, token);
  for (const auto& [field, value] : filters) SetText(*request, field, value);
  Found found;
  while (true) {
    reply->Clear();
    SANGAM_RETURN_IF_ERROR(
        caller_.Call(type.service, method, *request, *reply));
    const FieldDescriptor* field = Field(*reply, type.field_plural);
    const int size = reply->GetReflection()->FieldSize(*reply, field);
    for (int i = 0; i < size; ++i) {
      found.resources.emplace_back(type.prototype->New());
      found.resources.back()->CopyFrom(
          reply->GetReflection()->GetRepeatedMessage(*reply, field, i));
    }
    found.token = Text(*reply, "token");
    const std::string next = Text(*reply, "next_page_token");
    if (next.empty()) return found;
    // A server that gives the same page again would keep us here for ever.
    if (next == Text(*request, "page_token")) {
      return InternalFault(
          absl::StrCat(method, " gave the same page token twice"));
    }
    SetText(*request, "page_token", next);
  }
}

absl::StatusOr<std::string> ResourceClient::CurrentToken(
    const ResourceType& type) {
  const std::string method = absl::StrCat("List", type.method_stem_plural);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  request->GetReflection()->SetInt32(request.get(),
                                     Field(*request, "page_size"), 1);
  SANGAM_RETURN_IF_ERROR(caller_.Call(type.service, method, *request, *reply));
  return Text(*reply, "token");
}

}  // namespace sangam::sangamctl
