#include "services/sangamctl/match_screen/screen_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kGapBeforeRight = 2;
// A title keeps at least so many columns beside what stands on its right.
constexpr int kLeastLeft = 20;

std::string Spaces(int count) {
  return std::string(static_cast<size_t>(std::max(count, 0)), ' ');
}

}  // namespace

void ScreenText::Line(int indent, absl::string_view text) {
  if (text.empty()) return;
  absl::StrAppend(&text_, Spaces(indent),
                  CutToWidth(text, layout_.width - indent), "\n");
}

void ScreenText::LineWithRight(int indent, absl::string_view text,
                               absl::string_view right) {
  if (right.empty()) return Line(indent, text);
  const int room = layout_.width - indent;
  const std::string shown =
      CutToWidth(right, room - kLeastLeft - kGapBeforeRight);
  const int left = room - DisplayWidth(shown) - kGapBeforeRight;
  absl::StrAppend(&text_, Spaces(indent),
                  PadRight(CutToWidth(text, left), left),
                  Spaces(kGapBeforeRight), shown, "\n");
}

void ScreenText::Wrapped(int indent, absl::string_view text) {
  if (text.empty()) return;
  bool first = true;
  for (const std::string& line : WrapText(text, layout_.width - indent - 2)) {
    absl::StrAppend(&text_, Spaces(first ? indent : indent + 2), line, "\n");
    first = false;
  }
}

void ScreenText::Gap() {
  if (!text_.empty() && !absl::EndsWith(text_, "\n\n")) text_ += "\n";
}

int ScreenText::lines() const {
  return static_cast<int>(std::count(text_.begin(), text_.end(), '\n'));
}

void MakePlain(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size =
        field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        MakePlain(field->is_repeated()
                      ? *reflection.MutableRepeatedMessage(&message, field, i)
                      : *reflection.MutableMessage(&message, field));
      } else if (field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
        continue;
      } else if (field->is_repeated()) {
        reflection.SetRepeatedString(
            &message, field, i,
            PlainText(reflection.GetRepeatedString(message, field, i)));
      } else {
        reflection.SetString(&message, field,
                             PlainText(reflection.GetString(message, field)));
      }
    }
  }
}

}  // namespace sangam::sangamctl
