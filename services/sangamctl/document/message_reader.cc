#include "services/sangamctl/document/message_reader.h"

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/time_util.h"
#include "google/type/date.pb.h"
#include "sangam/type/v1/profile.pb.h"
#include "services/sangamctl/document/nearest_name.h"
#include "services/sangamctl/document/scalar_value.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;
using Kind = YamlNode::Kind;

std::string Join(const std::string& path, const std::string& name) {
  return path.empty() ? name : absl::StrCat(path, ".", name);
}

const char* NameOf(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "nothing";
    case Kind::kScalar:
      return "a single value";
    case Kind::kSequence:
      return "a list";
    case Kind::kMapping:
      return "a mapping";
  }
  return "";
}

// Reads one document; lives as long as that takes.
class MessageReader {
 public:
  MessageReader(const std::string& file, FieldPositions& positions,
                Problems& problems)
      : file_(file), positions_(positions), problems_(problems) {}

  void ReadInto(const YamlEdge& edge, const std::string& path,
                Message& message) {
    AliasScope scope(*this, edge);
    if (!Enter(edge, path)) return;
    if (ReadWellKnown(edge, path, message)) return;
    if (!Expect(edge, Kind::kMapping, path)) return;
    absl::flat_hash_set<const FieldDescriptor*> seen;
    absl::flat_hash_map<const OneofDescriptor*, const FieldDescriptor*> chosen;
    for (const auto& [key, value] : edge.node->entries) {
      const FieldDescriptor* field =
          FindField(key, path, *message.GetDescriptor());
      if (field == nullptr) continue;
      const std::string field_path = Join(path, field->name());
      if (!seen.insert(field).second) {
        Report(key, field_path, "is given twice");
        continue;
      }
      positions_.insert({field_path, key.position});
      if (IsNull(*value.node)) continue;
      if (const OneofDescriptor* oneof = field->real_containing_oneof()) {
        const auto [first, is_first] = chosen.insert({oneof, field});
        if (!is_first) {
          Report(key, field_path,
                 absl::StrCat("can't stand beside \"", first->second->name(),
                              "\"; keep one of the two"));
          continue;
        }
      }
      ReadField(value, field_path, message, *field);
    }
  }

 private:
  // Knows, while it lives, whether values are being read through an alias.
  class AliasScope {
   public:
    AliasScope(MessageReader& reader, const YamlEdge& edge)
        : reader_(reader), counts_(edge.is_alias) {
      reader_.alias_depth_ += counts_;
    }
    ~AliasScope() { reader_.alias_depth_ -= counts_; }

   private:
    MessageReader& reader_;
    const int counts_;
  };

  void Report(const YamlEdge& at, const std::string& path,
              const std::string& message) {
    problems_.push_back(
        {file_, at.position,
         path.empty() ? message : absl::StrCat(path, ": ", message)});
  }

  // Accounts for one value. False: too many came through aliases, or its tag is
  // none of ours; the value must be left alone.
  bool Enter(const YamlEdge& edge, const std::string& path) {
    if (exhausted_) return false;
    if (alias_depth_ > 0 && ++aliased_values_ > kMaxAliasedValues) {
      exhausted_ = true;
      Report(edge, path,
             absl::StrCat("aliases repeat more than ", kMaxAliasedValues,
                          " values; write them out"));
      return false;
    }
    const std::string& tag = edge.node->tag;
    if (!tag.empty() && tag != "tag:yaml.org,2002:str" &&
        tag != "tag:yaml.org,2002:map" && tag != "tag:yaml.org,2002:seq") {
      Report(edge, path,
             absl::StrCat("the tag \"", tag, "\" has no meaning here"));
      return false;
    }
    return true;
  }

  bool Expect(const YamlEdge& edge, Kind kind, const std::string& path) {
    if (edge.node->kind == kind) return true;
    Report(edge, path,
           absl::StrCat("expected ", NameOf(kind), ", found ",
                        NameOf(edge.node->kind)));
    return false;
  }

