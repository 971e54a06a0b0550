#include "services/sangamctl/document/scalar_value.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "services/sangamctl/document/nearest_name.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

constexpr size_t kShownBytes = 60;

// The text in quotes, cut where it is long.
std::string Shown(const YamlNode& node) {
  if (node.text.size() <= kShownBytes)
    return absl::StrCat("\"", node.text, "\"");
  size_t end = kShownBytes;
  while ((static_cast<unsigned char>(node.text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat("\"", node.text.substr(0, end), "...\"");
}

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(c);
  });
}

// Why `node` is no whole number in our sense; empty if it may be one.
std::string IntegerFault(const YamlNode& node) {
  absl::string_view digits = node.text;
  absl::ConsumePrefix(&digits, "-");
  if (AllDigits(digits)) {
    if (digits.size() > 1 && digits.front() == '0') {
      return absl::StrCat(Shown(node),
                          " has a leading zero; write the number without it");
    }
    return "";
  }
  double number = 0;
  if (absl::SimpleAtod(node.text, &number)) {
    return absl::StrCat("expected a whole number, found ", Shown(node));
  }
  std::string plain = node.text;
  plain.erase(
      std::remove_if(plain.begin(), plain.end(),
                     [](char c) { return c == ',' || c == '_' || c == ' '; }),
      plain.end());
  if (AllDigits(plain)) {
    return absl::StrCat("write the number without separators: ", plain);
  }
  return absl::StrCat("expected a whole number, found ", Shown(node));
}

absl::string_view EnumPrefix(const EnumDescriptor& type) {
  absl::string_view first = type.value(0)->name();
  return absl::ConsumeSuffix(&first, "UNSPECIFIED") ? first : "";
}

}  // namespace

bool IsNull(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::kNull) return true;
  return node.kind == YamlNode::Kind::kScalar && !node.quoted &&
         (node.text.empty() || node.text == "~" || node.text == "null" ||
          node.text == "Null" || node.text == "NULL");
}

Reading<int64_t> ReadInteger(const YamlNode& node, int64_t least,
                             int64_t most) {
  const std::string fault = IntegerFault(node);
  if (!fault.empty()) return Reading<int64_t>::Fault(fault);
  int64_t value = 0;
  if (!absl::SimpleAtoi(node.text, &value) || value < least || value > most) {
    return Reading<int64_t>::Fault(absl::StrCat(
        Shown(node), " is out of range; it must be ", least, " to ", most));
  }
  return Reading<int64_t>::Of(value);
}

Reading<uint64_t> ReadUnsigned(const YamlNode& node, uint64_t most) {
  const std::string fault = IntegerFault(node);
  if (!fault.empty()) return Reading<uint64_t>::Fault(fault);
  uint64_t value = 0;
  if (!absl::SimpleAtoi(node.text, &value) || value > most) {
    return Reading<uint64_t>::Fault(
        absl::StrCat(Shown(node), " is out of range; it must be 0 to ", most));
  }
  return Reading<uint64_t>::Of(value);
}

Reading<double> ReadNumber(const YamlNode& node) {
  double value = 0;
  if (!absl::SimpleAtod(node.text, &value)) {
    return Reading<double>::Fault(
        absl::StrCat("expected a number, found ", Shown(node)));
  }
  return Reading<double>::Of(value);
}

Reading<bool> ReadTruth(const YamlNode& node) {
  if (!node.quoted && node.text == "true") return Reading<bool>::Of(true);
  if (!node.quoted && node.text == "false") return Reading<bool>::Of(false);
  return Reading<bool>::Fault(absl::StrCat(
      "expected true or false without quotes, found ", Shown(node)));
}

Reading<int> ReadEnum(const YamlNode& node, const EnumDescriptor& type) {
  const EnumValueDescriptor* value = type.FindValueByName(node.text);
  if (value == nullptr) {
    value = type.FindValueByName(absl::StrCat(EnumPrefix(type), node.text));
  }
  int number = 0;
  if (value == nullptr && !node.quoted &&
      absl::SimpleAtoi(node.text, &number)) {
    value = type.FindValueByNumber(number);
  }
  if (value != nullptr) return Reading<int>::Of(value->number());
  std::vector<std::string> names;
  for (int i = 0; i < type.value_count(); ++i) {
    names.push_back(ShortEnumName(*type.value(i)));
    names.push_back(type.value(i)->name());
  }
  return Reading<int>::Fault(absl::StrCat(Shown(node), " is no ", type.name(),
                                          DidYouMean(node.text, names)));
}

Reading<google::type::Date> ReadDateText(const YamlNode& node) {
  const auto day = ParseDay(node.text, "date");
  if (!day.ok()) {
    return Reading<google::type::Date>::Fault(
        absl::StrCat("expected a date, as 2013-04-01 or {year: 2013, month: 4, "
                     "day: 1}, found ",
                     Shown(node)));
  }
  return Reading<google::type::Date>::Of(ToDate(*day));
}

std::string ShortEnumName(const EnumValueDescriptor& value) {
  return std::string(
      absl::StripPrefix(value.name(), EnumPrefix(*value.type())));
}

}  // namespace sangam::sangamctl
