#include "common/changelog/standard_methods.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/changelog/digest.h"
#include "common/changelog/list_query.h"
#include "common/changelog/request_log.h"
#include "common/changelog/resource_fields.h"
#include "common/changelog/update_mask.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/identity_number.h"

namespace sangam {
namespace {

using google::protobuf::Message;

// The resource that a request holds.
absl::StatusOr<const Message*> RequiredResource(const Message& request) {
  const Message* resource = ResourceIn(request);
  if (resource != nullptr) return resource;
  return InvalidFieldError(ResourceFieldName(request), "is required");
}

absl::StatusOr<StoredResource> RequiredRow(Snapshot& snapshot,
                                           const ResourceType& type,
                                           absl::string_view name) {
  SANGAM_ASSIGN_OR_RETURN(absl::optional<StoredResource> row,
                          type.table().Get(snapshot, name));
  if (!row) return sangam::NotFoundError(name);
  return *std::move(row);
}

absl::Status CheckEtag(absl::string_view given, const StoredResource& row,
                       const StorePosition& position) {
  if (given.empty() || given == EtagOf(position.epoch, row.revision)) {
    return absl::OkStatus();
  }
  return EtagMismatchError(row.key);
}

absl::StatusOr<std::unique_ptr<Message>> ParseBody(const ResourceType& type,
                                                   const StoredResource& row) {
  std::unique_ptr<Message> resource(type.prototype().New());
  if (!resource->ParseFromString(row.body)) {
    return InternalFault("a stored resource can't be read");
  }
  return resource;
}

absl::Status Reply(Snapshot& snapshot, const StoredResource& row,
                   Message* response) {
  SetTextField(response, "token", snapshot.token());
  return ReadStored(row, snapshot.position().epoch,
                    MutableResourceIn(response));
}

}  // namespace

absl::Status StandardMethods::WriteOnce(
    const Message& request, Message* response,
    absl::FunctionRef<absl::Status(WriteTransaction&)> work) const {
  return changelog_.Write([&](WriteTransaction& transaction) {
    return AnswerOnce(transaction, request, response,
                      [&] { return work(transaction); });
  });
}

absl::Status StandardMethods::Store(WriteTransaction& transaction,
                                    const Message* before,
                                    absl::string_view name, Message& after,
                                    Message* response) const {
  SANGAM_RETURN_IF_ERROR(
      PrefixFields(type_.OnChange(transaction, before, &after),
                   ResourceFieldName(*response)));
  SANGAM_ASSIGN_OR_RETURN(
      const StoredResource row,
      type_.table().Put(transaction, name, SerializeDeterministically(after),
                        type_.Columns(after)));
  SetOutcomeField(response, before == nullptr
                                ? type::v1::WRITE_OUTCOME_CREATED
                                : type::v1::WRITE_OUTCOME_UPDATED);
  return Reply(transaction, row, response);
}

absl::Status StandardMethods::CheckAndStore(WriteTransaction& transaction,
                                            const Message* before,
                                            absl::string_view name,
                                            Message& after,
                                            Message* response) const {
  SANGAM_RETURN_IF_ERROR(
      PrefixFields(type_.Check(after), ResourceFieldName(*response)));
  return Store(transaction, before, name, after, response);
}

absl::Status StandardMethods::Create(const Message& request,
                                     Message* response) const {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  SANGAM_ASSIGN_OR_RETURN(const Message* given, RequiredResource(request));
  // Checked before it takes its turn to write, with all faults at once.
  SANGAM_RETURN_IF_ERROR(
      PrefixFields(type_.Check(*given), ResourceFieldName(request)));
  const std::string name = TextField(*given, "name");
  return WriteOnce(
      request, response, [&](WriteTransaction& transaction) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(auto row, type_.table().Get(transaction, name));
        if (row) return ExistsError(name);
        std::unique_ptr<Message> resource = NewVersion(*given);
        return Store(transaction, nullptr, name, *resource, response);
      });
}

absl::Status StandardMethods::Get(const Message& request,
                                  Message* response) const {
  const std::string name = TextField(request, "name");
  SANGAM_RETURN_IF_ERROR(type_.CheckName(name));
  return changelog_.Read(
      ReadAtField(request), [&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const StoredResource row,
                                RequiredRow(snapshot, type_, name));
        return Reply(snapshot, row, response);
      });
}

