#include "services/registry/store/stored_record.h"

#include <utility>

#include "common/changelog/digest.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/list_columns.h"
#include "services/registry/store/place_area.h"
#include "services/registry/store/references.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/validities.h"

namespace sangam::registry {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool Holds(const Message& message, const FieldDescriptor& field,
           absl::string_view text) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (reflection.GetRepeatedString(message, &field, i) == text) return true;
  }
  return false;
}

void ReplaceInText(const FieldDescriptor& field, absl::string_view from,
                   absl::string_view to, Message* message) {
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  if (!field.is_repeated()) {
    if (reflection.GetString(*message, &field) == from) {
      reflection.SetString(message, &field, std::string(to));
    }
    return;
  }
  std::vector<std::string> texts;
  for (int i = 0; i < reflection.FieldSize(*message, &field); ++i) {
    std::string text = reflection.GetRepeatedString(*message, &field, i);
    if (text == from) {
      // Both may have been in the list.
      if (Holds(*message, field, to)) continue;
      text = std::string(to);
    }
    if (!text.empty()) texts.push_back(std::move(text));
  }
  reflection.ClearField(message, &field);
  for (std::string& text : texts) {
    reflection.AddString(message, &field, std::move(text));
  }
}

}  // namespace

const ResourceType* TypeNamed(absl::string_view resource_name) {
  const std::string collection = CollectionOf(resource_name);
  for (const ResourceType* type : AllResourceTypes()) {
    if (type->table().collection() == collection) return type;
  }
  return nullptr;
}

absl::StatusOr<absl::optional<StoredRecord>> ReadRecord(
    Snapshot& snapshot, absl::string_view name) {
  const ResourceType* type = TypeNamed(name);
  if (type == nullptr) return absl::optional<StoredRecord>();
  SANGAM_ASSIGN_OR_RETURN(const auto row, type->table().Get(snapshot, name));
  if (!row) return absl::optional<StoredRecord>();
  StoredRecord record;
  record.type = type;
  record.revision = row->revision;
  record.message.reset(type->prototype().New());
  if (!record.message->ParseFromString(row->body)) {
    return InternalFault("a stored resource can't be read");
  }
  return absl::make_optional(std::move(record));
}

absl::StatusOr<std::vector<std::string>> AllSourcesOf(Snapshot& snapshot,
                                                      absl::string_view target,
                                                      int64_t most) {
  sql::Statement rows = snapshot.database().Prepare(
      "SELECT DISTINCT source FROM reference WHERE target = ?"
      " AND to_revision = ? ORDER BY source LIMIT ?",
      target, kHoldsStill, most + 1);
  std::vector<std::string> sources;
  while (rows.Next()) sources.push_back(rows.Text(0));
  SANGAM_RETURN_IF_ERROR(rows.status());
  return sources;
}

void ReplaceName(absl::string_view from, absl::string_view to,
                 Message* message) {
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
        field->type() == FieldDescriptor::TYPE_STRING) {
      ReplaceInText(*field, from, to, message);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      // The keys of a map are no names, so its entries are like any others.
      if (!field->is_repeated()) {
        ReplaceName(from, to, reflection.MutableMessage(message, field));
        continue;
      }
      for (int i = 0; i < reflection.FieldSize(*message, field); ++i) {
        ReplaceName(from, to,
                    reflection.MutableRepeatedMessage(message, field, i));
      }
    }
  }
}

absl::StatusOr<StoredResource> PutVersion(WriteTransaction& transaction,
                                          const ResourceType& type,
                                          const Message& record) {
  SANGAM_ASSIGN_OR_RETURN(const std::vector<sql::Value> columns,
                          type.ColumnsAmongOthers(transaction, record));
  for (const ListedTable& listed : ListedTables()) {
    if (listed.table != &type.table()) continue;
    // The class stands beside the area.
    const int64_t record_class =
        listed.class_column.empty()
            ? 0
            : absl::get<int64_t>(columns[kAreaColumn + 1]);
    SANGAM_RETURN_IF_ERROR(NoteListPartition(
        transaction, listed.table->collection(),
        absl::get<std::string>(columns[kAreaColumn]), record_class));
  }
  return type.table().Put(transaction, TextField(record, "name"),
                          SerializeDeterministically(record), columns);
}

absl::Status StoreChanged(WriteTransaction& transaction,
                          const StoredRecord& before, const Message& after,
                          ProfileChanges* changes) {
  const std::string name = TextField(after, "name");
  SANGAM_RETURN_IF_ERROR(PrefixFields(before.type->Check(after), name));
  SANGAM_RETURN_IF_ERROR(
      changes->RollUp(transaction, before.message.get(), &after));
  SANGAM_RETURN_IF_ERROR(ReplaceReferences(transaction.database(),
                                           transaction.revision(), name,
                                           ReferencesOfRecord(after)));
  if (SubjectOf(after)) changes->Note(name);
  if (before.type == &LinkageType()) {
    changes->NoteAlone(TextField(after, "subject"));
  }
  return PutVersion(transaction, *before.type, after).status();
}

void NoteBodiesOf(const Message& subject, ProfileChanges* changes) {
  for (const Reference& reference : ReferencesOfRecord(subject)) {
    if (reference.field == "parent" || reference.field == "group" ||
        reference.field == "cluster") {
      changes->Note(reference.target);
    }
  }
}

}  // namespace sangam::registry
