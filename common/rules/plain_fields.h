// The fields of a profile, read without reflection.
#ifndef SANGAM_COMMON_RULES_PLAIN_FIELDS_H_
#define SANGAM_COMMON_RULES_PLAIN_FIELDS_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/value.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::rules {

// Whether PlainFields reads the field with this name. It reads all but enums,
// whose values have names, and what is no value.
bool IsPlainField(absl::string_view field);

// Reads the number of an enum's value, 0 where the profile has not the field.
using EnumReader = int (*)(const type::v1::Profile& profile);
// By the name of the field; null where there is none.
EnumReader ReaderOfEnum(absl::string_view field);

// Where the fields have their values. Reflection reads the same: this is only
// quicker. Immutable, so safe to share between threads.
class PlainFields {
 public:
  // The dictionary holds an attribute of each field.
  explicit PlainFields(const AttributeDictionary& dictionary);

  // Writes the values of the fields that the profile has, by the indexes of
  // their attributes. Nothing was written there before.
  void Read(const type::v1::Profile& profile, Value* values) const;

 private:
  // In the order in which the fields are read.
  std::vector<int> indexes_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_PLAIN_FIELDS_H_
