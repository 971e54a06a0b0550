#include "common/sql/transaction.h"

namespace sangam::sql {

Transaction::~Transaction() {
  if (open_) database_.Rollback();
}

absl::Status Transaction::BeginWrite(const std::function<bool()>& cancelled) {
  absl::Status status = database_.BeginWrite(cancelled);
  open_ = status.ok();
  return status;
}

absl::Status Transaction::BeginRead() {
  absl::Status status = database_.BeginRead();
  open_ = status.ok();
  return status;
}

absl::Status Transaction::Commit() {
  absl::Status status = database_.Commit();
  if (status.ok()) open_ = false;
  return status;
}

}  // namespace sangam::sql
