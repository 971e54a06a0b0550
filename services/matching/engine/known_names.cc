#include "services/matching/engine/known_names.h"

#include "absl/strings/cord.h"
#include "common/clock/civil_date.h"
#include "sangam/scheme_catalog/v1/department.pb.h"

namespace sangam::matching {
namespace {

constexpr auto kNotFound = type::v1::ERROR_REASON_RESOURCE_NOT_FOUND;

}  // namespace

void KnownNames::CheckScheme(absl::string_view field,
                             absl::string_view scheme) {
  if (catalog_.Find(scheme) == nullptr) AddUnknown(field, scheme);
}

void KnownNames::CheckSchemeInForce(absl::string_view field,
                                    absl::string_view scheme,
                                    absl::CivilDay day) {
  const CompiledScheme* found = catalog_.Find(scheme);
  if (found == nullptr) {
    AddUnknown(field, scheme);
  } else if (found->VersionOn(day) == nullptr) {
    unknown_.Add(field,
                 absl::StrCat("\"", scheme, "\" has no version in force on ",
                              FormatDay(day)),
                 kNotFound);
  }
}

void KnownNames::CheckDepartment(absl::string_view field,
                                 const std::string& department) {
  scheme_catalog::v1::Department named;
  named.set_name(department);
  if (catalog_.ResourceNamedAs(named) == nullptr) AddUnknown(field, department);
}

void KnownNames::AddUnknown(absl::string_view field, absl::string_view name) {
  unknown_.Add(field, absl::StrCat("\"", name, "\" is not in the catalogue"),
               kNotFound);
}

absl::Status KnownNames::ToStatus() const {
  return unknown_.empty() ? absl::OkStatus() : AsNotFound(unknown_.ToStatus());
}

absl::Status AsNotFound(const absl::Status& at_fields) {
  absl::Status status(absl::StatusCode::kNotFound, at_fields.message());
  at_fields.ForEachPayload(
      [&status](absl::string_view type_url, const absl::Cord& payload) {
        status.SetPayload(type_url, payload);
      });
  return status;
}

}  // namespace sangam::matching
