#include "services/sangamctl/remote/resource_client.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "google/protobuf/descriptor.h"
#include "sangam/scheme_catalog/v1/scheme.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using MessagePointer = std::unique_ptr<Message>;

// A method with the service that has it, where that is not the owner's main
// one.
std::string PathOf(const ResourceType& type, const std::string& method) {
  return type.grpc_service.empty()
             ? method
             : absl::StrCat(type.grpc_service, "/", method);
}

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

void SetReadAt(Message& request, const type::v1::ReadAt& read_at) {
  if (read_at.state_case() == type::v1::ReadAt::STATE_NOT_SET) return;
  Nested(request, "read_at").CopyFrom(read_at);
}

// The advice in an answer to a write, if its type gives any.
std::vector<scheme_catalog::v1::SchemeVersionAdvice> AdviceOf(
    const Message& reply) {
  std::vector<scheme_catalog::v1::SchemeVersionAdvice> advice;
  if (const auto* version =
          dynamic_cast<const scheme_catalog::v1::UpdateSchemeVersionResponse*>(
              &reply)) {
    advice.assign(version->advice().begin(), version->advice().end());
  }
  return advice;
}

// An Update that creates what is missing.
MessagePointer UpsertRequest(const ResourceType& type,
                             const Message& resource) {
  MessagePointer request =
      NewMessage(type, absl::StrCat("Update", type.method_stem, "Request"));
  Nested(*request, type.field).CopyFrom(resource);
  request->GetReflection()->SetBool(request.get(),
                                    Field(*request, "allow_missing"), true);
  return request;
}

// Of an answer to an Update.
Written WrittenOf(const Message& reply) {
  return {
      static_cast<type::v1::WriteOutcome>(
          reply.GetReflection()->GetEnumValue(reply, Field(reply, "outcome"))),
      Text(reply, "token"), AdviceOf(reply)};
}

}  // namespace

absl::StatusOr<Written> ResourceClient::Upsert(const ResourceType& type,
                                               const Message& resource) {
  const std::string method = absl::StrCat("Update", type.method_stem);
  const MessagePointer request = UpsertRequest(type, resource);
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  SANGAM_RETURN_IF_ERROR(
      caller_.Call(type.service, PathOf(type, method), *request, *reply));
  return WrittenOf(*reply);
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
      caller_.Call(type.service, PathOf(type, method), *request, *reply);
  if (absl::IsAlreadyExists(status)) {
    return Written{type::v1::WRITE_OUTCOME_UNCHANGED, "", {}};
  }
  SANGAM_RETURN_IF_ERROR(status);
  return Written{type::v1::WRITE_OUTCOME_CREATED, Text(*reply, "token"), {}};
}

absl::StatusOr<Written> ResourceClient::Check(const ResourceType& type,
                                              const Message& resource) {
  const std::string method = absl::StrCat("Update", type.method_stem);
  const MessagePointer request = UpsertRequest(type, resource);
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  request->GetReflection()->SetBool(request.get(),
                                    Field(*request, "validate_only"), true);
  SANGAM_RETURN_IF_ERROR(
      caller_.Call(type.service, PathOf(type, method), *request, *reply));
  return WrittenOf(*reply);
}

absl::StatusOr<std::string> ResourceClient::SubmitSchemeVersion(
    const std::string& name) {
  scheme_catalog::v1::SubmitSchemeVersionRequest request;
  scheme_catalog::v1::SubmitSchemeVersionResponse reply;
  request.set_name(name);
  SANGAM_RETURN_IF_ERROR(caller_.Call(Service::kSchemeCatalog,
                                      "SubmitSchemeVersion", request, reply));
  return reply.scheme_version().etag();
}

absl::Status ResourceClient::PublishSchemeVersion(const std::string& name,
                                                  const std::string& etag,
                                                  const std::string& approver) {
  scheme_catalog::v1::PublishSchemeVersionRequest request;
  scheme_catalog::v1::PublishSchemeVersionResponse reply;
  request.set_name(name);
  request.set_etag(etag);
  return caller_.CallAs(approver, Service::kSchemeCatalog,
                        "PublishSchemeVersion", request, reply);
}

absl::StatusOr<Found> ResourceClient::Get(const ResourceType& type,
                                          const std::string& name,
                                          const type::v1::ReadAt& read_at) {
  const std::string method = absl::StrCat("Get", type.method_stem);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  SetText(*request, "name", name);
  SetReadAt(*request, read_at);
  SANGAM_RETURN_IF_ERROR(
      caller_.Call(type.service, PathOf(type, method), *request, *reply));
  Found found;
  found.resources.emplace_back(type.prototype->New());
  found.resources.back()->CopyFrom(Nested(*reply, type.field));
  found.token = Text(*reply, "token");
  return found;
}

absl::StatusOr<Found> ResourceClient::List(
    const ResourceType& type, const type::v1::ReadAt& read_at,
    const std::vector<std::pair<std::string, std::string>>& filters) {
  const std::string method = absl::StrCat("List", type.method_stem_plural);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  SetReadAt(*request, read_at);
  for (const auto& [field, value] : filters) SetText(*request, field, value);
  Found found;
  while (true) {
    reply->Clear();
    SANGAM_RETURN_IF_ERROR(
        caller_.Call(type.service, PathOf(type, method), *request, *reply));
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

absl::StatusOr<std::vector<std::string>> ResourceClient::ListNames(
    const ResourceType& type, size_t most) {
  const std::string method = absl::StrCat("List", type.method_stem_plural);
  const MessagePointer request =
      NewMessage(type, absl::StrCat(method, "Request"));
  const MessagePointer reply =
      NewMessage(type, absl::StrCat(method, "Response"));
  std::vector<std::string> names;
  while (true) {
    reply->Clear();
    SANGAM_RETURN_IF_ERROR(
        caller_.Call(type.service, PathOf(type, method), *request, *reply));
    const FieldDescriptor* field = Field(*reply, type.field_plural);
    const int size = reply->GetReflection()->FieldSize(*reply, field);
    for (int i = 0; i < size; ++i) {
      names.push_back(
          Text(reply->GetReflection()->GetRepeatedMessage(*reply, field, i),
               "name"));
    }
    const std::string next = Text(*reply, "next_page_token");
    if (next.empty() || names.size() >= most ||
        next == Text(*request, "page_token")) {
      return names;
    }
    SetText(*request, "page_token", next);
  }
}

absl::StatusOr<Found> ResourceClient::SearchSchemes(const std::string& words) {
  scheme_catalog::v1::SearchSchemesRequest request;
  request.set_query(words);
  request.set_page_size(100);
  Found found;
  while (true) {
    scheme_catalog::v1::SearchSchemesResponse reply;
    SANGAM_RETURN_IF_ERROR(
        caller_.Call(Service::kSchemeCatalog, "SearchSchemes", request, reply));
    for (const auto& scheme : reply.schemes()) {
      found.resources.push_back(
          std::make_unique<scheme_catalog::v1::Scheme>(scheme));
    }
    found.token = reply.token();
    if (reply.next_page_token().empty()) return found;
    if (reply.next_page_token() == request.page_token()) {
      return InternalFault("SearchSchemes gave the same page token twice");
    }
    request.set_page_token(reply.next_page_token());
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
  SANGAM_RETURN_IF_ERROR(
      caller_.Call(type.service, PathOf(type, method), *request, *reply));
  return Text(*reply, "token");
}

}  // namespace sangam::sangamctl
