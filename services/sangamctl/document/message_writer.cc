#include "services/sangamctl/document/message_writer.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/time_util.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Words that some YAML reader takes for something other than text.
bool IsReservedWord(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  for (const char* word : {"null", "~", "true", "false", "yes", "no", "on",
                           "off", "y", "n", ".nan", ".inf", "-.inf"}) {
    if (lower == word) return true;
  }
  return false;
}

// A plain scalar keeps its meaning only if it starts with a letter (ASCII or
// not), holds no marks of YAML's own and ends in no space.
bool CanStandPlain(absl::string_view text) {
  if (text.empty() || IsReservedWord(text)) return false;
  const auto first = static_cast<unsigned char>(text.front());
  if (!absl::ascii_isalpha(first) && first < 0x80) return false;
  if (text.back() == ' ' || text.back() == ':') return false;
  if (absl::StrContains(text, ": ") || absl::StrContains(text, " #"))
    return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_iscntrl(c) || c == '"' || c == '\\';
  });
}

// Writes a message as an indented block; one object a call of WriteYaml.
class YamlWriter {
 public:
  void WriteFields(const Message& message, int indent) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      StartLine(indent);
      absl::StrAppend(&text_, field->name(), ":");
      if (field->is_map()) {
        WriteMap(message, *field, indent + 2);
      } else if (field->is_repeated()) {
        WriteList(message, *field, indent);
      } else if (field->message_type() != nullptr) {
        WriteNested(message.GetReflection()->GetMessage(message, field),
                    indent + 2);
      } else {
        absl::StrAppend(&text_, " ", Scalar(message, *field, -1), "\n");
      }
    }
  }

  // A message as a field of the outermost block.
  void WriteMember(absl::string_view name, const Message& message) {
    absl::StrAppend(&text_, name, ":");
    WriteNested(message, 2);
  }

  std::string Take() { return std::move(text_); }

 private:
  // Indents, unless a list's dash has opened the line already.
  void StartLine(int indent) {
    if (!line_open_) text_.append(static_cast<size_t>(indent), ' ');
    line_open_ = false;
  }

  // After "name:".
  void WriteNested(const Message& message, int indent) {
    const std::string well_known = WellKnown(message);
    if (!well_known.empty()) {
      absl::StrAppend(&text_, " ", well_known, "\n");
    } else if (IsEmpty(message)) {
      absl::StrAppend(&text_, " {}\n");
    } else {
      absl::StrAppend(&text_, "\n");
      WriteFields(message, indent);
    }
  }

  void WriteList(const Message& message, const FieldDescriptor& field,
                 int indent) {
    const Reflection& reflection = *message.GetReflection();
    absl::StrAppend(&text_, "\n");
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      text_.append(static_cast<size_t>(indent), ' ');
      absl::StrAppend(&text_, "-");
      if (field.message_type() == nullptr) {
        absl::StrAppend(&text_, " ", Scalar(message, field, i), "\n");
        continue;
      }
      const Message& element =
          reflection.GetRepeatedMessage(message, &field, i);
      if (IsEmpty(element) || !WellKnown(element).empty()) {
        WriteNested(element, indent + 2);
        continue;
      }
      absl::StrAppend(&text_, " ");
      line_open_ = true;
      WriteFields(element, indent + 2);
    }
  }

  void WriteMap(const Message& message, const FieldDescriptor& field,
                int indent) {
    const Reflection& reflection = *message.GetReflection();
    const Descriptor& entry_type = *field.message_type();
    std::vector<std::pair<std::string, const Message*>> entries;
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      const Message& entry = reflection.GetRepeatedMessage(message, &field, i);
      entries.emplace_back(Scalar(entry, *entry_type.map_key(), -1), &entry);
    }
    // A map has no order of its own; sorted keys make equal messages equal
    // text.
    std::sort(entries.begin(), entries.end());
    absl::StrAppend(&text_, "\n");
    for (const auto& [key, entry] : entries) {
      StartLine(indent);
      absl::StrAppend(&text_, key, ":");
      if (entry_type.map_value()->message_type() != nullptr) {
        WriteNested(
            entry->GetReflection()->GetMessage(*entry, entry_type.map_value()),
            indent + 2);
      } else {
        absl::StrAppend(&text_, " ",
                        Scalar(*entry, *entry_type.map_value(), -1), "\n");
      }
    }
  }

  static bool IsEmpty(const Message& message) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    return fields.empty();
  }

  // The text of messages that the JSON mapping writes as text, else empty.
  static std::string WellKnown(const Message& message) {
    if (message.GetDescriptor() == google::protobuf::Timestamp::descriptor()) {
      google::protobuf::Timestamp time;
      time.CopyFrom(message);
      return YamlScalar(google::protobuf::util::TimeUtil::ToString(time));
    }
    if (message.GetDescriptor() == google::protobuf::FieldMask::descriptor()) {
      google::protobuf::FieldMask mask;
      mask.CopyFrom(message);
      return YamlScalar(google::protobuf::util::FieldMaskUtil::ToString(mask));
    }
    return "";
  }

  // One value: element `index` of a repeated field, or -1 for a single one.
  static std::string Scalar(const Message& message,
                            const FieldDescriptor& field, int index) {
    const Reflection& r = *message.GetReflection();
    const bool one = index < 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return YamlScalar(one ? r.GetString(message, &field)
                              : r.GetRepeatedString(message, &field, index));
      case FieldDescriptor::CPPTYPE_BOOL:
        return (one ? r.GetBool(message, &field)
                    : r.GetRepeatedBool(message, &field, index))
                   ? "true"
                   : "false";
      case FieldDescriptor::CPPTYPE_INT32:
        return absl::StrCat(one ? r.GetInt32(message, &field)
                                : r.GetRepeatedInt32(message, &field, index));
      case FieldDescriptor::CPPTYPE_INT64:
        return absl::StrCat(one ? r.GetInt64(message, &field)
                                : r.GetRepeatedInt64(message, &field, index));
      case FieldDescriptor::CPPTYPE_UINT32:
        return absl::StrCat(one ? r.GetUInt32(message, &field)
                                : r.GetRepeatedUInt32(message, &field, index));
      case FieldDescriptor::CPPTYPE_UINT64:
        return absl::StrCat(one ? r.GetUInt64(message, &field)
                                : r.GetRepeatedUInt64(message, &field, index));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return absl::StrCat(one ? r.GetFloat(message, &field)
                                : r.GetRepeatedFloat(message, &field, index));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return absl::StrCat(one ? r.GetDouble(message, &field)
                                : r.GetRepeatedDouble(message, &field, index));
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int number = one ? r.GetEnumValue(message, &field)
                               : r.GetRepeatedEnumValue(message, &field, index);
        const auto* value = field.enum_type()->FindValueByNumber(number);
        return value == nullptr ? absl::StrCat(number) : value->name();
      }
      case FieldDescriptor::CPPTYPE_MESSAGE:
        break;
    }
    return "";
  }

  std::string text_;
  bool line_open_ = false;
};

}  // namespace

