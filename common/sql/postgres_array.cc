#include "common/sql/postgres_array.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/types/variant.h"
#include "common/status/errors.h"

namespace sangam::sql {
namespace {

void AppendInt32(std::string* bytes, uint32_t value) {
  const char big_endian[] = {
      static_cast<char>(value >> 24), static_cast<char>(value >> 16),
      static_cast<char>(value >> 8), static_cast<char>(value)};
  bytes->append(big_endian, sizeof big_endian);
}

ParameterKind ListOf(ParameterKind element) {
  switch (element) {
    case ParameterKind::kInt:
      return ParameterKind::kInts;
    case ParameterKind::kText:
      return ParameterKind::kTexts;
    default:
      return ParameterKind::kBytesEach;
  }
}

PostgresParameter ParameterOf(const Value& value) {
  if (const auto* number = absl::get_if<int64_t>(&value)) {
    return PostgresParameter::Int(*number);
  }
  if (const auto* text = absl::get_if<std::string>(&value)) {
    return {ParameterKind::kText, *text};
  }
  return {ParameterKind::kNull, ""};
}

}  // namespace

PostgresParameter PostgresArray(
    ParameterKind element, size_t count,
    absl::FunctionRef<const PostgresParameter&(size_t)> at) {
  constexpr size_t kHead = 20;
  constexpr size_t kLength = 4;
  constexpr uint32_t kNullLength = 0xffffffff;
  size_t size = kHead;
  bool has_null = false;
  for (size_t i = 0; i < count; ++i) {
    size += kLength + at(i).bytes.size();
    has_null = has_null || at(i).kind == ParameterKind::kNull;
  }
  std::string bytes;
  bytes.reserve(size);
  AppendInt32(&bytes, 1);  // Dimensions.
  AppendInt32(&bytes, has_null ? 1 : 0);
  AppendInt32(&bytes, PostgresTypeOf(element));
  AppendInt32(&bytes, static_cast<uint32_t>(count));
  AppendInt32(&bytes, 1);  // The number of the first.
  for (size_t i = 0; i < count; ++i) {
    const PostgresParameter& value = at(i);
    if (value.kind == ParameterKind::kNull) {
      AppendInt32(&bytes, kNullLength);
      continue;
    }
    AppendInt32(&bytes, static_cast<uint32_t>(value.bytes.size()));
    bytes += value.bytes;
  }
  return {ListOf(element), std::move(bytes)};
}

absl::StatusOr<PostgresLists> ListsOf(
    absl::Span<const std::vector<Value>> rows) {
  PostgresLists lists;
  if (rows.empty()) return InternalFault("a question has no parameters");
  for (size_t column = 0; column < rows[0].size(); ++column) {
    std::vector<PostgresParameter> values;
    values.reserve(rows.size());
    for (const std::vector<Value>& row : rows) {
      if (row.size() != rows[0].size() ||
          row[column].index() != rows[0][column].index() ||
          absl::holds_alternative<absl::monostate>(row[column])) {
        return InternalFault(
            "parameters of one question differ in their types");
      }
      values.push_back(ParameterOf(row[column]));
    }
    lists.kinds.push_back(values[0].kind);
    lists.parameters.push_back(PostgresArray(
        values[0].kind, values.size(),
        [&](size_t i) -> const PostgresParameter& { return values[i]; }));
  }
  return lists;
}

}  // namespace sangam::sql
