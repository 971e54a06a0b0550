#include "services/registry/domain/record_merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/types/optional.h"
#include "common/subjects/extra_path.h"
#include "common/validation/violations.h"
#include "google/protobuf/reflection.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "sangam/type/v1/profile.pb.h"
#include "sangam/type/v1/provenance.pb.h"
#include "services/registry/domain/counts_beside.h"
#include "services/registry/domain/provenance_of_fact.h"

namespace sangam::registry {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

constexpr char kProfile[] = "profile";
constexpr char kChildrenComplete[] = "children_complete";
constexpr char kBenefitsComplete[] = "received_benefits_complete_until";

// Fields that say which record it is and where it comes from, or that are
// merged by a rule of their own.
bool IsFact(const FieldDescriptor& field) {
  static const auto* const kNoFacts =
      new std::set<std::string>{"name",
                                "kind",
                                "etag",
                                "update_time",
                                "provenance",
                                "outside_ids",
                                kProfile,
                                "field_provenance",
                                kChildrenComplete,
                                kBenefitsComplete};
  return kNoFacts->count(field.name()) == 0;
}

bool IsSet(const Message& message, const FieldDescriptor& field) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                             : reflection.HasField(message, &field);
}

// As text, on one line.
std::string ValueOf(const Message& message, const FieldDescriptor& field) {
  TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  const int count = field.is_repeated()
                        ? message.GetReflection()->FieldSize(message, &field)
                        : 1;
  std::vector<std::string> values;
  for (int i = 0; i < count; ++i) {
    std::string& value = values.emplace_back();
    printer.PrintFieldValueToString(message, &field,
                                    field.is_repeated() ? i : -1, &value);
  }
  return absl::StrJoin(values, ", ");
}

std::string TextOf(const type::v1::AttributeValue& value) {
  TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(value, &text);
  absl::StripTrailingAsciiWhitespace(&text);
  return text;
}

// Puts `field` of `from` into `to`, in place of what is there.
void Take(const Message& from, const FieldDescriptor& field, Message* to) {
  const std::unique_ptr<Message> one(from.New());
  one->CopyFrom(from);
  std::vector<const FieldDescriptor*> fields;
  one->GetReflection()->ListFields(*one, &fields);
  for (const FieldDescriptor* other : fields) {
    if (other != &field) one->GetReflection()->ClearField(one.get(), other);
  }
  to->GetReflection()->ClearField(to, &field);
  to->MergeFrom(*one);
}

bool SameValue(const Message& some, const Message& other,
               const FieldDescriptor& field) {
  google::protobuf::util::MessageDifferencer differencer;
  return differencer.CompareWithFields(some, other, {&field}, {&field});
}

