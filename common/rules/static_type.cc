#include "common/rules/static_type.h"

namespace sangam::rules {

using scheme_catalog::v1::AttributeType;

bool Agree(StaticType a, StaticType b) {
  if (a.IsAny() || b.IsAny()) return true;
  return a.is_list == b.is_list &&
         (a.kind == b.kind || a.kind == ValueKind::kAny ||
          b.kind == ValueKind::kAny);
}

StaticType ToStaticType(AttributeType type) {
  switch (type) {
    case scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER:
      return {ValueKind::kNumber, false};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH:
      return {ValueKind::kTruth, false};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT:
      return {ValueKind::kText, false};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_LIST:
      return {ValueKind::kText, true};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_DATE:
      return {ValueKind::kDate, false};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE:
      return {ValueKind::kPlace, false};
    case scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN:
      return {ValueKind::kChild, true};
    default:
      return {};
  }
}

AttributeType ToAttributeType(StaticType type) {
  if (type.is_list) {
    return type.kind == ValueKind::kChild
               ? scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN
               : scheme_catalog::v1::ATTRIBUTE_TYPE_LIST;
  }
  switch (type.kind) {
    case ValueKind::kNumber:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_NUMBER;
    case ValueKind::kTruth:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_TRUTH;
    case ValueKind::kText:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_TEXT;
    case ValueKind::kDate:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_DATE;
    case ValueKind::kPlace:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_PLACE;
    default:
      return scheme_catalog::v1::ATTRIBUTE_TYPE_UNSPECIFIED;
  }
}

std::string TypeName(StaticType type) {
  switch (type.kind) {
    case ValueKind::kAny:
      return type.is_list ? "an empty list" : "a value";
    case ValueKind::kNumber:
      return type.is_list ? "a list of numbers" : "a number";
    case ValueKind::kTruth:
      return type.is_list ? "a list of yes-or-no values" : "true or false";
    case ValueKind::kText:
      return type.is_list ? "a list of texts" : "a text";
    case ValueKind::kDate:
      return type.is_list ? "a list of dates" : "a date";
    case ValueKind::kPlace:
      return type.is_list ? "a list of places" : "a place";
    case ValueKind::kChild:
      return type.is_list ? "the list of those under it"
                          : "one of those under it";
  }
  return "a value";
}

}  // namespace sangam::rules
