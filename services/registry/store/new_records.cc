#include "services/registry/store/new_records.h"

#include "absl/strings/str_cat.h"

namespace sangam::registry {
namespace {

// A system has no line end in it.
std::string KeyOf(absl::string_view system, absl::string_view value) {
  return absl::StrCat(system, "\n", value);
}
std::string KeyOf(const type::v1::OutsideId& id) {
  return KeyOf(id.system(), id.value());
}

}  // namespace

void NewRecords::Add(absl::string_view name, type::v1::SubjectKind kind,
                     const OutsideIds* ids) {
  kinds_.insert_or_assign(std::string(name), kind);
  if (ids == nullptr) return;
  for (const type::v1::OutsideId& id : *ids) {
    holders_.insert_or_assign(KeyOf(id), std::string(name));
  }
}

void NewRecords::Remove(absl::string_view name, const OutsideIds* ids) {
  kinds_.erase(name);
  if (ids == nullptr) return;
  for (const type::v1::OutsideId& id : *ids) {
    const auto held = holders_.find(KeyOf(id));
    if (held != holders_.end() && held->second == name) holders_.erase(held);
  }
}

void NewRecords::AddAll(const NewRecords& others) {
  for (const auto& [name, kind] : others.kinds_) {
    kinds_.insert_or_assign(name, kind);
  }
  for (const auto& [key, holder] : others.holders_) {
    holders_.insert_or_assign(key, holder);
  }
}

bool NewRecords::HasId(absl::string_view system,
                       absl::string_view value) const {
  return holders_.contains(KeyOf(system, value));
}

type::v1::SubjectKind NewRecords::KindOf(absl::string_view name) const {
  const auto found = kinds_.find(name);
  return found == kinds_.end() ? type::v1::SUBJECT_KIND_UNSPECIFIED
                               : found->second;
}

std::string NewRecords::HolderOf(const type::v1::OutsideId& id) const {
  const auto found = holders_.find(KeyOf(id));
  return found == holders_.end() ? "" : found->second;
}

}  // namespace sangam::registry