absl::Status StandardMethods::List(const Message& request,
                                   Message* response) const {
  SANGAM_ASSIGN_OR_RETURN(const ListQuery query,
                          ListQuery::Parse(request, type_.table()));
  return changelog_.Read(
      ReadAtField(request), [&](Snapshot& snapshot) -> absl::Status {
        const ResourceTable& table = type_.table();
        SANGAM_ASSIGN_OR_RETURN(const std::vector<StoredResource> page,
                                table.List(snapshot, query.after(),
                                           query.page_size(), query.filters()));
        for (const StoredResource& row : page) {
          SANGAM_RETURN_IF_ERROR(ReadStored(row, snapshot.position().epoch,
                                            AddResourceTo(response)));
        }
        SetTextField(response, "token", snapshot.token());
        if (page.empty()) return absl::OkStatus();
        SANGAM_ASSIGN_OR_RETURN(
            const std::vector<StoredResource> further,
            table.List(snapshot, page.back().key, 1, query.filters()));
        if (!further.empty()) {
          SetTextField(response, "next_page_token",
                       query.NextPageToken(page.back().key));
        }
        return absl::OkStatus();
      });
}

absl::Status StandardMethods::Update(const Message& request,
                                     Message* response) const {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  SANGAM_ASSIGN_OR_RETURN(const Message* given, RequiredResource(request));
  SANGAM_RETURN_IF_ERROR(PrefixFields(
      type_.CheckName(TextField(*given, "name")), ResourceFieldName(request)));
  const google::protobuf::FieldMask mask = UpdateMaskField(request);
  SANGAM_RETURN_IF_ERROR(CheckUpdateMask(mask, *given->GetDescriptor()));
  const std::string name = TextField(*given, "name");
  const std::string etag = TextField(*given, "etag");
  return WriteOnce(
      request, response, [&](WriteTransaction& transaction) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(auto row, type_.table().Get(transaction, name));
        if (!row) {
          if (!AllowMissingField(request)) return sangam::NotFoundError(name);
          if (!etag.empty()) return EtagMismatchError(name);
          std::unique_ptr<Message> resource = NewVersion(*given);
          return CheckAndStore(transaction, nullptr, name, *resource, response);
        }
        SANGAM_RETURN_IF_ERROR(CheckEtag(etag, *row, transaction.position()));
        SANGAM_ASSIGN_OR_RETURN(const auto before, ParseBody(type_, *row));
        std::unique_ptr<Message> after = NewVersion(*before, *given, mask);
        if (SerializeDeterministically(*after) == row->body) {
          SetOutcomeField(response, type::v1::WRITE_OUTCOME_UNCHANGED);
          return Reply(transaction, *row, response);
        }
        return CheckAndStore(transaction, before.get(), name, *after, response);
      });
}

absl::Status StandardMethods::Delete(const Message& request,
                                     Message* response) const {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  const std::string name = TextField(request, "name");
  SANGAM_RETURN_IF_ERROR(type_.CheckName(name));
  return WriteOnce(
      request, response, [&](WriteTransaction& transaction) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const StoredResource row,
                                RequiredRow(transaction, type_, name));
        SANGAM_RETURN_IF_ERROR(
            CheckEtag(TextField(request, "etag"), row, transaction.position()));
        SANGAM_ASSIGN_OR_RETURN(const auto before, ParseBody(type_, row));
        SANGAM_RETURN_IF_ERROR(
            type_.OnChange(transaction, before.get(), nullptr));
        SANGAM_RETURN_IF_ERROR(type_.table().Delete(transaction, name));
        SetTextField(response, "token", transaction.token());
        return absl::OkStatus();
      });
}

absl::Status StandardMethods::Change(
    const Message& request, Message* response,
    absl::FunctionRef<absl::Status(Message&)> change) const {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  const std::string name = TextField(request, "name");
  SANGAM_RETURN_IF_ERROR(type_.CheckName(name));
  return WriteOnce(
      request, response, [&](WriteTransaction& transaction) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const StoredResource row,
                                RequiredRow(transaction, type_, name));
        SANGAM_RETURN_IF_ERROR(
            CheckEtag(TextField(request, "etag"), row, transaction.position()));
        SANGAM_ASSIGN_OR_RETURN(const auto before, ParseBody(type_, row));
        SANGAM_ASSIGN_OR_RETURN(const auto after, ParseBody(type_, row));
        SANGAM_RETURN_IF_ERROR(change(*after));
        if (SerializeDeterministically(*after) == row.body) {
          return Reply(transaction, row, response);
        }
        return CheckAndStore(transaction, before.get(), name, *after, response);
      });
}

}  // namespace sangam
