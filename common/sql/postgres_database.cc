#include "common/sql/postgres_database.h"

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/sql/postgres_array.h"
#include "common/sql/postgres_errors.h"
#include "common/sql/postgres_execution.h"
#include "common/sql/postgres_text.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

// Known to all processes that write into one database: "sangam" in ASCII.
constexpr int64_t kWriteLock = 0x73616e67616d;

// What the server says to so many statements fits into a socket's buffer:
// otherwise both sides could wait for each other.
constexpr size_t kMaxUnderWay = 256;
constexpr size_t kMaxBytesUnderWay = size_t{4} << 20;

// So many questions are put together as one, whose answers come all at once.
constexpr size_t kMaxAsked = 1'000;

// Compiling costs more than these queries. Whoever waits for another process's
// lock, or is stopped while it holds it, gives up. A commit that is told is on
// disk, whatever the server's default.
constexpr char kSetup[] =
    "SET jit = off; SET client_min_messages = warning;"
    " SET lock_timeout = '5s';"
    " SET idle_in_transaction_session_timeout = ";
constexpr char kDurable[] =
    " SELECT set_config('synchronous_commit', CASE"
    " current_setting('synchronous_commit') WHEN 'off' THEN 'on' ELSE"
    " current_setting('synchronous_commit') END, false);";

std::string Setup(Database::Access access) {
  // A listing may go on as long as its reader is slow.
  if (access == Database::Access::kReadOnly) {
    return absl::StrCat(kSetup, "'10min';",
                        " SET default_transaction_read_only = on;");
  }
  return absl::StrCat(kSetup, "'30s';", kDurable);
}

