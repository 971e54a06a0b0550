#include "common/sql/postgres_insertions.h"

#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "common/sql/postgres_array.h"
#include "common/sql/postgres_text.h"
#include "common/status/errors.h"

namespace sangam::sql {
namespace {

// So few rows go faster by themselves.
constexpr size_t kFewRows = 3;
// So much is sent without waiting for more: the server works on it meanwhile.
constexpr size_t kManyRows = 250;
constexpr size_t kManyBytes = size_t{128} * 1024;

ParameterKind KindOf(Insertion::Type type) {
  switch (type) {
    case Insertion::Type::kInteger:
      return ParameterKind::kInt;
    case Insertion::Type::kText:
      return ParameterKind::kText;
    case Insertion::Type::kBytes:
      return ParameterKind::kBytes;
  }
  return ParameterKind::kNull;
}

using Rows = std::vector<std::vector<PostgresParameter>>;

// Whether it would be one value for all rows, whose type is known.
bool SaysTheSame(const Rows& rows, size_t column) {
  const PostgresParameter& first = rows[0][column];
  if (first.kind == ParameterKind::kNull) return false;
  return absl::c_all_of(rows, [&](const std::vector<PostgresParameter>& row) {
    return row[column].kind == first.kind && row[column].bytes == first.bytes;
  });
}

// The parameters of a statement that adds `rows`. Half of what is added has one
// value throughout, such as a revision, which the server then reads once.
std::vector<PostgresParameter> ColumnsOf(const Insertion& insertion,
                                         const Rows& rows) {
  std::vector<PostgresParameter> columns;
  bool has_list = false;
  for (size_t i = 0; i < insertion.columns().size(); ++i) {
    // The last column is a list where no other is.
    const bool last = i + 1 == insertion.columns().size();
    if ((has_list || !last) && SaysTheSame(rows, i)) {
      columns.push_back(rows[0][i]);
      continue;
    }
    has_list = true;
    columns.push_back(PostgresArray(
        KindOf(insertion.columns()[i].type), rows.size(),
        [&](size_t row) -> const PostgresParameter& { return rows[row][i]; }));
  }
  return columns;
}

}  // namespace

PostgresInsertions::Waiting& PostgresInsertions::WaitingFor(
    const Insertion& insertion) {
  for (Waiting& waiting : waiting_) {
    if (waiting.insertion == &insertion) return waiting;
  }
  return waiting_.emplace_back(Waiting{&insertion});
}

void PostgresInsertions::Add(const Insertion& insertion,
                             std::vector<PostgresParameter> row) {
  Waiting& waiting = WaitingFor(insertion);
  if (insertion.if_there() == Insertion::IfThere::kIsReplaced &&
      !waiting.keys.insert(row[0].bytes).second) {
    Send(&waiting);
    waiting.keys.insert(row[0].bytes);
  }
  for (const PostgresParameter& value : row) {
    waiting.bytes += value.bytes.size();
  }
  waiting.rows.push_back(std::move(row));
  if (waiting.rows.size() >= kManyRows || waiting.bytes >= kManyBytes) {
    Send(&waiting);
  }
}

void PostgresInsertions::Send() {
  for (Waiting& waiting : waiting_) Send(&waiting);
  waiting_.clear();
}

void PostgresInsertions::Send(Waiting* waiting) {
  const Insertion& insertion = *waiting->insertion;
  const auto& rows = waiting->rows;
  if (rows.size() <= kFewRows) {
    for (const std::vector<PostgresParameter>& row : rows) {
      connection_.Send(insertion.text(), row, /*keep=*/true);
    }
  } else {
    const std::vector<PostgresParameter> columns = ColumnsOf(insertion, rows);
    std::vector<ParameterKind> kinds;
    for (const PostgresParameter& column : columns)
      kinds.push_back(column.kind);
    connection_.Send(PostgresInsertionOfMany(insertion, kinds), columns,
                     /*keep=*/true);
    connection_.Push();
  }
  waiting->rows.clear();
  waiting->keys.clear();
  waiting->bytes = 0;
}

absl::Status CheckRow(const Insertion& insertion,
                      const std::vector<PostgresParameter>& row) {
  const std::vector<Insertion::Column>& columns = insertion.columns();
  bool fits = row.size() == columns.size();
  for (size_t i = 0; fits && i < row.size(); ++i) {
    fits = row[i].kind == ParameterKind::kNull ||
           row[i].kind == KindOf(columns[i].type);
  }
  return fits ? absl::OkStatus()
              : InternalFault(
                    absl::StrCat("a row does not fit: ", insertion.text()));
}

}  // namespace sangam::sql
