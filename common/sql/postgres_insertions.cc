#include "common/sql/postgres_insertions.h"

#include <utility>

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
    std::vector<PostgresParameter> columns;
    for (size_t i = 0; i < insertion.columns().size(); ++i) {
      columns.push_back(
          PostgresArray(KindOf(insertion.columns()[i].type), rows.size(),
                        [&](size_t row) -> const PostgresParameter& {
                          return rows[row][i];
                        }));
    }
    connection_.Send(PostgresInsertionOfMany(insertion), columns,
                     /*keep=*/true);
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