// What is in another one can be read, so that it can be taken out.
absl::Status CheckEncoding(const PostgresConnection& connection,
                           Database::Access access) {
  const std::string encoding = connection.encoding();
  if (access == Database::Access::kReadOnly || encoding.empty() ||
      encoding == "UTF8") {
    return absl::OkStatus();
  }
  return StoreFailedError(
      absl::StatusCode::kFailedPrecondition,
      absl::StrCat("the database keeps texts in ", encoding,
                   ", which can't hold every script; make one with"
                   " CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Database>> PostgresDatabase::Open(
    const StoreAddress& address, Access access) {
  SANGAM_ASSIGN_OR_RETURN(
      std::unique_ptr<PostgresConnection> connection,
      PostgresConnection::Open(address.text(), Setup(access)));
  SANGAM_RETURN_IF_ERROR(CheckEncoding(*connection, access));
  return absl::WrapUnique(new PostgresDatabase(std::move(connection)));
}

absl::Status PostgresDatabase::Execute(const std::string& script) {
  insertions_.Send();
  SANGAM_RETURN_IF_ERROR(Receive().status());
  absl::Status status = connection_->RunScript(PostgresScript(script));
  if (in_transaction_) failed_.Update(status);
  return status;
}

void PostgresDatabase::Send(absl::string_view text,
                            const std::vector<PostgresParameter>& parameters,
                            bool keep) {
  if (!failed_.ok()) return;
  insertions_.Send();
  connection_->Send(text, parameters, keep);
}

absl::Status PostgresDatabase::Run(
    absl::string_view text, const std::vector<PostgresParameter>& parameters) {
  SANGAM_RETURN_IF_ERROR(failed_);
  Send(text, parameters, /*keep=*/true);
  return LimitUnderWay();
}

absl::Status PostgresDatabase::Insert(const Insertion& insertion,
                                      std::vector<PostgresParameter> row) {
  SANGAM_RETURN_IF_ERROR(failed_);
  SANGAM_RETURN_IF_ERROR(CheckRow(insertion, row));
  insertions_.Add(insertion, std::move(row));
  if (!writing_) insertions_.Send();
  return LimitUnderWay();
}

absl::Status PostgresDatabase::LimitUnderWay() {
  if (writing_ && connection_->under_way() < kMaxUnderWay &&
      connection_->bytes_under_way() < kMaxBytesUnderWay) {
    return absl::OkStatus();
  }
  return Receive().status();
}

absl::StatusOr<PostgresResult> PostgresDatabase::Receive() {
  SANGAM_RETURN_IF_ERROR(failed_);
  absl::StatusOr<PostgresResult> result = connection_->Receive();
  if (in_transaction_) failed_ = result.status();
  return result;
}

absl::Status PostgresDatabase::ReadEach(
    absl::string_view text, absl::Span<const std::vector<Value>> asked,
    absl::FunctionRef<void(size_t, const Statement&)> receive) {
  for (size_t from = 0; from < asked.size(); from += kMaxAsked) {
    const auto part = asked.subspan(from, kMaxAsked);
    SANGAM_ASSIGN_OR_RETURN(const PostgresLists lists, ListsOf(part));
    auto execution = std::make_unique<PostgresAnswers>(
        this, PostgresQueryOfEach(text, lists.kinds), lists.parameters);
    const PostgresAnswers& answers = *execution;
    Statement rows{
        absl::StatusOr<std::unique_ptr<Execution>>(std::move(execution))};
    while (rows.Next()) receive(from + answers.Asked(), rows);
    SANGAM_RETURN_IF_ERROR(rows.status());
  }
  return absl::OkStatus();
}

std::string PostgresDatabase::NewCursor() {
  return absl::StrCat("c", ++last_cursor_);
}

absl::StatusOr<std::unique_ptr<Execution>> PostgresDatabase::NewExecution(
    absl::string_view text, Length length) {
  if (length == Length::kLong && in_transaction_) {
    return std::make_unique<PostgresCursor>(this, text);
  }
  return std::make_unique<PostgresExecution>(this, text);
}

absl::StatusOr<std::unique_ptr<Execution>> PostgresDatabase::NewInsertion(
    const Insertion& insertion) {
  return std::make_unique<PostgresInsertion>(this, insertion);
}

absl::Status PostgresDatabase::BeginWrite(const std::function<bool()>&) {
  // Each statement sees what was committed before it, so all that follow see
  // what the writer before committed.
  connection_->Send("BEGIN ISOLATION LEVEL READ COMMITTED", {}, true);
  connection_->Send("SELECT pg_advisory_xact_lock(?)",
                    {PostgresParameter::Int(kWriteLock)}, true);
  absl::Status status = connection_->Receive().status();
  in_transaction_ = true;
  writing_ = true;
  if (!status.ok()) Rollback();
  return status;
}

absl::Status PostgresDatabase::BeginRead() {
  connection_->Send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {},
                    true);
  SANGAM_RETURN_IF_ERROR(connection_->Receive().status());
  in_transaction_ = true;
  return absl::OkStatus();
}

absl::Status PostgresDatabase::Commit() {
  SANGAM_RETURN_IF_ERROR(failed_);
  insertions_.Send();
  connection_->Send("COMMIT", {}, true);
  const absl::StatusOr<PostgresResult> result = connection_->Receive();
  failed_ = result.status();
  if (!result.ok()) {
    outcome_unknown_ = absl::IsUnavailable(failed_);
    return result.status();
  }
  // A transaction that failed is rolled back by COMMIT, which is no error.
  if (absl::string_view(PQcmdStatus(result->get())) != "COMMIT") {
    failed_ = InternalFault("the store rolled a transaction back");
    return failed_;
  }
  in_transaction_ = false;
  writing_ = false;
  return absl::OkStatus();
}

void PostgresDatabase::Rollback() {
  in_transaction_ = false;
  writing_ = false;
  failed_ = absl::OkStatus();
  insertions_.Forget();
  // Not waited for: what comes back is received before the next transaction.
  connection_->Send("ROLLBACK", {}, true);
  connection_->Flush();
}

}  // namespace sangam::sql
