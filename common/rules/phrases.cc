#include "common/rules/phrases.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/strings/substitute.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "common/rules/phrases_codes.h"

namespace sangam::rules {
namespace {

constexpr size_t kMostPlacesNamed = 3;
constexpr size_t kPlacesNamedOfMany = 2;

}  // namespace

Phrases::Phrases(absl::string_view language_code, SchemeTitle scheme_title)
    : language_code_(language_code),
      scheme_title_(std::move(scheme_title)),
      hindi_(language_code == "hi" || absl::StartsWith(language_code, "hi-")) {}

std::string Phrases::Number(int64_t number,
                            type::v1::AttributeUnit unit) const {
  switch (unit) {
    case type::v1::ATTRIBUTE_UNIT_PAISE:
      return FormatPaise(number);
    case type::v1::ATTRIBUTE_UNIT_BASIS_POINTS:
      return FormatBasisPoints(number);
    case type::v1::ATTRIBUTE_UNIT_MONTHS:
      return absl::StrCat(FormatCount(number), number == 1
                                                   ? Say(" month", " महीना")
                                                   : Say(" months", " महीने"));
    default:
      return FormatCount(number);
  }
}

std::string Phrases::YesNo(bool yes) const {
  return std::string(yes ? Say("yes", "हाँ") : Say("no", "नहीं"));
}

std::string Phrases::ValueOf(const Value& value,
                             const AttributeInfo& info) const {
  return ValueOf(value, info.unit);
}

std::string Phrases::Range(const NumberRange& range,
                           type::v1::AttributeUnit unit) const {
  const std::string least = Number(range.least, unit);
  if (!range.most) {
    return absl::Substitute(Say("at least $0", "कम से कम $0"), least);
  }
  return absl::Substitute(Say("$0 to $1", "$0 से $1"), least,
                          Number(*range.most, unit));
}

std::string Phrases::ValueOf(const Value& value,
                             type::v1::AttributeUnit unit) const {
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    return Number(*number, unit);
  }
  if (const auto* truth = absl::get_if<bool>(&value)) return YesNo(*truth);
  if (const auto* text = absl::get_if<std::string>(&value)) {
    return CodeText(*text);
  }
  if (const auto* day = absl::get_if<absl::CivilDay>(&value)) {
    return FormatDay(*day);
  }
  if (const auto* list = absl::get_if<std::vector<std::string>>(&value)) {
    if (list->empty()) return std::string(Say("none", "कोई नहीं"));
    return absl::StrJoin(*list, ", ",
                         [this](std::string* out, const auto& text) {
                           absl::StrAppend(out, CodeText(text));
                         });
  }
  return "";
}

std::string Phrases::CodeText(absl::string_view code) const {
  const absl::string_view hindi = hindi_ ? HindiOfCode(code) : "";
  return hindi.empty() ? CodeInWords(code) : std::string(hindi);
}

std::string Phrases::Required(Comparison comparison, const Value& limit,
                              const AttributeInfo& info) const {
  return Required(comparison, limit, info.unit);
}

std::string Phrases::Required(Comparison comparison, const Value& limit,
                              type::v1::AttributeUnit unit) const {
  if (const auto* day = absl::get_if<absl::CivilDay>(&limit)) {
    return RequiredDate(comparison, FormatDay(*day));
  }
  if (const auto* truth = absl::get_if<bool>(&limit)) {
    return YesNo(*truth == (comparison == Comparison::kEqual));
  }
  const std::string value = ValueOf(limit, unit);
  if (comparison == Comparison::kEqual) {
    return absl::holds_alternative<int64_t>(limit)
               ? absl::StrCat(Say("exactly ", "ठीक "), value)
               : value;
  }
  return RequiredWords(comparison, value);
}

std::string Phrases::RequiredWords(Comparison comparison,
                                   const std::string& limit) const {
  switch (comparison) {
    case Comparison::kEqual:
      return absl::Substitute(Say("the same as $0", "$0 के बराबर"), limit);
    case Comparison::kNotEqual:
      return absl::Substitute(Say("not $0", "$0 नहीं"), limit);
    case Comparison::kLess:
      return absl::Substitute(Say("less than $0", "$0 से कम"), limit);
    case Comparison::kLessOrEqual:
      return absl::Substitute(Say("at most $0", "अधिकतम $0"), limit);
    case Comparison::kGreater:
      return absl::Substitute(Say("more than $0", "$0 से अधिक"), limit);
    case Comparison::kGreaterOrEqual:
      return absl::Substitute(Say("at least $0", "कम से कम $0"), limit);
  }
  return limit;
}

std::string Phrases::RequiredDate(Comparison comparison,
                                  const std::string& day) const {
  switch (comparison) {
    case Comparison::kEqual:
      return absl::Substitute(Say("on $0", "$0 को"), day);
    case Comparison::kNotEqual:
      return absl::Substitute(Say("not on $0", "$0 को नहीं"), day);
    case Comparison::kLess:
      return absl::Substitute(Say("before $0", "$0 से पहले"), day);
    case Comparison::kLessOrEqual:
      return absl::Substitute(Say("on or before $0", "$0 को या उससे पहले"), day);
    case Comparison::kGreater:
      return absl::Substitute(Say("after $0", "$0 के बाद"), day);
    case Comparison::kGreaterOrEqual:
      return absl::Substitute(Say("on or after $0", "$0 को या उसके बाद"), day);
  }
  return day;
}

std::string Phrases::OneOf(const std::vector<Value>& values,
                           const AttributeInfo& info, bool negated) const {
  const std::string list = absl::StrJoin(
      values, ", ", [this, &info](std::string* out, const Value& value) {
        absl::StrAppend(out, ValueOf(value, info));
      });
  return absl::Substitute(negated ? Say("none of $0", "इनमें से कोई नहीं: $0")
                                  : Say("one of $0", "इनमें से एक: $0"),
                          list);
}

