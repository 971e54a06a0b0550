// How statements that are written for both engines read on PostgreSQL. All that
// differs in the language is here.
#ifndef SANGAM_COMMON_SQL_POSTGRES_TEXT_H_
#define SANGAM_COMMON_SQL_POSTGRES_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/sql/insertion.h"

namespace sangam::sql {

// Of one value, or of a list of them.
enum class ParameterKind {
  kNull,
  kInt,
  kText,
  kBytes,
  kInts,
  kTexts,
  kBytesEach
};

// A query with ? and ?1 as $1. A text parameter is put in the order of bytes,
// as texts are in tables: otherwise a recursive query would mix two orders.
// `kinds` are those of the parameters, from the first.
std::string PostgresQuery(absl::string_view text,
                          const std::vector<ParameterKind>& kinds);

// The same asked of many rows of parameters at once, as Database::ReadEach
// says: a parameter of the whole is a list with one value for each row. Its
// last column is the place of the row that is answered, from 1.
std::string PostgresQueryOfEach(absl::string_view text,
                                const std::vector<ParameterKind>& kinds);

// A statement that adds many rows: a parameter is a list of the values of one
// column or, where `kinds` says so, the value that it has in all rows. At least
// one is a list.
std::string PostgresInsertionOfMany(const Insertion& insertion,
                                    const std::vector<ParameterKind>& kinds);

// A script of definitions: INTEGER as BIGINT, BLOB as BYTEA, TEXT in the order
// of bytes, which is SQLite's, whatever the order of the database; WITHOUT
// ROWID falls away.
std::string PostgresScript(absl::string_view script);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_TEXT_H_
