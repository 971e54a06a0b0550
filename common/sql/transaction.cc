#include "common/sql/transaction.h"

namespace sangam::sql {

Transaction::~Transaction() {
  // SQLite rolls back by itself after some errors; a second rollback then fails
  // harmlessly.
  if (open_) database_.Execute("ROLLBACK").IgnoreError();
}

absl::Status Transaction::BeginWrite() {
  absl::Status status = database_.Execute("BEGIN IMMEDIATE");
  open_ = status.ok();
  return status;
}

absl::Status Transaction::BeginRead() {
  absl::Status status = database_.Execute("BEGIN DEFERRED");
  open_ = status.ok();
  return status;
}

absl::Status Transaction::Commit() {
  absl::Status status = database_.Execute("COMMIT");
  if (status.ok()) open_ = false;
  return status;
}

}  // namespace sangam::sql
