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

// Reads the resource of a row that is about to be changed by a request with the
// etag `given`, if that allows it.
absl::StatusOr<std::unique_ptr<Message>> ReadBefore(
    WriteTransaction& transaction, const ResourceType& type,
    const StoredResource& row, absl::string_view given) {
  if (!given.empty() &&
      given != EtagOf(transaction.position().epoch, row.revision)) {
    return EtagMismatchError(row.key);
  }
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
    const Message& request, absl::string_view name, Message* response,
    absl::FunctionRef<absl::Status(WriteTransaction&)> work) const {
  if (ValidateOnlyField(request)) {
    return Rehearse(request, name, response, work);
  }
  const auto answer = [&](WriteTransaction& transaction) {
    return AnswerOnce(transaction, request, response,
                      [&] { return work(transaction); });
  };
  return changelog_.Write(answer, cancelled_);
}

absl::Status StandardMethods::Rehearse(
    const Message& request, absl::string_view name, Message* response,
    absl::FunctionRef<absl::Status(WriteTransaction&)> work) const {
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  const auto rehearse = [&](WriteTransaction& transaction) -> absl::Status {
    SANGAM_ASSIGN_OR_RETURN(const auto stored,
                            type_.table().Get(transaction, name));
    const std::string token = transaction.token();
    SANGAM_RETURN_IF_ERROR(work(transaction));
    SetTextField(response, "token", token);
    // An etag that was never given out could come true by another's write.
    Message* resource = MutableResourceIn(response);
    ClearOutputFields(resource);
    if (stored) SetStoredFields(*stored, changelog_.epoch(), resource);
    return absl::OkStatus();
  };
  return changelog_.Rehearse(rehearse, cancelled_);
}

absl::Status StandardMethods::Store(WriteTransaction& transaction,
                                    const Message* before,
                                    absl::string_view name, Message& after,
                                    Message* response) const {
  SANGAM_RETURN_IF_ERROR(
      PrefixFields(type_.OnChange(transaction, before, &after),
                   ResourceFieldName(*response)));
  SANGAM_ASSIGN_OR_RETURN(const std::vector<sql::Value> columns,
                          type_.ColumnsAmongOthers(transaction, after));
  SANGAM_ASSIGN_OR_RETURN(
      const StoredResource row,
      type_.table().Put(transaction, name, SerializeDeterministically(after),
                        columns));
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
      request, name, response,
      [&](WriteTransaction& transaction) -> absl::Status {
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
      query.read_at(), [&](Snapshot& snapshot) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(
            const ResourcePage page,
            ListResources(snapshot, type_, query.after(), query.page_size(),
                          query.filters()));
        for (const StoredResource& row : page.resources) {
          SANGAM_RETURN_IF_ERROR(ReadStored(row, snapshot.position().epoch,
                                            AddResourceTo(response)));
        }
        SetTextField(response, "token", snapshot.token());
        if (!page.go_on_after.empty()) {
          SetTextField(response, "next_page_token",
                       query.NextPageToken(page.go_on_after, snapshot.token()));
        }
        return absl::OkStatus();
      });
}

absl::Status StandardMethods::Update(const Message& request,
                                     Message* response) const {
  return UpdateWith(request, response,
                    [](Message&) { return absl::OkStatus(); });
}

absl::Status StandardMethods::UpdateWith(
    const Message& request, Message* response,
    absl::FunctionRef<absl::Status(Message& after)> complete) const {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  SANGAM_ASSIGN_OR_RETURN(const Message* given, RequiredResource(request));
  SANGAM_RETURN_IF_ERROR(PrefixFields(
      type_.CheckName(TextField(*given, "name")), ResourceFieldName(request)));
  const google::protobuf::FieldMask mask = UpdateMaskField(request);
  SANGAM_RETURN_IF_ERROR(CheckUpdateMask(mask, *given->GetDescriptor()));
  const std::string name = TextField(*given, "name");
  const std::string etag = TextField(*given, "etag");
  return WriteOnce(
      request, name, response,
      [&](WriteTransaction& transaction) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(auto row, type_.table().Get(transaction, name));
        if (!row) {
          if (!AllowMissingField(request)) return sangam::NotFoundError(name);
          if (!etag.empty()) return EtagMismatchError(name);
          std::unique_ptr<Message> resource = NewVersion(*given);
          SANGAM_RETURN_IF_ERROR(complete(*resource));
          return CheckAndStore(transaction, nullptr, name, *resource, response);
        }
        SANGAM_ASSIGN_OR_RETURN(const auto before,
                                ReadBefore(transaction, type_, *row, etag));
        std::unique_ptr<Message> after = NewVersion(*before, *given, mask);
        if (SerializeDeterministically(*after) == row->body) {
          SetOutcomeField(response, type::v1::WRITE_OUTCOME_UNCHANGED);
          return Reply(transaction, *row, response);
        }
        SANGAM_RETURN_IF_ERROR(complete(*after));
        return CheckAndStore(transaction, before.get(), name, *after, response);
      });
}

absl::Status StandardMethods::WriteExisting(
    const Message& request, Message* response,
    absl::FunctionRef<absl::Status(WriteTransaction&, const StoredResource&,
                                   const Message&)>
        work) const {
  SANGAM_RETURN_IF_ERROR(RefuseIdentityNumbers(request));
  const std::string name = TextField(request, "name");
  SANGAM_RETURN_IF_ERROR(type_.CheckName(name));
  return WriteOnce(
      request, name, response,
      [&](WriteTransaction& transaction) -> absl::Status {
        SANGAM_ASSIGN_OR_RETURN(const StoredResource row,
                                RequiredRow(transaction, type_, name));
        SANGAM_ASSIGN_OR_RETURN(
            const auto before,
            ReadBefore(transaction, type_, row, TextField(request, "etag")));
        return work(transaction, row, *before);
      });
}

absl::Status StandardMethods::Delete(const Message& request,
                                     Message* response) const {
  return DeleteIf(request, response,
                  [](const Message&) { return absl::OkStatus(); });
}

absl::Status StandardMethods::DeleteIf(
    const Message& request, Message* response,
    absl::FunctionRef<absl::Status(const Message& before)> check) const {
  return WriteExisting(
      request, response,
      [&](WriteTransaction& transaction, const StoredResource& row,
          const Message& before) -> absl::Status {
        SANGAM_RETURN_IF_ERROR(check(before));
        SANGAM_RETURN_IF_ERROR(type_.OnChange(transaction, &before, nullptr));
        SANGAM_RETURN_IF_ERROR(type_.table().Delete(transaction, row.key));
        SetTextField(response, "token", transaction.token());
        return absl::OkStatus();
      });
}

absl::Status StandardMethods::Change(
    const Message& request, Message* response,
    absl::FunctionRef<absl::Status(Message&)> change) const {
  return WriteExisting(
      request, response,
      [&](WriteTransaction& transaction, const StoredResource& row,
          const Message& before) -> absl::Status {
        const std::unique_ptr<Message> after(before.New());
        after->CopyFrom(before);
        SANGAM_RETURN_IF_ERROR(change(*after));
        if (SerializeDeterministically(*after) == row.body) {
          return Reply(transaction, row, response);
        }
        return CheckAndStore(transaction, &before, row.key, *after, response);
      });
}

}  // namespace sangam
