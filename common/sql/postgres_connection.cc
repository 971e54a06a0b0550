#include "common/sql/postgres_connection.h"

#include <poll.h>

#include <cerrno>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "common/sql/postgres_errors.h"
#include "common/status/macros.h"

namespace sangam::sql {
namespace {

// How long a server may be silent, for example because it is stopped, before
// the connection counts as lost.
constexpr int kPatienceMilliseconds = 60'000;

// Parameters as libpq takes them. Refers to them.
struct Arguments {
  explicit Arguments(const std::vector<PostgresParameter>& parameters) {
    for (const PostgresParameter& parameter : parameters) {
      const bool null = parameter.kind == ParameterKind::kNull;
      types.push_back(PostgresTypeOf(parameter.kind));
      values.push_back(null ? nullptr : parameter.bytes.data());
      lengths.push_back(static_cast<int>(parameter.bytes.size()));
      formats.push_back(1);
    }
  }
  int count() const { return static_cast<int>(types.size()); }

  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  std::vector<int> formats;
};

// After such an error the server hangs up, which may not have arrived yet.
bool EndsConnection(const PGresult* result) {
  const char* severity =
      PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  return severity == nullptr || absl::string_view(severity) == "FATAL" ||
         absl::string_view(severity) == "PANIC";
}

std::vector<ParameterKind> KindsOf(
    const std::vector<PostgresParameter>& parameters) {
  std::vector<ParameterKind> kinds;
  kinds.reserve(parameters.size());
  for (const auto& parameter : parameters) kinds.push_back(parameter.kind);
  return kinds;
}

}  // namespace

Oid PostgresTypeOf(ParameterKind kind) {
  constexpr Oid kByteaOid = 17;
  constexpr Oid kInt8Oid = 20;
  constexpr Oid kTextOid = 25;
  constexpr Oid kByteaArrayOid = 1001;
  constexpr Oid kTextArrayOid = 1009;
  constexpr Oid kInt8ArrayOid = 1016;
  switch (kind) {
    case ParameterKind::kInt:
      return kInt8Oid;
    case ParameterKind::kText:
      return kTextOid;
    case ParameterKind::kBytes:
      return kByteaOid;
    case ParameterKind::kInts:
      return kInt8ArrayOid;
    case ParameterKind::kTexts:
      return kTextArrayOid;
    case ParameterKind::kBytesEach:
      return kByteaArrayOid;
    case ParameterKind::kNull:
      return 0;
  }
  return 0;
}

PostgresParameter PostgresParameter::Int(int64_t value) {
  std::string bytes(sizeof value, '\0');
  for (size_t i = 0; i < sizeof value; ++i) {
    bytes[i] = static_cast<char>(static_cast<uint64_t>(value) >>
                                 (8 * (sizeof value - 1 - i)));
  }
  return {ParameterKind::kInt, std::move(bytes)};
}

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(
    const std::string& url, const std::string& setup) {
  // What the URL says itself counts more, because it comes later. Writes go to
  // the primary where several hosts are named; a host that is gone is noticed.
  const char* const names[] = {"target_session_attrs", "connect_timeout",
                               "keepalives_idle",      "keepalives_interval",
                               "keepalives_count",     "tcp_user_timeout",
                               "application_name",     "dbname",
                               "client_encoding",      nullptr};
  const char* const values[] = {"read-write", "5",     "10",     "5",
                                "3",          "20000", "sangam", url.c_str(),
                                "UTF8",       nullptr};
  auto connection = absl::WrapUnique(
      new PostgresConnection(PQconnectdbParams(names, values, 1)));
  if (PQstatus(connection->connection_) != CONNECTION_OK) {
    return NoConnectionError(connection->connection_);
  }
  // What the server says beside its answers would go to stderr.
  PQsetNoticeProcessor(
      connection->connection_, +[](void*, const char*) {}, nullptr);
  PQenterPipelineMode(connection->connection_);
  SANGAM_RETURN_IF_ERROR(connection->RunScript(setup));
  return connection;
}

PostgresConnection::~PostgresConnection() { PQfinish(connection_); }

std::string PostgresConnection::Prepared(
    absl::string_view text, const std::vector<PostgresParameter>& parameters) {
  std::string form(text);
  for (const PostgresParameter& parameter : parameters) {
    form.push_back(static_cast<char>(parameter.kind));
  }
  auto [known, added] = names_.try_emplace(form);
  if (!added) return known->second;
  known->second = absl::StrCat("s", ++last_name_);
  const std::string query = PostgresQuery(text, KindsOf(parameters));
  const Arguments arguments(parameters);
  if (PQsendPrepare(connection_, known->second.c_str(), query.c_str(),
                    arguments.count(), arguments.types.data()) != 1) {
    GiveUp();
  }
  under_way_.push_back({Kind::kPreparation, std::move(form)});
  return known->second;
}

void PostgresConnection::Send(absl::string_view text,
                              const std::vector<PostgresParameter>& parameters,
                              bool keep) {
  if (lost_) return;
  const Arguments arguments(parameters);
  int sent = 0;
  if (keep) {
    const std::string name = Prepared(text, parameters);
    sent = PQsendQueryPrepared(
        connection_, name.c_str(), arguments.count(), arguments.values.data(),
        arguments.lengths.data(), arguments.formats.data(), 1);
  } else {
    const std::string query = PostgresQuery(text, KindsOf(parameters));
    sent = PQsendQueryParams(connection_, query.c_str(), arguments.count(),
                             arguments.types.data(), arguments.values.data(),
                             arguments.lengths.data(), arguments.formats.data(),
                             1);
  }
  if (sent != 1) GiveUp();
  under_way_.push_back({Kind::kStatement});
  for (const int length : arguments.lengths) bytes_under_way_ += length;
}

void PostgresConnection::Flush() {
  if (lost_) return;
  if (PQpipelineSync(connection_) != 1) GiveUp();
  under_way_.push_back({Kind::kSync});
}

void PostgresConnection::Push() {
  if (!lost_ && PQflush(connection_) != 0) GiveUp();
}

absl::StatusOr<PostgresResult> PostgresConnection::Receive() {
  Flush();
  PostgresResult rows;
  absl::Status first_error;
  while (!under_way_.empty() && !lost_) {
    const UnderWay sent = std::move(under_way_.front());
    under_way_.pop_front();
    absl::Status status = ReceiveOne(sent, &rows);
    if (first_error.ok()) first_error = std::move(status);
  }
  under_way_.clear();
  bytes_under_way_ = 0;
  // What the server said before it went tells more than that it went.
  SANGAM_RETURN_IF_ERROR(first_error);
  if (lost_) return ConnectionLostError();
  return rows;
}

absl::Status PostgresConnection::ReceiveOne(const UnderWay& sent,
                                            PostgresResult* rows) {
  absl::Status status;
  while (true) {
    SANGAM_ASSIGN_OR_RETURN(PostgresResult result, NextResult());
    if (result == nullptr) return status;
    switch (PQresultStatus(result.get())) {
      case PGRES_PIPELINE_SYNC:
        return status;
      case PGRES_TUPLES_OK:
        *rows = std::move(result);
        break;
      case PGRES_COMMAND_OK:
        if (sent.kind == Kind::kStatement) *rows = std::move(result);
        break;
      case PGRES_PIPELINE_ABORTED:
        names_.erase(sent.form);
        break;
      default:
        names_.erase(sent.form);
        status = PostgresErrorOf(result.get());
        if (EndsConnection(result.get()) ||
            PQstatus(connection_) != CONNECTION_OK) {
          GiveUp();
          return status;
        }
    }
  }
}

absl::StatusOr<PostgresResult> PostgresConnection::NextResult() {
  while (PQisBusy(connection_) == 1) {
    pollfd waiting = {PQsocket(connection_), POLLIN, 0};
    const int ready = poll(&waiting, 1, kPatienceMilliseconds);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      GiveUp();
      return ConnectionLostError();
    }
    // What came before the end is still to be read.
    if (PQconsumeInput(connection_) != 1) break;
  }
  return PostgresResult(PQgetResult(connection_));
}

