#include "common/validation/outside_id.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/validation/code_format.h"
#include "common/validation/text.h"

namespace sangam {
namespace {

constexpr int kMaxOutsideIds = 20;
constexpr size_t kMinSystemLength = 2;
constexpr size_t kMaxSystemLength = 32;
constexpr size_t kMaxValueLength = 64;

}  // namespace

void CheckOutsideId(Violations& violations, absl::string_view prefix,
                    const type::v1::OutsideId& id) {
  const std::string system_field = absl::StrCat(prefix, ".system");
  const std::string value_field = absl::StrCat(prefix, ".value");
  if (!IsCapitalCode(id.system()) || id.system().size() < kMinSystemLength ||
      id.system().size() > kMaxSystemLength) {
    violations.Add(system_field,
                   "must be a system's name in capitals such as LOKOS or UDYAM,"
                   " 2 to 32 characters");
  }
  if (absl::StripAsciiWhitespace(id.value()).size() != id.value().size()) {
    violations.Add(value_field, "must not begin or end with a space");
  } else {
    CheckRequiredText(violations, value_field, id.value(), kMaxValueLength);
  }
  if (id.system() == "UDYAM" && !IsUdyamNumber(id.value())) {
    violations.Add(value_field,
                   "must be a Udyam number such as UDYAM-ML-05-0000123");
  }
}

void CheckOutsideIds(
    Violations& violations, absl::string_view prefix,
    const google::protobuf::RepeatedPtrField<type::v1::OutsideId>& ids) {
  if (ids.size() > kMaxOutsideIds) {
    violations.Add(
        prefix, absl::StrCat("must have at most ", kMaxOutsideIds, " entries"));
    return;
  }
  absl::flat_hash_set<std::pair<absl::string_view, absl::string_view>> seen;
  for (int i = 0; i < ids.size(); ++i) {
    const std::string field = absl::StrCat(prefix, "[", i, "]");
    CheckOutsideId(violations, field, ids[i]);
    if (!seen.emplace(ids[i].system(), ids[i].value()).second) {
      violations.Add(field, "is listed twice");
    }
  }
}

}  // namespace sangam
