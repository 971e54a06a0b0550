#include "common/validation/enum_value.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace sangam {

void CheckEnumNumber(Violations& violations, absl::string_view field,
                     const google::protobuf::EnumDescriptor& type, int value,
                     bool required) {
  const bool known = type.FindValueByNumber(value) != nullptr;
  if (known && (value != 0 || !required)) return;
  std::vector<std::string> names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) names.push_back(type.value(i)->name());
  }
  violations.Add(field, absl::StrCat(known ? "is required: " : "must be ",
                                     "one of ", absl::StrJoin(names, ", ")));
}

}  // namespace sangam