const FieldDescriptor* FieldNamed(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

template <typename Value>
const Value& Part(const Message& message, const FieldDescriptor& field) {
  return static_cast<const Value&>(
      message.GetReflection()->GetMessage(message, &field));
}

// Merges the facts of one message: the record itself, or its profile.
class FactMerge {
 public:
  FactMerge(const Message& duplicate_record,
            const google::protobuf::FieldMask& take, MergedRecord* merged)
      : duplicate_record_(duplicate_record),
        take_(take.paths().begin(), take.paths().end()),
        merged_(*merged) {}

  void Merge(const Message& duplicate, const std::string& prefix,
             Message* survivor) {
    const Descriptor& type = *duplicate.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (!IsFact(field) || !IsSet(duplicate, field)) continue;
      const std::string path = absl::StrCat(prefix, field.name());
      if (path == kExtraPath) {
        MergeExtra(static_cast<const type::v1::Profile&>(duplicate),
                   static_cast<type::v1::Profile*>(survivor));
        continue;
      }
      if (!IsSet(*survivor, field)) {
        if (take_.count(path) == 0 &&
            IsOfAnotherCount(duplicate, field, prefix, *survivor)) {
          AddConflict(path, "", ValueOf(duplicate, field));
          continue;
        }
        TakeFact(duplicate, field, path, survivor);
        merged_.filled_fields.push_back(path);
        continue;
      }
      if (SameValue(*survivor, duplicate, field)) continue;
      v1::FactConflict& conflict = AddConflict(path, ValueOf(*survivor, field),
                                               ValueOf(duplicate, field));
      if (take_.count(path) == 0) continue;
      conflict.set_taken(true);
      TakeFact(duplicate, field, path, survivor);
    }
  }

 private:
  v1::FactConflict& AddConflict(const std::string& path, std::string survivor,
                                std::string duplicate) {
    v1::FactConflict& conflict = merged_.conflicts.emplace_back();
    conflict.set_field(path);
    conflict.set_survivor_value(std::move(survivor));
    conflict.set_duplicate_value(std::move(duplicate));
    return conflict;
  }

  // Whether the duplicate's count would stand beside one of the survivor's of
  // which it says something else, or nothing.
  bool IsOfAnotherCount(const Message& duplicate, const FieldDescriptor& field,
                        const std::string& prefix,
                        const Message& survivor) const {
    if (field.containing_type() != type::v1::Profile::descriptor()) {
      return false;
    }
    for (const FieldDescriptor* beside : CountsBeside(field)) {
      if (!IsSet(survivor, *beside) ||
          SameValue(survivor, duplicate, *beside)) {
        continue;
      }
      // It comes from the duplicate, too.
      if (IsSet(duplicate, *beside) &&
          take_.count(absl::StrCat(prefix, beside->name())) > 0) {
        continue;
      }
      return true;
    }
    return false;
  }

  void TakeFact(const Message& duplicate, const FieldDescriptor& field,
                const std::string& path, Message* survivor) {
    Take(duplicate, field, survivor);
    SetProvenance(path, ProvenanceOf(duplicate_record_, path),
                  merged_.record.get());
  }

  // Each attribute that departments added is a fact of its own.
  void MergeExtra(const type::v1::Profile& duplicate,
                  type::v1::Profile* survivor) {
    if (survivor->extra().empty()) {
      SetProvenance(kExtraPath, ProvenanceOf(duplicate_record_, kExtraPath),
                    merged_.record.get());
    }
    // In the order of their names; a map has none.
    const std::map<std::string, type::v1::AttributeValue> attributes(
        duplicate.extra().begin(), duplicate.extra().end());
    for (const auto& [name, value] : attributes) {
      const std::string path = ExtraPathOf(name);
      const auto known = survivor->extra().find(name);
      if (known == survivor->extra().end()) {
        TakeAttribute(name, value, survivor);
        merged_.filled_fields.push_back(path);
        continue;
      }
      if (google::protobuf::util::MessageDifferencer::Equals(known->second,
                                                             value)) {
        continue;
      }
      v1::FactConflict& conflict =
          AddConflict(path, TextOf(known->second), TextOf(value));
      if (take_.count(path) == 0 && take_.count(kExtraPath) == 0) continue;
      conflict.set_taken(true);
      TakeAttribute(name, value, survivor);
    }
  }

  void TakeAttribute(const std::string& name,
                     const type::v1::AttributeValue& value,
                     type::v1::Profile* survivor) {
    (*survivor->mutable_extra())[name] = value;
    const std::string path = ExtraPathOf(name);
    const auto provenance = ProvenanceOf(duplicate_record_, path);
    Message* record = merged_.record.get();
    if (!SameProvenance(ProvenanceOf(*record, path), provenance)) {
      SetProvenance(path, provenance, record);
    }
  }

  const Message& duplicate_record_;
  const std::set<std::string> take_;
  MergedRecord& merged_;
};

absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

// "All are recorded" stays where both records say so.
void MergeChildrenComplete(const Message& duplicate, MergedRecord* merged) {
  Message* record = merged->record.get();
  const FieldDescriptor* field = FieldNamed(*record, kChildrenComplete);
  if (field == nullptr) return;
  if (!record->GetReflection()->GetBool(*record, field) ||
      duplicate.GetReflection()->GetBool(duplicate, field)) {
    return;
  }
  record->GetReflection()->ClearField(record, field);
  v1::FactConflict& conflict = merged->conflicts.emplace_back();
  conflict.set_field(kChildrenComplete);
  conflict.set_duplicate_value("false");
}

