// A prepared statement, borrowed from its connection.
#ifndef SANGAM_COMMON_SQL_STATEMENT_H_
#define SANGAM_COMMON_SQL_STATEMENT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/variant.h"
#include "common/sql/execution.h"

namespace sangam::sql {

// Bytes, as opposed to text.
struct Blob {
  absl::string_view bytes;
};

// What a column of a row can hold; monostate is NULL.
using Value = absl::variant<absl::monostate, int64_t, std::string>;

// One execution of a prepared statement. The first error is kept: after it
// Next() gives false and status() says why, so that a caller checks once:
//
//   Statement rows = database.Prepare("SELECT name FROM place WHERE kind = ?",
//                                     int64_t{3});
//   while (rows.Next()) names.push_back(rows.Text(0));
//   SANGAM_RETURN_IF_ERROR(rows.status());
//
// Not thread-safe; must not outlive its Database. On destruction the prepared
// form goes back to the connection for the next use.
class Statement {
 public:
  // An execution, or why there is none.
  explicit Statement(absl::StatusOr<std::unique_ptr<Execution>> execution);
  Statement(Statement&&) noexcept = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Binds the next parameter, from left to right.
  Statement& Bind(int64_t value);
  Statement& Bind(absl::string_view text);
  Statement& Bind(Blob blob);
  Statement& BindValue(const Value& value);

  // Moves to the next row. False at the end and after an error.
  bool Next();
  // Runs a statement that gives no rows, or whose rows don't matter. Within a
  // transaction its error may come only with the next row that is read, or with
  // the commit; nothing is kept then either.
  absl::Status Run();
  // OK, or STORE_FAILED: RESOURCE_EXHAUSTED for a full disk, a write that the
  // disk refuses or a store that stays locked; UNAVAILABLE for a lost
  // connection; ABORTED for writers that met; INTERNAL for all else.
  const absl::Status& status() const { return status_; }

  // Columns of the present row, counted from 0. NULL reads as 0 or "".
  int64_t Int(int column) const { return execution_->Int(column); }
  std::string Text(int column) const { return execution_->Text(column); }
  std::string Bytes(int column) const { return Text(column); }
  bool IsNull(int column) const { return execution_->IsNull(column); }

 private:
  std::unique_ptr<Execution> execution_;
  absl::Status status_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_STATEMENT_H_
