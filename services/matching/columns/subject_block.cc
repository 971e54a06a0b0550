#include "services/matching/columns/subject_block.h"

#include <utility>

namespace sangam::matching {

SubjectBlock::SubjectBlock(NameList names, RowSet rows)
    : first_name_(names.NameOf(0)),
      last_name_(names.NameOf(names.size() - 1)),
      names_(std::move(names)),
      rows_(std::move(rows)) {}

uint32_t SubjectBlock::RowOf(absl::string_view name) const {
  const uint32_t row = names_.LowerBound(name);
  return row < size() && NameOf(row) == name ? row : size();
}

uint32_t SubjectBlock::FirstRowAfter(absl::string_view name) const {
  const uint32_t row = names_.LowerBound(name);
  return row < size() && NameOf(row) == name ? row + 1 : row;
}

type::v1::SubjectKind SubjectBlock::KindOf(uint32_t row) const {
  const PackedColumn* kinds = rows_.Find(type::v1::Profile::kKindFieldNumber);
  int64_t kind = 0;
  if (kinds == nullptr || !kinds->Get(row, &kind) ||
      !type::v1::SubjectKind_IsValid(static_cast<int>(kind))) {
    return type::v1::SUBJECT_KIND_UNSPECIFIED;
  }
  return static_cast<type::v1::SubjectKind>(kind);
}

std::string SubjectBlock::PlaceOf(uint32_t row, const TextTable& texts) const {
  const PackedColumn* places = rows_.Find(type::v1::Profile::kPlaceFieldNumber);
  int64_t place = 0;
  if (places == nullptr || !places->Get(row, &place)) return "";
  return std::string(texts.TextOf(static_cast<uint32_t>(place)));
}

size_t SubjectBlock::bytes() const {
  return sizeof(SubjectBlock) + first_name_.capacity() + last_name_.capacity() +
         names_.bytes() + rows_.bytes();
}

}  // namespace sangam::matching
