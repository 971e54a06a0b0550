#include "common/validation/personal_detail.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/validation/field_path.h"
#include "common/validation/resource_name.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"
#include "sangam/type/v1/outside_id.pb.h"

namespace sangam {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr size_t kSubscriberDigits = 10;
constexpr size_t kHalfDigits = 5;

// How many digits begin at `at`.
size_t DigitsAt(absl::string_view text, size_t at) {
  size_t count = 0;
  while (at + count < text.size() && absl::ascii_isdigit(text[at + count])) {
    ++count;
  }
  return count;
}

bool IsSubscriber(absl::string_view digits) {
  return digits.size() == kSubscriberDigits && digits[0] >= '6';
}

bool IsNumberWithPrefix(absl::string_view digits) {
  if (IsSubscriber(digits)) return true;
  for (const absl::string_view prefix : {"0", "91", "091", "0091"}) {
    if (absl::StartsWith(digits, prefix) &&
        IsSubscriber(digits.substr(prefix.size()))) {
      return true;
    }
  }
  return false;
}

// Lower-case words of letters, digits and strokes.
std::vector<std::string> WordsOf(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  return absl::StrSplit(lower, absl::ByAnyChar(" \t.,:;()-_[]&"),
                        absl::SkipEmpty());
}

bool HasAny(const std::vector<std::string>& words,
            std::initializer_list<absl::string_view> looked_for) {
  return absl::c_any_of(words, [&](const std::string& word) {
    return absl::c_linear_search(looked_for, word);
  });
}

void CheckText(Violations& violations, const FieldPath& path,
               const std::string& text) {
  if (text.size() < 2) return;
  const bool phone = HoldsPhoneNumber(text);
  if (!phone && !NamesAPerson(text)) return;
  // The name of a resource is made of an id, and no text of people's.
  if (!CollectionOf(text).empty()) return;
  violations.Add(path.ToString(),
                 phone ? "holds what looks like a telephone number; leave it"
                         " out"
                       : "holds what looks like a person's name; people are"
                         " counted, never named");
}

void CheckMessage(Violations& violations, const FieldPath& above,
                  const Message& message) {
  if (message.GetDescriptor() == type::v1::OutsideId::descriptor()) return;
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  std::string scratch;
  for (const FieldDescriptor* field : fields) {
    const bool texts = field->type() == FieldDescriptor::TYPE_STRING;
    const bool messages = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (!texts && !messages) continue;
    const FieldPath path = above.Field(field->name());
    if (!field->is_repeated()) {
      if (texts) {
        CheckText(violations, path,
                  reflection.GetStringReference(message, field, &scratch));
      } else {
        CheckMessage(violations, path, reflection.GetMessage(message, field));
      }
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      const FieldPath element = path.Element(i);
      if (texts) {
        CheckText(
            violations, element,
            reflection.GetRepeatedStringReference(message, field, i, &scratch));
      } else {
        CheckMessage(violations, element,
                     reflection.GetRepeatedMessage(message, field, i));
      }
    }
  }
}

}  // namespace

bool HoldsPhoneNumber(absl::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t digits = DigitsAt(text, at);
    if (digits == 0) {
      ++at;
      continue;
    }
    if (IsNumberWithPrefix(text.substr(at, digits))) return true;
    const size_t next = at + digits + 1;
    const bool halves = digits == kHalfDigits && next < text.size() &&
                        (text[next - 1] == ' ' || text[next - 1] == '-') &&
                        DigitsAt(text, next) == kHalfDigits;
    if (halves && IsSubscriber(absl::StrCat(text.substr(at, kHalfDigits),
                                            text.substr(next, kHalfDigits)))) {
      return true;
    }
    at += digits;
  }
  return false;
}

bool NamesAPerson(absl::string_view text) {
  // Each mark has one of these pairs of letters, which few texts have.
  const auto may_begin = [&](char first, char second) {
    for (size_t at = 0; at + 1 < text.size(); ++at) {
      if (absl::ascii_tolower(text[at]) == first &&
          absl::ascii_tolower(text[at + 1]) == second) {
        return true;
      }
    }
    return false;
  };
  if (!may_begin('s', 'm') && !may_begin('m', 'r') && !may_begin('/', 'o')) {
    return false;
  }
  return HasAny(WordsOf(text),
                {"smt", "smti", "mrs", "mr", "w/o", "d/o", "s/o"});
}

bool IsPersonalHeading(absl::string_view heading) {
  const std::vector<std::string> words = WordsOf(heading);
  if (HasAny(words,
             {"aadhaar", "aadhar",    "adhaar",    "uid",        "uidai",
              "mobile",  "phone",     "telephone", "contact",    "whatsapp",
              "email",   "president", "secretary", "treasurer",  "husband",
              "father",  "mother",    "spouse",    "proprietor", "biometric",
              "photo"})) {
    return true;
  }
  const bool numbered = HasAny(words, {"no", "number", "num"});
  if (numbered && HasAny(words, {"account", "acc", "a/c"})) return true;
  return HasAny(words, {"name"}) &&
         HasAny(words, {"member", "owner", "person", "leader", "head",
                        "applicant", "beneficiary", "holder", "bookkeeper"});
}

absl::Status RefusePersonalDetails(const Message& message) {
  Violations violations;
  CheckMessage(violations, FieldPath(), message);
  return violations.ToStatus();
}

}  // namespace sangam
