#include "common/rules/recorded_value.h"

#include <vector>

#include "common/clock/civil_date.h"

namespace sangam::rules {

using type::v1::AttributeValue;

absl::optional<absl::CivilDay> DayOf(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "");
  if (!day.ok()) return absl::nullopt;
  return *day;
}

Value RecordedValue(const AttributeValue& recorded,
                    scheme_catalog::v1::AttributeType type) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      if (recorded.has_number()) return int64_t{recorded.number()};
      return {};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      if (recorded.has_truth()) return recorded.truth();
      return {};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      if (recorded.has_text()) return recorded.text();
      return {};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      if (recorded.has_list()) {
        return std::vector<std::string>(recorded.list().values().begin(),
                                        recorded.list().values().end());
      }
      return {};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      if (recorded.has_date()) {
        if (const auto day = DayOf(recorded.date())) return *day;
      }
      return {};
    default:
      return {};
  }
}

std::string InLanguage(const std::map<std::string, std::string>& texts,
                       absl::string_view language_code) {
  if (texts.empty()) return "";
  for (absl::string_view code :
       {language_code, language_code.substr(0, language_code.find('-')),
        absl::string_view("en")}) {
    const auto found = texts.find(std::string(code));
    if (found != texts.end() && !found->second.empty()) return found->second;
  }
  return texts.begin()->second;
}

}  // namespace sangam::rules
