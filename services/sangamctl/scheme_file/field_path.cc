#include "services/sangamctl/scheme_file/field_path.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The element's own short name, empty if it has none.
std::string IdOf(const Message& element) {
  const FieldDescriptor* id = element.GetDescriptor()->FindFieldByName("id");
  if (id == nullptr || id->cpp_type() != FieldDescriptor::CPPTYPE_STRING ||
      id->is_repeated()) {
    return "";
  }
  return element.GetReflection()->GetString(element, id);
}

// One step of a path, "conditions[2]".
struct Step {
  absl::string_view name;
  // -1: none.
  int index = -1;
};

Step ParseStep(absl::string_view text) {
  Step step{text, -1};
  const size_t open = text.find('[');
  int index = 0;
  if (open == absl::string_view::npos || text.back() != ']' ||
      !absl::SimpleAtoi(text.substr(open + 1, text.size() - open - 2),
                        &index)) {
    return step;
  }
  return {text.substr(0, open), index};
}

bool IsMessage(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

}  // namespace

PointedField FollowPath(const Message& message, absl::string_view path) {
  PointedField pointed;
  const Message* at = &message;
  while (!path.empty()) {
    const size_t dot = path.find('.');
    const absl::string_view word = path.substr(0, dot);
    const Step step = ParseStep(word);
    const FieldDescriptor* field =
        at == nullptr
            ? nullptr
            : at->GetDescriptor()->FindFieldByName(std::string(step.name));
    if (field == nullptr || field->is_map()) {
      // The rest is a key, or nothing that this message has.
      absl::StrAppend(&pointed.shown, path);
      return pointed;
    }
    path = dot == absl::string_view::npos ? "" : path.substr(dot + 1);
    const auto& reflection = *at->GetReflection();
    std::string shown(word);
    const Message* next = nullptr;
    if (field->is_repeated()) {
      if (step.index >= 0 && step.index < reflection.FieldSize(*at, field)) {
        if (IsMessage(*field)) {
          next = &reflection.GetRepeatedMessage(*at, field, step.index);
          const std::string id = IdOf(*next);
          if (!id.empty()) shown = absl::StrCat(step.name, "[", id, "]");
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
          pointed.text = reflection.GetRepeatedString(*at, field, step.index);
        }
      }
    } else if (IsMessage(*field)) {
      next = &reflection.GetMessage(*at, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      pointed.text = reflection.GetString(*at, field);
    }
    absl::StrAppend(&pointed.shown, shown, path.empty() ? "" : ".");
    at = next;
  }
  return pointed;
}

}  // namespace sangam::sangamctl
