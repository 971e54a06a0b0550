// Errors of PostgreSQL as errors of the store.
#ifndef SANGAM_COMMON_SQL_POSTGRES_ERRORS_H_
#define SANGAM_COMMON_SQL_POSTGRES_ERRORS_H_

#include <libpq-fe.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sangam::sql {

// STORE_FAILED by SQLSTATE: RESOURCE_EXHAUSTED where disk or memory is full;
// UNAVAILABLE where the server starts, ends or has no connection left, where a
// lock is not had in time, or where it takes no writes; ABORTED where two
// writers met; INTERNAL for all else. `sqlstate` may be empty.
absl::Status PostgresError(absl::string_view sqlstate,
                           absl::string_view message);

// The error of a failed result.
absl::Status PostgresErrorOf(const PGresult* result);

// UNAVAILABLE, STORE_FAILED: the connection is gone.
absl::Status ConnectionLostError();

// UNAVAILABLE, STORE_FAILED: no connection can be had, for a reason that libpq
// gives.
absl::Status NoConnectionError(const PGconn* connection);

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_ERRORS_H_
