#include "services/matching/columns/row_groups.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace sangam::matching {
namespace {

// By what rules read, for what no column holds.
RowGroups GroupViews(BlockValues& values, const AttributeInfo& attribute) {
  RowGroups groups;
  for (uint32_t row = 0; row < values.size(); ++row) {
    const rules::Value& value = values.ViewOf(row).value(attribute.index);
    uint16_t group = RowGroups::kUnknown;
    if (rules::IsKnown(value)) {
      const auto found =
          std::find(groups.values.begin(), groups.values.end(), value);
      group = static_cast<uint16_t>(found - groups.values.begin());
      if (found == groups.values.end()) groups.values.push_back(value);
    }
    groups.group_of_row.push_back(group);
  }
  return groups;
}

}  // namespace

RowGroups GroupRows(BlockValues& values, const AttributeInfo& attribute) {
  if (attribute.origin == scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED ||
      BlockValues::KindOf(attribute) == ColumnKind::kNothing) {
    return GroupViews(values, attribute);
  }
  const auto numbers = std::make_unique<RowNumbers>();
  values.Load(attribute, numbers.get());
  RowGroups groups;
  groups.group_of_row.assign(values.size(), RowGroups::kUnknown);
  absl::flat_hash_map<int64_t, uint16_t> group_of_number;
  ForEachRow(numbers->present, [&](uint32_t row) {
    const auto [found, added] =
        group_of_number.emplace(numbers->values[row], RowGroups::kUnknown);
    if (added) {
      rules::Value value = values.ValueOf(attribute, found->first);
      if (rules::IsKnown(value)) {
        found->second = static_cast<uint16_t>(groups.values.size());
        groups.values.push_back(std::move(value));
      }
    }
    groups.group_of_row[row] = found->second;
  });
  // An absent one may mean no.
  if (attribute.absence != type::v1::ATTRIBUTE_ABSENCE_FALSE) return groups;
  const rules::Value no = false;
  auto found = std::find(groups.values.begin(), groups.values.end(), no);
  const auto group = static_cast<uint16_t>(found - groups.values.begin());
  if (found == groups.values.end()) groups.values.push_back(no);
  for (uint16_t& of_row : groups.group_of_row) {
    if (of_row == RowGroups::kUnknown) of_row = group;
  }
  return groups;
}

}  // namespace sangam::matching
