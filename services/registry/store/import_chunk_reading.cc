// How a record of an import becomes the version to store.
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/changelog/resource_fields.h"
#include "common/changelog/update_mask.h"
#include "common/clock/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/validation/resource_name.h"
#include "services/registry/domain/linkage_change.h"
#include "services/registry/domain/place_rules.h"
#include "services/registry/domain/sent_facts.h"
#include "services/registry/domain/subject_name.h"
#include "services/registry/store/entity_record.h"
#include "services/registry/store/import_chunk.h"
#include "services/registry/store/import_speaker.h"
#include "services/registry/store/outside_ids.h"
#include "services/registry/store/resource_types.h"
#include "services/registry/store/retired_names.h"

namespace sangam::registry {
namespace {

using google::protobuf::Message;

std::string TextOf(const type::v1::OutsideId& id) {
  return absl::StrCat(id.system(), " id ", id.value());
}

// Adds the ids of `before` that `after` lacks, so that what one system says of
// a subject never costs it the ids that others gave.
void KeepOutsideIds(const Message& before, Message* after) {
  const OutsideIds* held = OutsideIdsOf(before);
  if (held == nullptr) return;
  OutsideIds* ids = MutableOutsideIdsOf(after);
  const OutsideIds given = *ids;
  *ids = *held;
  for (const type::v1::OutsideId& id : given) {
    const bool known = absl::c_any_of(*held, [&](const auto& other) {
      return other.system() == id.system() && other.value() == id.value();
    });
    if (!known) *ids->Add() = id;
  }
}

// A mask that speaks of "profile.members" makes an empty profile where neither
// version knows anything; it says no more than none.
void ClearNewEmptyMessages(const Message& before, Message* after) {
  const google::protobuf::Reflection& reflection = *after->GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(*after, &fields);
  for (const google::protobuf::FieldDescriptor* field : fields) {
    if (field->is_repeated() || field->message_type() == nullptr) continue;
    if (reflection.GetMessage(*after, field).ByteSizeLong() == 0 &&
        !reflection.HasField(before, field)) {
      reflection.ClearField(after, field);
    }
  }
}

}  // namespace

absl::StatusOr<std::string> ImportChunk::Holder(const type::v1::OutsideId& id) {
  std::string holder = added_.HolderOf(id);
  if (!holder.empty()) return holder;
  if (before_it_ != nullptr) holder = before_it_->HolderOf(id);
  if (!holder.empty()) return holder;
  const auto known = held_.find(std::make_pair(id.system(), id.value()));
  if (known != held_.end()) return known->second;
  return HolderOf(transaction().database(), transaction().revision(), id);
}

absl::Status ImportChunk::CheckMask(const google::protobuf::Descriptor& type) {
  const auto [found, fresh] = masks_.try_emplace(&type);
  if (fresh) found->second = CheckUpdateMask(request_.update_mask(), type);
  return found->second;
}

// Sets the name: that of the record, or that of who holds its ids, or one made
// of the first id, which nobody has had.
absl::Status ImportChunk::FindSubject(Row& row, absl::string_view collection) {
  const Message& given = RecordIn(row.record->entity());
  row.name = TextField(given, "name");
  const OutsideIds* ids = OutsideIdsOf(given);
  std::string holder;
  for (int i = 0; ids != nullptr && i < ids->size(); ++i) {
    const std::string field = absl::StrCat("outside_ids[", i, "]");
    SANGAM_ASSIGN_OR_RETURN(const std::string other, Holder((*ids)[i]));
    if (other.empty()) continue;
    const std::string& expected = row.name.empty() ? holder : row.name;
    if (!expected.empty() && other != expected) {
      return InvalidFieldError(
          field, absl::StrCat(TextOf((*ids)[i]), " is that of ", other,
                              ", and not of ", expected));
    }
    if (CollectionOf(other) != collection) {
      return InvalidFieldError(
          field, absl::StrCat(TextOf((*ids)[i]), " is that of ", other));
    }
    holder = other;
  }
  if (!row.name.empty()) return absl::OkStatus();
  if (!holder.empty()) {
    row.name = holder;
    return absl::OkStatus();
  }
  if (ids == nullptr || ids->empty()) {
    return InvalidFieldError("name", ids == nullptr
                                         ? "is required"
                                         : "is required, or an outside id");
  }
  row.name = NameOfOutsideId(collection, (*ids)[0]);
  SANGAM_ASSIGN_OR_RETURN(const bool taken, Exists(row.name));
  if (!taken) return MakeNameFresh(row, collection, (*ids)[0]);
  return InvalidFieldError(
      "name",
      absl::StrCat("is required: ", row.name, ", which ", TextOf((*ids)[0]),
                   " would have, is there without this id"));
}

// A name that was merged or erased is never given again, but whoever has the
// id may come again: then under the name that the id with a number would give.
absl::Status ImportChunk::MakeNameFresh(Row& row, absl::string_view collection,
                                        const type::v1::OutsideId& id) {
  for (int number = 2;; ++number) {
    absl::Status retired = CheckNameNotRetired(row.name);
    if (!retired.ok() && !absl::IsInvalidArgument(retired)) return retired;
    SANGAM_ASSIGN_OR_RETURN(const bool taken, Exists(row.name));
    if (retired.ok() && !taken) return absl::OkStatus();
    type::v1::OutsideId numbered = id;
    numbered.set_value(absl::StrCat(id.value(), "-", number));
    row.name = NameOfOutsideId(collection, numbered);
  }
}

absl::Status ImportChunk::SetBelongsTo(const Row& row, Message* given) {
  if (!row.record->has_belongs_to()) return absl::OkStatus();
  const char* field = BelongsToField(*given);
  if (field == nullptr) {
    return InvalidFieldError("belongs_to",
                             "is for a group, an enterprise or a"
                             " linkage");
  }
  const type::v1::OutsideId& id = row.record->belongs_to();
  SANGAM_ASSIGN_OR_RETURN(std::string holder, Holder(id));
  // It may come with a later chunk; what is missing is told with all else.
  if (holder.empty()) holder = NameOfOutsideId("groups", id);
  SetTextField(given, field, holder);
  return absl::OkStatus();
}

void ImportChunk::SetProvisionalPlace(const Row& row, Message* given) {
  const v1::ImportRecord& record = *row.record;
  if (record.place_title().empty() || BelongsToField(*given) == nullptr) return;
  if (TextField(*given, "place").empty() && !record.place_parent().empty()) {
    SetTextField(
        given, "place",
        NameOfProvisionalPlace(record.place_parent(), record.place_title()));
  }
}

// Few registries have such names, and those that have none are asked once.
absl::Status ImportChunk::CheckNameNotRetired(const std::string& name) {
  if (!any_name_retired_) {
    sql::Statement row = transaction().database().Prepare(
        "SELECT 1 FROM merged_name UNION ALL SELECT 1 FROM erased_name"
        " LIMIT 1");
    any_name_retired_ = row.Next();
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  if (!*any_name_retired_) return absl::OkStatus();
  const absl::Status retired = CheckNotRetired(transaction(), name);
  return absl::IsAlreadyExists(retired)
             ? InvalidFieldError("name", retired.message())
             : retired;
}

absl::Status ImportChunk::Find(Row& row) {
  row.type = TypeOf(row.record->entity());
  if (row.type == nullptr) return InvalidFieldError("entity", "is required");
  const Message& sent = RecordIn(row.record->entity());
  SANGAM_RETURN_IF_ERROR(CheckMask(*sent.GetDescriptor()));
  SANGAM_RETURN_IF_ERROR(FindSubject(row, row.type->table().collection()));
  ++claims_[row.name];
  row.claims_name = true;
  Remember(row, sent);
  return absl::OkStatus();
}

absl::Status ImportChunk::Read(std::unique_ptr<Row>& row) {
  const Message& sent = RecordIn(row->record->entity());
  RecordDraft& draft = *row->draft;
  bool as_drafted = draft.record != nullptr && draft.name == row->name;
  if (as_drafted) {
    row->after = std::move(draft.record);
  } else {
    row->after = NewVersion(sent);
    SetTextField(row->after.get(), "name", row->name);
    SANGAM_RETURN_IF_ERROR(SetBelongsTo(*row, row->after.get()));
    SetProvisionalPlace(*row, row->after.get());
  }

  const absl::optional<StoredResource>& stored = row->stored;
  if (stored) {
    row->before.reset(sent.New());
    if (!row->before->ParseFromString(stored->body)) {
      return InternalFault("a stored resource can't be read");
    }
    if (request_.update_mask().paths_size() > 0) {
      // What these set is spoken of, whatever the mask says.
      google::protobuf::FieldMask mask = request_.update_mask();
      const char* belongs = BelongsToField(sent);
      if (row->record->has_belongs_to()) mask.add_paths(belongs);
      if (!row->record->place_title().empty()) mask.add_paths("place");
      // Whoever describes a place itself confirms it.
      if (row->type == &PlaceType()) mask.add_paths("provisional");
      const std::unique_ptr<Message> given = std::move(row->after);
      row->after = NewVersion(*row->before, *given, mask);
      KeepFactsNotSent(*row->before, *given, mask, row->after.get());
      ClearNewEmptyMessages(*row->before, row->after.get());
      SetTextField(row->after.get(), "name", row->name);
    }
    SANGAM_ASSIGN_OR_RETURN(
        const bool speaks,
        SpeaksForSubject(transaction(), sent, row->name, *row->before));
    if (!speaks) {
      const OutsideIds ids = *OutsideIdsOf(*row->after);
      row->after->CopyFrom(*row->before);
      *MutableOutsideIdsOf(row->after.get()) = ids;
    }
    KeepOutsideIds(*row->before, row->after.get());
    as_drafted = false;
    // What another row says of the subject says nothing against this one.
    if (!speaks && SerializeDeterministically(*row->after) == stored->body) {
      response_.set_unchanged(response_.unchanged() + 1);
      row = nullptr;
      return absl::OkStatus();
    }
  }
  row->body = as_drafted ? std::move(draft.body)
                         : SerializeDeterministically(*row->after);

  const auto [said, first] = first_said_.try_emplace(
      row->name, FirstSaid{row->record->row(), std::string(), row.get()});
  const FirstSaid& earlier = said->second;
  if (!first && row->body != (earlier.written != nullptr ? earlier.written->body
                                                         : earlier.body)) {
    return InvalidFieldError(
        "name", absl::StrCat(row->name, " is also that of row ", earlier.row,
                             ", which says something else"));
  }
  if (!first && earlier.written != nullptr) {
    // The first one alone speaks for the name from here on.
    --claims_[row->name];
    earlier.written->copies.push_back(row->record);
    row = nullptr;
    return absl::OkStatus();
  }
  if (stored && stored->body == row->body) {
    said->second.body = std::move(row->body);
    said->second.written = nullptr;
    response_.set_unchanged(response_.unchanged() + 1);
    row = nullptr;
    return absl::OkStatus();
  }
  const std::string etag = TextField(sent, "etag");
  if (!etag.empty() &&
      (!stored ||
       etag != EtagOf(transaction().position().epoch, stored->revision))) {
    return EtagMismatchError(row->name);
  }
  SANGAM_RETURN_IF_ERROR(as_drafted ? draft.fault
                                    : row->type->Check(*row->after));
  if (row->type == &LinkageType()) {
    SANGAM_RETURN_IF_ERROR(
        CheckLinkageWrite(static_cast<const v1::Linkage*>(row->before.get()),
                          static_cast<const v1::Linkage&>(*row->after),
                          IndiaDay(transaction().now())));
  }
  if (!stored) SANGAM_RETURN_IF_ERROR(CheckNameNotRetired(row->name));
  // Find remembered what was sent.
  if (!as_drafted) Remember(*row, *row->after);
  row->references = as_drafted ? std::move(draft.references)
                               : ReferencesOfRecord(*row->after);
  row->provisional_place =
      ProvisionalPlace(TextField(*row->after, "place"),
                       row->record->place_title(), row->record->place_parent());
  return absl::OkStatus();
}

}  // namespace sangam::registry