absl::Status PostgresConnection::RunScript(const std::string& script) {
  SANGAM_RETURN_IF_ERROR(Receive().status());
  if (PQexitPipelineMode(connection_) != 1) {
    GiveUp();
    return ConnectionLostError();
  }
  const PostgresResult result(PQexec(connection_, script.c_str()));
  absl::Status status;
  const ExecStatusType code = PQresultStatus(result.get());
  if (code != PGRES_COMMAND_OK && code != PGRES_TUPLES_OK &&
      code != PGRES_EMPTY_QUERY) {
    status = PostgresErrorOf(result.get());
  }
  if (PQstatus(connection_) != CONNECTION_OK ||
      PQenterPipelineMode(connection_) != 1) {
    GiveUp();
  }
  return status;
}

std::string PostgresConnection::encoding() const {
  const char* name = PQparameterStatus(connection_, "server_encoding");
  return name == nullptr ? "" : name;
}

bool PostgresConnection::Alive() {
  if (lost_) return false;
  pollfd waiting = {PQsocket(connection_), POLLIN, 0};
  if (poll(&waiting, 1, 0) > 0 && PQconsumeInput(connection_) != 1) GiveUp();
  if (PQstatus(connection_) != CONNECTION_OK) GiveUp();
  return !lost_;
}

void PostgresConnection::GiveUp() { lost_ = true; }

}  // namespace sangam::sql
