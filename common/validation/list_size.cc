#include "common/validation/list_size.h"

#include "absl/strings/str_cat.h"

namespace sangam {

bool CheckListSize(Violations& violations, absl::string_view field, int size,
                   int most) {
  if (size <= most) return true;
  violations.Add(field, absl::StrCat("has more than ", most, " elements"));
  return false;
}

}  // namespace sangam
