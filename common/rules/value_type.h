// Types of attributes in the words of error messages.
#ifndef SANGAM_COMMON_RULES_VALUE_TYPE_H_
#define SANGAM_COMMON_RULES_VALUE_TYPE_H_

#include <string>

#include "common/rules/attribute_dictionary.h"

namespace sangam::rules {

// "a number", "a text", ...
const char* TypeName(scheme_catalog::v1::AttributeType type);

// The literal that suits the type: "a text in quotes".
const char* LiteralAdvice(scheme_catalog::v1::AttributeType type);

// How to use the attribute in a condition: "compare it, as in `members >= 10`".
std::string UsageAdvice(const AttributeInfo& info);

// Whether < <= > >= mean anything.
bool HasOrder(scheme_catalog::v1::AttributeType type);

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_VALUE_TYPE_H_
