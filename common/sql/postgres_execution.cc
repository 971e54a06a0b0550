#include "common/sql/postgres_execution.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

// Types whose binary form is their bytes, or a whole number of so many bytes.
constexpr Oid kBoolOid = 16;
constexpr Oid kByteaOid = 17;
constexpr Oid kInt8Oid = 20;
constexpr Oid kInt2Oid = 21;
constexpr Oid kInt4Oid = 23;
constexpr Oid kTextOid = 25;
constexpr Oid kVoidOid = 2278;

bool IsWhole(Oid type) {
  return type == kBoolOid || type == kInt2Oid || type == kInt4Oid ||
         type == kInt8Oid;
}

bool CanBeRead(Oid type) {
  return IsWhole(type) || type == kByteaOid || type == kTextOid ||
         type == kVoidOid;
}

// Rows of a cursor to ask for at once, so that large ones don't fill memory.
constexpr int kMostRows = 512;
constexpr size_t kEnoughBytes = 256 << 10;

}  // namespace

absl::Status PostgresExecution::BindInt(int64_t value) {
  parameters_.push_back(PostgresParameter::Int(value));
  return absl::OkStatus();
}

absl::Status PostgresExecution::BindText(absl::string_view text) {
  parameters_.push_back({ParameterKind::kText, std::string(text)});
  return absl::OkStatus();
}

absl::Status PostgresExecution::BindBytes(absl::string_view bytes) {
  parameters_.push_back({ParameterKind::kBytes, std::string(bytes)});
  return absl::OkStatus();
}

absl::Status PostgresExecution::BindNull() {
  parameters_.push_back({ParameterKind::kNull, ""});
  return absl::OkStatus();
}

absl::Status PostgresExecution::Run() {
  return database_.Run(text_, parameters_);
}

absl::StatusOr<bool> PostgresExecution::Next() {
  if (++row_ < row_count_) return true;
  row_ = 0;
  return Fetch();
}

absl::StatusOr<bool> PostgresExecution::Fetch() {
  if (begun_) return false;
  begun_ = true;
  database_.Send(text_, parameters_, /*keep=*/true);
  SANGAM_ASSIGN_OR_RETURN(PostgresResult rows, database_.Receive());
  SANGAM_RETURN_IF_ERROR(Take(std::move(rows)));
  return row_count_ > 0;
}

absl::Status PostgresExecution::Take(PostgresResult rows) {
  rows_ = std::move(rows);
  row_count_ = PQntuples(rows_.get());
  for (int column = 0; column < PQnfields(rows_.get()); ++column) {
    if (CanBeRead(PQftype(rows_.get(), column))) continue;
    return InternalFault(absl::StrCat("column ", PQfname(rows_.get(), column),
                                      " has a type that is not read"));
  }
  return absl::OkStatus();
}

int64_t PostgresExecution::Int(int column) const {
  if (IsNull(column) || !IsWhole(PQftype(rows_.get(), column))) return 0;
  const char* bytes = PQgetvalue(rows_.get(), row_, column);
  const int size = PQgetlength(rows_.get(), row_, column);
  // The first byte has the sign.
  int64_t value = static_cast<signed char>(bytes[0]);
  for (int i = 1; i < size; ++i) {
    value = value * 256 + static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

std::string PostgresExecution::Text(int column) const {
  if (IsWhole(PQftype(rows_.get(), column))) return absl::StrCat(Int(column));
  return std::string(PQgetvalue(rows_.get(), row_, column),
                     PQgetlength(rows_.get(), row_, column));
}

bool PostgresExecution::IsNull(int column) const {
  return row_ >= row_count_ || PQgetisnull(rows_.get(), row_, column) == 1;
}

absl::Status PostgresInsertion::Run() {
  return database_.Insert(insertion_, std::move(parameters_));
}

PostgresCursor::~PostgresCursor() {
  if (!name_.empty() && database_.in_transaction()) {
    database_.Send(absl::StrCat("CLOSE ", name_), {}, /*keep=*/false);
  }
}

absl::StatusOr<bool> PostgresCursor::Fetch() {
  if (ended_) return false;
  if (name_.empty()) {
    name_ = database_.NewCursor();
    database_.Send(
        absl::StrCat("DECLARE ", name_, " NO SCROLL CURSOR FOR ", text_),
        parameters_, /*keep=*/false);
  }
  database_.Send(absl::StrCat("FETCH ", asked_, " FROM ", name_), {},
                 /*keep=*/false);
  SANGAM_ASSIGN_OR_RETURN(PostgresResult rows, database_.Receive());
  const size_t bytes = PQresultMemorySize(rows.get());
  SANGAM_RETURN_IF_ERROR(Take(std::move(rows)));
  ended_ = row_count() < asked_;
  asked_ = bytes > kEnoughBytes ? std::max(1, asked_ / 2)
                                : std::min(kMostRows, asked_ * 2);
  return row_count() > 0;
}

}  // namespace sangam::sql
