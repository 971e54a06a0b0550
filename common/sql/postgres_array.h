// Lists of values as PostgreSQL receives them.
#ifndef SANGAM_COMMON_SQL_POSTGRES_ARRAY_H_
#define SANGAM_COMMON_SQL_POSTGRES_ARRAY_H_

#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "common/sql/postgres_connection.h"
#include "common/sql/statement.h"

namespace sangam::sql {

// Of the binary form of an array of one dimension: `count` elements of a type,
// each of that kind or NULL.
PostgresParameter PostgresArray(
    ParameterKind element, size_t count,
    absl::FunctionRef<const PostgresParameter&(size_t)> at);

// Rows of parameters as a list for each column.
struct PostgresLists {
  // Of the values, from the first column.
  std::vector<ParameterKind> kinds;
  std::vector<PostgresParameter> parameters;
};

// INTERNAL unless there are rows, all with values of the same types.
absl::StatusOr<PostgresLists> ListsOf(
    absl::Span<const std::vector<Value>> rows);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_ARRAY_H_
