// What an engine does for one statement.
#ifndef SANGAM_COMMON_SQL_EXECUTION_H_
#define SANGAM_COMMON_SQL_EXECUTION_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sangam::sql {

// One execution of a prepared statement by one engine, as Statement drives it:
// binds from left to right, then Run once, or Next until it gives false. After
// an error nothing more is asked of it but its end. Not thread-safe; must not
// outlive its Database.
class Execution {
 public:
  virtual ~Execution() = default;

  virtual absl::Status BindInt(int64_t value) = 0;
  virtual absl::Status BindText(absl::string_view text) = 0;
  virtual absl::Status BindBytes(absl::string_view bytes) = 0;
  virtual absl::Status BindNull() = 0;

  // Moves to the next row; false at the end.
  virtual absl::StatusOr<bool> Next() = 0;
  // Within a transaction an engine may put the work off, up to the next row
  // that is asked for or to the commit, which then give the error.
  virtual absl::Status Run() = 0;

  // Columns of the present row. NULL reads as 0 or "".
  virtual int64_t Int(int column) const = 0;
  virtual std::string Text(int column) const = 0;
  virtual bool IsNull(int column) const = 0;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_EXECUTION_H_
