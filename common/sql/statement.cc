#include "common/sql/statement.h"

namespace sangam::sql {

Statement::Statement(absl::StatusOr<std::unique_ptr<Execution>> execution)
    : status_(execution.status()) {
  if (execution.ok()) execution_ = *std::move(execution);
}

Statement& Statement::Bind(int64_t value) {
  if (status_.ok()) status_ = execution_->BindInt(value);
  return *this;
}

Statement& Statement::Bind(absl::string_view text) {
  if (status_.ok()) status_ = execution_->BindText(text);
  return *this;
}

Statement& Statement::Bind(Blob blob) {
  if (status_.ok()) status_ = execution_->BindBytes(blob.bytes);
  return *this;
}

Statement& Statement::BindValue(const Value& value) {
  if (const auto* number = absl::get_if<int64_t>(&value)) return Bind(*number);
  if (const auto* text = absl::get_if<std::string>(&value)) return Bind(*text);
  if (status_.ok()) status_ = execution_->BindNull();
  return *this;
}

bool Statement::Next() {
  if (!status_.ok()) return false;
  const absl::StatusOr<bool> moved = execution_->Next();
  status_ = moved.status();
  return moved.ok() && *moved;
}

absl::Status Statement::Run() {
  if (status_.ok()) status_ = execution_->Run();
  return status_;
}

}  // namespace sangam::sql