  const FieldDescriptor* FindField(const YamlEdge& key, const std::string& path,
                                   const Descriptor& type) {
    if (!Expect(key, Kind::kScalar, path)) return nullptr;
    const std::string& name = key.node->text;
    const FieldDescriptor* field = type.FindFieldByName(name);
    if (field == nullptr) field = type.FindFieldByCamelcaseName(name);
    if (field != nullptr) return field;
    if (name == "<<") {
      Report(key, path, "merge keys are not read; write the fields out");
      return nullptr;
    }
    std::vector<std::string> names;
    for (int i = 0; i < type.field_count(); ++i) {
      names.push_back(type.field(i)->name());
    }
    Report(
        key, Join(path, name.substr(0, 100)),
        absl::StrCat(type.name(), " has no such field", DidYouMean(name, names),
                     &type == type::v1::Profile::descriptor() &&
                             NearestName(name, names).empty()
                         ? "; an attribute that a department added stands"
                           " under extra:, as extra: {its_name: {number:"
                           " 1}}"
                         : ""));
    return nullptr;
  }

  void ReadField(const YamlEdge& value, const std::string& path,
                 Message& message, const FieldDescriptor& field) {
    if (field.is_map()) {
      ReadMap(value, path, message, field);
    } else if (field.is_repeated()) {
      ReadList(value, path, message, field);
    } else if (field.message_type() != nullptr) {
      ReadInto(value, path,
               *message.GetReflection()->MutableMessage(&message, &field));
    } else {
      ReadScalar(value, path, message, field);
    }
  }

  void ReadList(const YamlEdge& list, const std::string& path, Message& message,
                const FieldDescriptor& field) {
    AliasScope scope(*this, list);
    if (!Enter(list, path) || !Expect(list, Kind::kSequence, path)) return;
    int index = 0;
    for (const YamlEdge& element : list.node->elements) {
      const std::string element_path = absl::StrCat(path, "[", index++, "]");
      positions_.insert({element_path, element.position});
      if (IsNull(*element.node)) {
        Report(element, element_path, "an element can't be null; leave it out");
      } else if (field.message_type() != nullptr) {
        ReadInto(element, element_path,
                 *message.GetReflection()->AddMessage(&message, &field));
      } else {
        ReadScalar(element, element_path, message, field);
      }
    }
  }

  void ReadMap(const YamlEdge& map, const std::string& path, Message& message,
               const FieldDescriptor& field) {
    AliasScope scope(*this, map);
    if (!Enter(map, path) || !Expect(map, Kind::kMapping, path)) return;
    const Descriptor& entry_type = *field.message_type();
    absl::flat_hash_set<std::string> seen;
    for (const auto& [key, value] : map.node->entries) {
      if (!Expect(key, Kind::kScalar, path)) continue;
      const std::string entry_path = Join(path, key.node->text);
      if (!seen.insert(key.node->text).second) {
        Report(key, entry_path, "is given twice");
        continue;
      }
      positions_.insert({entry_path, key.position});
      if (IsNull(*value.node)) {
        Report(value, entry_path, "has no value");
        continue;
      }
      Message& entry = *message.GetReflection()->AddMessage(&message, &field);
      ReadScalar(key, entry_path, entry, *entry_type.map_key());
      if (entry_type.map_value()->message_type() != nullptr) {
        ReadInto(value, entry_path,
                 *entry.GetReflection()->MutableMessage(
                     &entry, entry_type.map_value()));
      } else {
        ReadScalar(value, entry_path, entry, *entry_type.map_value());
      }
    }
  }

  // Takes a reading's value, or reports its fault.
  template <typename Value>
  bool Take(const YamlEdge& edge, const std::string& path,
            const Reading<Value>& reading, Value& value) {
    if (!reading.value) {
      Report(edge, path, reading.fault);
      return false;
    }
    value = *reading.value;
    return true;
  }