std::string WriteJson(const Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string text;
  // Fails only on Any and Struct, which our contracts don't use.
  (void)google::protobuf::util::MessageToJsonString(message, &text, options);
  if (!absl::EndsWith(text, "\n")) text += "\n";
  return text;
}

std::string WriteYaml(const Message& message) {
  YamlWriter writer;
  writer.WriteFields(message, 0);
  std::string text = writer.Take();
  return text.empty() ? "{}\n" : text;
}

std::string WriteJsonWith(const Message& message, absl::string_view name,
                          const Message& added) {
  const std::string text = WriteJson(message);
  const absl::string_view fields = absl::StripTrailingAsciiWhitespace(
      absl::string_view(text).substr(0, text.rfind('}')));
  const std::string value = WriteJson(added);
  // No string of JSON has a line end of its own.
  return absl::StrCat(
      fields, fields == "{" ? "" : ",", "\n \"", name, "\": ",
      absl::StrReplaceAll(absl::StripTrailingAsciiWhitespace(value),
                          {{"\n", "\n "}}),
      "\n}\n");
}

std::string WriteYamlWith(const Message& message, absl::string_view name,
                          const Message& added) {
  YamlWriter writer;
  writer.WriteFields(message, 0);
  writer.WriteMember(name, added);
  return writer.Take();
}

std::string YamlScalar(absl::string_view text) {
  if (CanStandPlain(text)) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        quoted += "\\\"";
        break;
      case '\\':
        quoted += "\\\\";
        break;
      case '\n':
        quoted += "\\n";
        break;
      case '\t':
        quoted += "\\t";
        break;
      default:
        if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
          absl::StrAppend(
              &quoted, "\\x",
              absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad2));
        } else {
          quoted += c;
        }
    }
  }
  return quoted + "\"";
}

}  // namespace sangam::sangamctl
