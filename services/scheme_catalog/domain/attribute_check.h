// Departments' own attributes, recorded or derived.
#ifndef SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_ATTRIBUTE_CHECK_H_
#define SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_ATTRIBUTE_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sangam/scheme_catalog/v1/attribute.pb.h"

namespace sangam::scheme_catalog {

inline constexpr int kMaxFormerNames = 50;
inline constexpr int kMaxAllowedValues = 500;

// Beside the built-in ones. Every rule is compiled and every subject is read
// with all of them.
inline constexpr int kMaxOwnAttributes = 1000;

// Whether `name` is "attributes/" and words of a-z, 0-9 and _ joined by dots,
// in all at most 100 characters, each beginning with a letter.
bool IsAttributeName(absl::string_view name);

// "members" of "attributes/members" and of "members".
std::string NameInExpressions(absl::string_view name);

// What can be told from the record alone: name, no function's, and type, texts
// in English, a unit for numbers only, absence that suits the type, a
// derivation of bounded length. Whether the derivation compiles is for the
// dictionary to say. INVALID_ARGUMENT with all faults.
absl::Status CheckAttribute(const v1::Attribute& attribute);

// The part of CheckAttribute that is about what admins add to a built-in one.
absl::Status CheckAdditions(const v1::Attribute& attribute);

// Whether the language reads two records of one attribute alike: they differ at
// most in labels, questions and what else compiling never asks for.
bool SameInLanguage(const v1::Attribute& before, const v1::Attribute& after);

// INVALID_ARGUMENT for each of type, unit and absence that differs.
absl::Status CheckAttributeChange(const v1::Attribute& before,
                                  const v1::Attribute& after);

}  // namespace sangam::scheme_catalog

#endif  // SANGAM_SERVICES_SCHEME_CATALOG_DOMAIN_ATTRIBUTE_CHECK_H_
