// How statements that are written for both engines read on PostgreSQL. All that
// differs in the language is here.
#ifndef SANGAM_COMMON_SQL_POSTGRES_TEXT_H_
#define SANGAM_COMMON_SQL_POSTGRES_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::sql {

enum class ParameterKind { kNull, kInt, kText, kBytes };

// A query with ? and ?1 as $1. A text parameter is put in the order of bytes,
// as texts are in tables: otherwise a recursive query would mix two orders.
// `kinds` are those of the parameters, from the first.
std::string PostgresQuery(absl::string_view text,
                          const std::vector<ParameterKind>& kinds);

// A script of definitions: INTEGER as BIGINT, BLOB as BYTEA, TEXT in the order
// of bytes, which is SQLite's, whatever the order of the database; WITHOUT
// ROWID falls away.
std::string PostgresScript(absl::string_view script);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_TEXT_H_
