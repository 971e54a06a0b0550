#include "common/validation/identity_number.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/validation/code_format.h"
#include "common/validation/code_point.h"
#include "common/validation/expression_text.h"
#include "common/validation/field_path.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr size_t kNumberLength = 12;
constexpr size_t kGroupLength = 4;
constexpr ptrdiff_t kMostSeparators = 3;
constexpr size_t kUuidLength = 36;

// Where a number counts.
enum class Scope {
  // In texts that people write: beside a letter too ("UID" and then digits).
  kText,
  // In what programs make (base64, hexadecimal): long runs of digits between
  // letters come up there by chance.
  kMadeByPrograms,
  // In expressions, where numerals are amounts and counts.
  kExpression,
};

// A run of digits between two other code points (0 at an end of the text).
struct DigitRun {
  size_t begin;
  size_t length;
  uint32_t before;
  uint32_t after;
};

// Zero of each set of decimal digits that is written in India.
bool IsDigit(uint32_t c) {
  static constexpr uint32_t kZeros[] = {
      '0',    0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,  0x0B66, 0x0BE6,
      0x0C66, 0x0CE6, 0x0D66, 0x1C40, 0x1C50, 0xABF0, 0x111F0, 0xFF10};
  for (const uint32_t zero : kZeros) {
    if (c >= zero && c < zero + 10) return true;
  }
  return false;
}

// What may stand between groups: spaces of any kind, also the end of a line,
// and dashes.
bool IsGroupSeparator(uint32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' ||
         c == '.' || c == '_' || c == 0xA0 || (c >= 0x200B && c <= 0x200D) ||
         c == 0x202F || c == 0x2009 || (c >= 0x2010 && c <= 0x2015) ||
         c == 0x2212;
}

bool IsAsciiAlnum(uint32_t c) {
  return c < 0x80 && absl::ascii_isalnum(static_cast<unsigned char>(c));
}

// The code points of `text`, with letters for its UUIDs: a UUID's last group is
// twelve digits often enough to refuse some that programs make in good faith.
std::vector<uint32_t> CodePointsWithoutUuids(absl::string_view text) {
  std::vector<uint32_t> points;
  points.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const absl::string_view here = text.substr(at, kUuidLength);
    const bool apart = (at == 0 || !absl::ascii_isalnum(text[at - 1])) &&
                       (at + kUuidLength >= text.size() ||
                        !absl::ascii_isalnum(text[at + kUuidLength]));
    if (apart && IsUuid(here)) {
      points.insert(points.end(), kUuidLength, 'x');
      at += kUuidLength;
    } else {
      points.push_back(NextCodePoint(text, at));
    }
  }
  return points;
}

std::vector<DigitRun> DigitRunsOf(const std::vector<uint32_t>& points) {
  std::vector<DigitRun> runs;
  for (size_t i = 0; i < points.size();) {
    size_t end = i;
    while (end < points.size() && IsDigit(points[end])) ++end;
    if (end > i) {
      runs.push_back({i, end - i, i > 0 ? points[i - 1] : 0,
                      end < points.size() ? points[end] : 0});
    }
    i = end + 1;
  }
  return runs;
}

// Whether run `i` and the two after it are groups of four, with up to three
// separators between ("2341 - 2341").
bool StartsGroups(const std::vector<uint32_t>& points,
                  const std::vector<DigitRun>& runs, size_t i) {
  if (i + 2 >= runs.size()) return false;
  for (size_t k = i; k < i + 3; ++k) {
    if (runs[k].length != kGroupLength) return false;
    if (k == i) continue;
    const auto begin = points.begin() + runs[k - 1].begin + kGroupLength;
    const auto end = points.begin() + runs[k].begin;
    if (end - begin > kMostSeparators ||
        !std::all_of(begin, end, &IsGroupSeparator)) {
      return false;
    }
  }
  return true;
}

// Whether `text` has as many bytes that may be of a digit as a number has,
// which most texts have not.
bool MayHold(absl::string_view text) {
  size_t digits = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || absl::ascii_isdigit(byte)) ++digits;
  }
  return digits >= kNumberLength;
}

