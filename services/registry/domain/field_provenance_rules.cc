#include "services/registry/domain/field_provenance_rules.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/subjects/extra_path.h"
#include "common/validation/provenance.h"
#include "google/protobuf/util/field_mask_util.h"

namespace sangam::registry {
namespace {

// More than a record has facts.
constexpr int kMaxOverrides = 200;

bool IsPathOf(const google::protobuf::Descriptor& record,
              const std::string& path) {
  if (path.empty()) return false;
  return IsExtraPath(path) ||
         google::protobuf::util::FieldMaskUtil::GetFieldDescriptors(
             &record, path, nullptr);
}

}  // namespace

void CheckFieldProvenance(
    Violations& violations, const google::protobuf::Descriptor& record,
    const google::protobuf::RepeatedPtrField<type::v1::FieldProvenance>&
        overrides) {
  if (overrides.size() > kMaxOverrides) {
    violations.Add("field_provenance",
                   absl::StrCat("has more than ", kMaxOverrides, " elements"));
    return;
  }
  std::set<std::string> seen;
  for (int i = 0; i < overrides.size(); ++i) {
    const std::string prefix = absl::StrCat("field_provenance[", i, "]");
    if (overrides[i].fields().empty()) {
      violations.Add(absl::StrCat(prefix, ".fields"), "is required");
    }
    for (int j = 0; j < overrides[i].fields_size(); ++j) {
      const std::string& path = overrides[i].fields(j);
      const std::string field = absl::StrCat(prefix, ".fields[", j, "]");
      if (!IsPathOf(record, path)) {
        violations.Add(field, absl::StrCat("\"", path, "\" is not a field of ",
                                           record.name()));
      } else if (!seen.insert(path).second) {
        violations.Add(field, "is listed twice");
      }
    }
    if (!overrides[i].has_provenance()) {
      violations.Add(absl::StrCat(prefix, ".provenance"), "is required");
    }
    CheckProvenance(violations, absl::StrCat(prefix, ".provenance"),
                    overrides[i].provenance());
  }
}

}  // namespace sangam::registry