// "All are recorded up to a day" holds up to the earlier of both days.
void MergeBenefitsComplete(const type::v1::Profile& duplicate,
                           type::v1::Profile* profile, MergedRecord* merged) {
  if (!profile->has_received_benefits_complete_until()) return;
  const bool both = duplicate.has_received_benefits_complete_until();
  if (both && DayOf(profile->received_benefits_complete_until()) <=
                  DayOf(duplicate.received_benefits_complete_until())) {
    return;
  }
  v1::FactConflict& conflict = merged->conflicts.emplace_back();
  conflict.set_field(absl::StrCat(kProfile, ".", kBenefitsComplete));
  if (!both) {
    profile->clear_received_benefits_complete_until();
    return;
  }
  const FieldDescriptor& field = *FieldNamed(*profile, kBenefitsComplete);
  conflict.set_survivor_value(ValueOf(*profile, field));
  conflict.set_duplicate_value(ValueOf(duplicate, field));
  conflict.set_taken(true);
  *profile->mutable_received_benefits_complete_until() =
      duplicate.received_benefits_complete_until();
}

void MergeOutsideIds(const Message& duplicate, MergedRecord* merged) {
  const FieldDescriptor* field = FieldNamed(duplicate, "outside_ids");
  for (const auto& id :
       duplicate.GetReflection()->GetRepeatedFieldRef<type::v1::OutsideId>(
           duplicate, field)) {
    merged->moved_outside_ids.push_back(id);
    Message* record = merged->record.get();
    record->GetReflection()->AddMessage(record, field)->CopyFrom(id);
  }
}

}  // namespace

absl::Status CheckTakenFields(const google::protobuf::FieldMask& take,
                              const Descriptor& record) {
  Violations violations;
  for (const std::string& path : take.paths()) {
    if (IsExtraPath(path)) continue;
    absl::string_view name = path;
    const bool of_profile =
        absl::ConsumePrefix(&name, absl::StrCat(kProfile, "."));
    const Descriptor& type =
        of_profile ? *type::v1::Profile::descriptor() : record;
    const FieldDescriptor* field = type.FindFieldByName(std::string(name));
    if (field == nullptr || !IsFact(*field)) {
      violations.Add("take_fields",
                     absl::StrCat("\"", path,
                                  "\" is no fact that can be taken; name one"
                                  " as \"title\", \"profile.members\" or"
                                  " \"profile.extra[\"name\"]\""));
    }
  }
  return violations.ToStatus();
}

MergedRecord MergeRecords(const Message& survivor, const Message& duplicate,
                          const google::protobuf::FieldMask& take,
                          const MergedAlong& along) {
  MergedRecord merged;
  merged.record.reset(survivor.New());
  merged.record->CopyFrom(survivor);
  FactMerge facts(duplicate, take, &merged);
  facts.Merge(duplicate, "", merged.record.get());

  const FieldDescriptor& profile_field = *FieldNamed(survivor, kProfile);
  const auto& known = Part<type::v1::Profile>(duplicate, profile_field);
  type::v1::Profile profile =
      Part<type::v1::Profile>(*merged.record, profile_field);
  facts.Merge(known, absl::StrCat(kProfile, "."), &profile);
  if (along.linkages) MergeBenefitsComplete(known, &profile, &merged);
  // Also where nothing of it is left.
  if (profile.ByteSizeLong() > 0 || merged.record->GetReflection()->HasField(
                                        *merged.record, &profile_field)) {
    merged.record->GetReflection()
        ->MutableMessage(merged.record.get(), &profile_field)
        ->CopyFrom(profile);
  }
  if (along.members) MergeChildrenComplete(duplicate, &merged);
  MergeOutsideIds(duplicate, &merged);
  return merged;
}

}  // namespace sangam::registry
