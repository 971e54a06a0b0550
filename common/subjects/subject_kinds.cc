#include "common/subjects/subject_kinds.h"

#include "absl/strings/strip.h"

namespace sangam {

using type::v1::SubjectKind;

bool IsGroupKind(SubjectKind kind) {
  return type::v1::SubjectKind_IsValid(kind) &&
         kind != type::v1::SUBJECT_KIND_UNSPECIFIED &&
         kind != type::v1::SUBJECT_KIND_ENTERPRISE &&
         kind != type::v1::SUBJECT_KIND_CLUSTER;
}

std::vector<SubjectKind> ParentKinds(SubjectKind child) {
  switch (child) {
    case type::v1::SUBJECT_KIND_SHG:
      return {type::v1::SUBJECT_KIND_VO};
    case type::v1::SUBJECT_KIND_VO:
      return {type::v1::SUBJECT_KIND_CLF};
    case type::v1::SUBJECT_KIND_CLF:
      return {type::v1::SUBJECT_KIND_BLF};
    case type::v1::SUBJECT_KIND_PRODUCER_GROUP:
      return {type::v1::SUBJECT_KIND_PRODUCER_COMPANY,
              type::v1::SUBJECT_KIND_COOPERATIVE};
    default:
      return {};
  }
}

bool RollsUp(SubjectKind kind) {
  return kind == type::v1::SUBJECT_KIND_VO ||
         kind == type::v1::SUBJECT_KIND_CLF ||
         kind == type::v1::SUBJECT_KIND_BLF ||
         kind == type::v1::SUBJECT_KIND_CLUSTER;
}

std::string SubjectKindText(SubjectKind kind) {
  return std::string(
      absl::StripPrefix(type::v1::SubjectKind_Name(kind), "SUBJECT_KIND_"));
}

}  // namespace sangam
