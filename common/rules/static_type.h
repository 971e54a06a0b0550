// Types of expressions, known before any subject is.
#ifndef SANGAM_COMMON_RULES_STATIC_TYPE_H_
#define SANGAM_COMMON_RULES_STATIC_TYPE_H_

#include <string>

#include "sangam/scheme_catalog/v1/attribute.pb.h"

namespace sangam::rules {

enum class ValueKind {
  kAny,  // of what had a fault, or of the elements of []: suits every place
  kNumber,
  kTruth,
  kText,
  kDate,
  kPlace,
  kChild  // one of those under the subject
};

struct StaticType {
  ValueKind kind = ValueKind::kAny;
  bool is_list = false;

  StaticType Element() const { return {kind, false}; }
  bool IsAny() const { return kind == ValueKind::kAny && !is_list; }

  friend bool operator==(StaticType a, StaticType b) {
    return a.kind == b.kind && a.is_list == b.is_list;
  }
};

// Whether the two can be of one type.
bool Agree(StaticType a, StaticType b);

StaticType ToStaticType(scheme_catalog::v1::AttributeType type);
// UNSPECIFIED for what no attribute can be; LIST for every list but children.
scheme_catalog::v1::AttributeType ToAttributeType(StaticType type);

// "a number", "a list of dates", "one of those under it".
std::string TypeName(StaticType type);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_STATIC_TYPE_H_