// Where the first number begins in `points`; as many as they are if there is
// none.
size_t FindNumber(const std::vector<uint32_t>& points, Scope scope) {
  const std::vector<DigitRun> runs = DigitRunsOf(points);
  for (size_t i = 0; i < runs.size(); ++i) {
    const DigitRun* last = nullptr;
    if (runs[i].length == kNumberLength) last = &runs[i];
    if (StartsGroups(points, runs, i)) last = &runs[i + 2];
    if (last == nullptr) continue;
    if (scope != Scope::kMadeByPrograms ||
        (!IsAsciiAlnum(runs[i].before) && !IsAsciiAlnum(last->after))) {
      return runs[i].begin;
    }
  }
  return points.size();
}

// "line 2, column 14: ", as the faults of expressions begin.
std::string PlaceOf(const std::vector<uint32_t>& points, size_t at) {
  const auto begin = points.begin();
  const auto line_begin = std::find(std::make_reverse_iterator(begin + at),
                                    points.rend(), uint32_t{'\n'})
                              .base();
  return absl::StrCat("line ",
                      1 + std::count(begin, line_begin, uint32_t{'\n'}),
                      ", column ", 1 + (begin + at - line_begin), ": ");
}

Scope ScopeOf(const FieldDescriptor& field) {
  for (const absl::string_view name :
       {"etag", "token", "page_token", "next_page_token", "resume_token",
        "at_least_token", "exact_token", "request_id"}) {
    if (field.name() == name) return Scope::kMadeByPrograms;
  }
  for (const absl::string_view name :
       {"expression", "condition", "derivation", "applies_where", "filter"}) {
    if (field.name() == name) return Scope::kExpression;
  }
  return Scope::kText;
}

// Walks a message and notes the paths of the texts that hold a number.
class Walk {
 public:
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
        CheckText(reflection.GetStringReference(message, field, &scratch),
                  *field, at);
      }
    }
  }

  absl::Status ToStatus() const { return violations_.ToStatus(); }

 private:
  void VisitElement(const Message& message, const FieldDescriptor& field, int i,
                    const FieldPath& path) {
    const Reflection& reflection = *message.GetReflection();
    if (field.type() == FieldDescriptor::TYPE_MESSAGE) {
      Visit(reflection.GetRepeatedMessage(message, &field, i), path);
    } else if (field.type() == FieldDescriptor::TYPE_STRING) {
      std::string scratch;
      CheckText(
          reflection.GetRepeatedStringReference(message, &field, i, &scratch),
          field, path);
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
        // A key that holds a number must not show up in the path either.
        shown = !CheckText(key, Scope::kText, path.AnyKey());
      }
      const FieldPath at = shown ? path.Key(key) : path.AnyKey();
      if (value_field->type() == FieldDescriptor::TYPE_MESSAGE) {
        Visit(entry.GetReflection()->GetMessage(entry, value_field), at);
      } else if (value_field->type() == FieldDescriptor::TYPE_STRING) {
        CheckText(entry.GetReflection()->GetString(entry, value_field),
                  Scope::kText, at);
      }
    }
  }

  bool CheckText(absl::string_view text, const FieldDescriptor& field,
                 const FieldPath& path) {
    return MayHold(text) && CheckText(text, ScopeOf(field), path);
  }
  // Whether `text` was at fault.
  bool CheckText(absl::string_view text, Scope scope, const FieldPath& path) {
    if (!MayHold(text)) return false;
    const bool is_expression = scope == Scope::kExpression;
    const std::string rest = is_expression ? WithoutNumerals(text) : "";
    const std::vector<uint32_t> points =
        CodePointsWithoutUuids(is_expression ? rest : text);
    const size_t at = FindNumber(points, scope);
    if (at == points.size()) return false;
    violations_.Add(
        path.ToString(),
        absl::StrCat(is_expression ? PlaceOf(points, at) : "",
                     "holds what looks like an Aadhaar number (12 digits);"
                     " leave it out, people are never identified here"),
        type::v1::ERROR_REASON_IDENTITY_NUMBER);
    return true;
  }

  Violations violations_;
};

}  // namespace

bool HoldsIdentityNumber(absl::string_view text) {
  if (!MayHold(text)) return false;
  const std::vector<uint32_t> points = CodePointsWithoutUuids(text);
  return FindNumber(points, Scope::kText) < points.size();
}

absl::Status RefuseIdentityNumbers(const Message& message) {
  Walk walk;
  walk.Visit(message, FieldPath());
  return walk.ToStatus();
}

}  // namespace sangam