std::string Phrases::Includes(const Value& element, const AttributeInfo& info,
                              bool negated) const {
  return absl::Substitute(negated ? Say("no $0 among them", "$0 शामिल न हो")
                                  : Say("$0 among them", "$0 शामिल हो"),
                          ValueOf(element, info));
}

std::string Phrases::IsGiven(bool negated) const {
  return std::string(negated ? Say("not known", "ज्ञात न हो")
                             : Say("known", "ज्ञात हो"));
}

std::string Phrases::Within(const std::vector<std::string>& places,
                            bool negated) const {
  const size_t named =
      places.size() > kMostPlacesNamed ? kPlacesNamedOfMany : places.size();
  std::vector<std::string> parts(places.begin(), places.begin() + named);
  if (named < places.size()) {
    parts.push_back(absl::StrCat(places.size() - named, Say(" more", " अन्य")));
  }
  return absl::Substitute(
      negated ? Say("outside $0", "$0 से बाहर") : Say("within $0", "$0 में"),
      Alternatives(std::move(parts)));
}

std::string Phrases::Alternatives(std::vector<std::string> parts) const {
  if (parts.empty()) return "";
  std::string last = std::move(parts.back());
  parts.pop_back();
  if (parts.empty()) return last;
  return absl::StrCat(absl::StrJoin(parts, ", "), Say(" or ", " या "), last);
}

std::string Phrases::InIndustries(const std::vector<std::string>& codes,
                                  bool negated) const {
  return absl::Substitute(
      negated ? Say("not in industry $0 (NIC)", "उद्योग $0 (NIC) में नहीं")
              : Say("in industry $0 (NIC)", "उद्योग $0 (NIC) में"),
      Alternatives(codes));
}

std::string Phrases::Received(absl::string_view scheme,
                              const absl::optional<int64_t>& within_months,
                              bool negated) const {
  std::string title = scheme_title_ ? scheme_title_(scheme) : "";
  if (title.empty()) title = std::string(scheme);
  if (!within_months) {
    return absl::Substitute(negated
                                ? Say("not received from $0", "$0 से न मिला हो")
                                : Say("received from $0", "$0 से मिला हो"),
                            title);
  }
  return absl::Substitute(
      negated ? Say("not received from $0 within the last $1",
                    "पिछले $1 में $0 से न मिला हो")
              : Say("received from $0 within the last $1",
                    "पिछले $1 में $0 से मिला हो"),
      title, Number(*within_months, type::v1::ATTRIBUTE_UNIT_MONTHS));
}

std::string Phrases::DistanceText(const Distance& distance,
                                  type::v1::AttributeUnit unit) const {
  std::string amount = Number(distance.amount, unit);
  if (unit == type::v1::ATTRIBUTE_UNIT_BASIS_POINTS) {
    amount = absl::StrCat(absl::StripSuffix(amount, " %"),
                          distance.amount == 100
                              ? Say(" percentage point", " प्रतिशत अंक")
                              : Say(" percentage points", " प्रतिशत अंक"));
  }
  return absl::StrCat(
      amount, distance.more ? Say(" more", " और") : Say(" less", " कम"));
}

std::string Phrases::PlaceTooCoarse(absl::string_view place) const {
  return absl::Substitute(
      Say("$0, which does not settle it", "$0, जिससे यह तय नहीं होता"), place);
}

std::string Phrases::PlaceNotInDirectory(absl::string_view place) const {
  return absl::Substitute(
      Say("$0; the rule names a place that is not on record",
          "$0; नियम में दिया गया स्थान अभिलेख में नहीं है"),
      place);
}

std::string Phrases::PlaceSetIncomplete(absl::string_view place) const {
  return absl::Substitute(
      Say("$0; the list of places in the rule is not complete",
          "$0; नियम की स्थान-सूची पूरी नहीं है"),
      place);
}

std::string Phrases::CannotBeComputed(absl::string_view why) const {
  return absl::Substitute(Say("can't be computed: $0", "गणना नहीं हो सकती: $0"),
                          why);
}

std::string Phrases::NoValueOnThatDay(absl::string_view parameter) const {
  return absl::Substitute(
      Say("$0 has no value on that day", "उस दिन $0 का कोई मान नहीं है"),
      parameter);
}

std::string Phrases::ChildrenOnRecord(int64_t count, bool complete) const {
  return absl::Substitute(
      complete ? Say("$0 on record", "$0 दर्ज")
               : Say("$0 on record, perhaps not all", "$0 दर्ज, शायद सब नहीं"),
      FormatCount(count));
}

std::string Phrases::ReceivedOn(absl::CivilDay day) const {
  return absl::Substitute(Say("received on $0", "$0 को मिला"), FormatDay(day));
}

std::string Phrases::ReceivedSometime() const {
  return std::string(Say("received, day not known", "मिला है, तिथि ज्ञात नहीं"));
}

std::string Phrases::NothingOnRecord() const {
  return std::string(Say("not received", "नहीं मिला"));
}

std::string Phrases::NothingOnRecordUntil(absl::CivilDay day) const {
  return absl::Substitute(Say("nothing on record up to $0; later not known",
                              "$0 तक कुछ दर्ज नहीं; उसके बाद ज्ञात नहीं"),
                          FormatDay(day));
}

std::string Phrases::ReceivedLabel() const {
  return std::string(Say("benefits received before", "पहले मिले लाभ"));
}

std::string Phrases::ReceivedQuestion() const {
  return std::string(
      Say("From which schemes has it received benefits, and when?",
          "इसे किन योजनाओं का लाभ मिला है, और कब?"));
}

}  // namespace sangam::rules