  void ReadScalar(const YamlEdge& edge, const std::string& path,
                  Message& message, const FieldDescriptor& field) {
    AliasScope scope(*this, edge);
    if (!Enter(edge, path) || !Expect(edge, Kind::kScalar, path)) return;
    const YamlNode& node = *edge.node;
    const Reflection& reflection = *message.GetReflection();
    const bool add = field.is_repeated();
    int64_t integer = 0;
    uint64_t natural = 0;
    double number = 0;
    bool truth = false;
    int enum_number = 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        add ? reflection.AddString(&message, &field, node.text)
            : reflection.SetString(&message, &field, node.text);
        return;
      case FieldDescriptor::CPPTYPE_BOOL:
        if (!Take(edge, path, ReadTruth(node), truth)) return;
        add ? reflection.AddBool(&message, &field, truth)
            : reflection.SetBool(&message, &field, truth);
        return;
      case FieldDescriptor::CPPTYPE_INT32:
        if (!Take(edge, path,
                  ReadInteger(node, std::numeric_limits<int32_t>::min(),
                              std::numeric_limits<int32_t>::max()),
                  integer)) {
          return;
        }
        add ? reflection.AddInt32(&message, &field,
                                  static_cast<int32_t>(integer))
            : reflection.SetInt32(&message, &field,
                                  static_cast<int32_t>(integer));
        return;
      case FieldDescriptor::CPPTYPE_INT64:
        if (!Take(edge, path,
                  ReadInteger(node, std::numeric_limits<int64_t>::min(),
                              std::numeric_limits<int64_t>::max()),
                  integer)) {
          return;
        }
        add ? reflection.AddInt64(&message, &field, integer)
            : reflection.SetInt64(&message, &field, integer);
        return;
      case FieldDescriptor::CPPTYPE_UINT32:
        if (!Take(edge, path,
                  ReadUnsigned(node, std::numeric_limits<uint32_t>::max()),
                  natural)) {
          return;
        }
        add ? reflection.AddUInt32(&message, &field,
                                   static_cast<uint32_t>(natural))
            : reflection.SetUInt32(&message, &field,
                                   static_cast<uint32_t>(natural));
        return;
      case FieldDescriptor::CPPTYPE_UINT64:
        if (!Take(edge, path,
                  ReadUnsigned(node, std::numeric_limits<uint64_t>::max()),
                  natural)) {
          return;
        }
        add ? reflection.AddUInt64(&message, &field, natural)
            : reflection.SetUInt64(&message, &field, natural);
        return;
      case FieldDescriptor::CPPTYPE_FLOAT:
        if (!Take(edge, path, ReadNumber(node), number)) return;
        add ? reflection.AddFloat(&message, &field, static_cast<float>(number))
            : reflection.SetFloat(&message, &field, static_cast<float>(number));
        return;
      case FieldDescriptor::CPPTYPE_DOUBLE:
        if (!Take(edge, path, ReadNumber(node), number)) return;
        add ? reflection.AddDouble(&message, &field, number)
            : reflection.SetDouble(&message, &field, number);
        return;
      case FieldDescriptor::CPPTYPE_ENUM:
        if (!Take(edge, path, ReadEnum(node, *field.enum_type()),
                  enum_number)) {
          return;
        }
        add ? reflection.AddEnumValue(&message, &field, enum_number)
            : reflection.SetEnumValue(&message, &field, enum_number);
        return;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return;
    }
  }

  // Messages that the JSON mapping writes as text. True: handled here.
  bool ReadWellKnown(const YamlEdge& edge, const std::string& path,
                     Message& message) {
    const Descriptor* type = message.GetDescriptor();
    if (edge.node->kind != Kind::kScalar) return false;
    if (type == google::type::Date::descriptor()) {
      google::type::Date date;
      if (Take(edge, path, ReadDateText(*edge.node), date))
        message.CopyFrom(date);
      return true;
    }
    if (type == google::protobuf::Timestamp::descriptor()) {
      google::protobuf::Timestamp time;
      if (google::protobuf::util::TimeUtil::FromString(edge.node->text,
                                                       &time)) {
        message.CopyFrom(time);
      } else {
        Report(edge, path, "expected a time as 2026-04-01T10:30:00Z");
      }
      return true;
    }
    if (type == google::protobuf::FieldMask::descriptor()) {
      google::protobuf::FieldMask mask;
      google::protobuf::util::FieldMaskUtil::FromString(edge.node->text, &mask);
      message.CopyFrom(mask);
      return true;
    }
    return false;
  }

  const std::string& file_;
  FieldPositions& positions_;
  Problems& problems_;
  int alias_depth_ = 0;
  int aliased_values_ = 0;
  bool exhausted_ = false;
};

}  // namespace

void ReadMessage(const std::string& file, const YamlEdge& document,
                 Message& message, FieldPositions& positions,
                 Problems& problems) {
  positions.insert({"", document.position});
  MessageReader(file, positions, problems).ReadInto(document, "", message);
}

}  // namespace sangam::sangamctl
