#include "common/validation/message_texts.h"

#include <string>
#include <vector>

#include "google/protobuf/reflection.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

class Walk {
 public:
  explicit Walk(TextVisitor visit) : visit_(visit) {}

  void Visit(const Message& message, const FieldPath& path) {
    const Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      const FieldPath at = path.Field(field->name());
      if (field->is_map()) {
        VisitMap(message, *field, at);
      } else if (field->is_repeated()) {
        for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
          VisitElement(message, *field, i, at.Element(i));
        }
      } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
        Visit(reflection.GetMessage(message, field), at);
      } else if (field->type() == FieldDescriptor::TYPE_STRING) {
        std::string scratch;
        visit_(reflection.GetStringReference(message, field, &scratch), field,
               at);
      }
    }
  }

 private:
  void VisitElement(const Message& message, const FieldDescriptor& field, int i,
                    const FieldPath& path) {
    const Reflection& reflection = *message.GetReflection();
    if (field.type() == FieldDescriptor::TYPE_MESSAGE) {
      Visit(reflection.GetRepeatedMessage(message, &field, i), path);
    } else if (field.type() == FieldDescriptor::TYPE_STRING) {
      std::string scratch;
      visit_(
          reflection.GetRepeatedStringReference(message, &field, i, &scratch),
          &field, path);
    }
  }

  void VisitMap(const Message& message, const FieldDescriptor& field,
                const FieldPath& path) {
    const Reflection& reflection = *message.GetReflection();
    const FieldDescriptor* key_field = field.message_type()->map_key();
    const FieldDescriptor* value_field = field.message_type()->map_value();
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      const Message& entry = reflection.GetRepeatedMessage(message, &field, i);
      std::string key;
      bool shown = false;
      if (key_field->type() == FieldDescriptor::TYPE_STRING) {
        key = entry.GetReflection()->GetString(entry, key_field);
        shown = !visit_(key, nullptr, path.AnyKey());
      }
      const FieldPath at = shown ? path.Key(key) : path.AnyKey();
      if (value_field->type() == FieldDescriptor::TYPE_MESSAGE) {
        Visit(entry.GetReflection()->GetMessage(entry, value_field), at);
      } else if (value_field->type() == FieldDescriptor::TYPE_STRING) {
        visit_(entry.GetReflection()->GetString(entry, value_field), nullptr,
               at);
      }
    }
  }

  TextVisitor visit_;
};

}  // namespace

void ForEachText(const Message& message, TextVisitor visit) {
  Walk(visit).Visit(message, FieldPath());
}

}  // namespace sangam
