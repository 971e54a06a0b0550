#include "common/sql/postgres_errors.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::sql {
namespace {

absl::StatusCode CodeOf(absl::string_view sqlstate) {
  // Too many connections: another one may end.
  if (sqlstate == "53300") return absl::StatusCode::kUnavailable;
  // Insufficient resources: disk full, out of memory.
  if (absl::StartsWith(sqlstate, "53")) {
    return absl::StatusCode::kResourceExhausted;
  }
  // Connection exceptions; the server is ended, has crashed or starts.
  if (absl::StartsWith(sqlstate, "08") || absl::StartsWith(sqlstate, "57P")) {
    return absl::StatusCode::kUnavailable;
  }
  // Serialization failure, deadlock; a revision that another writer took.
  if (sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "23505") {
    return absl::StatusCode::kAborted;
  }
  // Lock not available, cancelled, idle for too long, a standby that only
  // reads.
  if (sqlstate == "55P03" || sqlstate == "57014" || sqlstate == "25P03" ||
      sqlstate == "25006") {
    return absl::StatusCode::kUnavailable;
  }
  return absl::StatusCode::kInternal;
}

}  // namespace

absl::Status PostgresError(absl::string_view sqlstate,
                           absl::string_view message) {
  return StoreFailedError(
      CodeOf(sqlstate),
      absl::StrCat("the store failed: ", absl::StripAsciiWhitespace(message),
                   " (", sqlstate, ")"));
}

absl::Status PostgresErrorOf(const PGresult* result) {
  const auto field = [&](int code) -> absl::string_view {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
  };
  // A message of libpq's own has no fields: the connection is lost.
  if (field(PG_DIAG_SQLSTATE).empty()) return ConnectionLostError();
  // The detail is left out: it may quote values of rows.
  return PostgresError(field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY));
}

absl::Status ConnectionLostError() {
  return StoreFailedError(absl::StatusCode::kUnavailable,
                          "the connection to the store was lost");
}

absl::Status NoConnectionError(const PGconn* connection) {
  return StoreFailedError(
      absl::StatusCode::kUnavailable,
      absl::StrCat("the store can't be reached: ",
                   absl::StripAsciiWhitespace(PQerrorMessage(connection))));
}

}  // namespace sangam::sql
