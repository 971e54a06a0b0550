#include "common/rules/value_type.h"

#include "absl/strings/str_cat.h"

namespace sangam::rules {

using scheme_catalog::v1::AttributeType;

const char* TypeName(AttributeType type) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return "a number";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return "true or false";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return "a text";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return "a list of texts";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return "a date";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return "a place";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN:
      return "the list of those under it";
    default:
      return "of no type";
  }
}

const char* LiteralAdvice(AttributeType type) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return "a whole number";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return "true or false";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return "date(\"2013-04-01\")";
    default:
      return "a text in quotes";
  }
}

std::string UsageAdvice(const AttributeInfo& info) {
  switch (info.type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return absl::StrCat("compare it, as in `", info.name, " >= 10`");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return absl::StrCat("write `", info.name, "` or `!", info.name, "`");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return absl::StrCat(
          "compare it, as in `", info.name, " == \"",
          info.allowed_values.empty() ? "..." : info.allowed_values.front(),
          "\"`");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return absl::StrCat("ask what is in it, as in `\"...\" in ", info.name,
                          "`");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return absl::StrCat("compare it, as in `", info.name,
                          " >= date(\"2013-04-01\")`");
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return "ask place.within(\"places/...\")";
    case scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN:
      return absl::StrCat("count them, as in `", info.name,
                          ".filter(c, c.members >= 10).size() >= 5`");
    default:
      return "it can't be used";
  }
}

bool HasOrder(AttributeType type) {
  return type == scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER ||
         type == scheme_catalog::v1::ATTRIBUTE_TYPE_DATE;
}

}  // namespace sangam::rules
