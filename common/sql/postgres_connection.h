// A line to a PostgreSQL server, on which several statements may be under way.
#ifndef SANGAM_COMMON_SQL_POSTGRES_CONNECTION_H_
#define SANGAM_COMMON_SQL_POSTGRES_CONNECTION_H_

#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/sql/postgres_text.h"

namespace sangam::sql {

struct PostgresResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, PostgresResultDeleter>;

// A parameter in the form in which the server receives it.
struct PostgresParameter {
  ParameterKind kind;
  std::string bytes;

  static PostgresParameter Int(int64_t value);
};

// The type of the server's that a parameter has; 0 for one that is to be of the
// type that its place asks for.
Oid PostgresTypeOf(ParameterKind kind);

// In pipeline mode: what is sent is not waited for before Receive. One thread
// at a time.
class PostgresConnection {
 public:
  // UNAVAILABLE if the server can't be reached. `setup` is run first.
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(
      const std::string& url, const std::string& setup);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  ~PostgresConnection();

  // Sends a statement, prepared when it is first sent if `keep`. An error shows
  // in Receive.
  void Send(absl::string_view text,
            const std::vector<PostgresParameter>& parameters, bool keep);

  // Waits for all that was sent. The rows of the last statement, or the first
  // error, after which the statements that followed were not done.
  absl::StatusOr<PostgresResult> Receive();

  // How many statements were sent and not received, and their bytes.
  size_t under_way() const { return under_way_.size(); }
  size_t bytes_under_way() const { return bytes_under_way_; }

  // Lets the server begin; Receive may come much later.
  void Flush();

  // The same where more follows: what is sent waits in no buffer here.
  void Push();

  // Runs statements without parameters, when nothing is under way.
  absl::Status RunScript(const std::string& script);

  // In which encoding the server keeps texts, for example "UTF8"; empty where
  // it does not say.
  std::string encoding() const;

  // False once the connection is known to be lost; looks at what the server
  // said unasked, and never waits.
  bool Alive();

 private:
  enum class Kind { kPreparation, kStatement, kSync };
  struct UnderWay {
    Kind kind;
    std::string form = {};  // Of a preparation: its key in names_.
  };

  explicit PostgresConnection(PGconn* connection) : connection_(connection) {}

  // The name under which the server keeps the statement.
  std::string Prepared(absl::string_view text,
                       const std::vector<PostgresParameter>& parameters);
  // The next result; null at a statement's end. UNAVAILABLE if the server says
  // nothing for a minute: then the connection is given up.
  absl::StatusOr<PostgresResult> NextResult();
  absl::Status ReceiveOne(const UnderWay& sent, PostgresResult* rows);
  void GiveUp();

  PGconn* const connection_;
  std::deque<UnderWay> under_way_;
  size_t bytes_under_way_ = 0;
  bool lost_ = false;
  // Names of prepared statements by text and kinds of parameters.
  absl::flat_hash_map<std::string, std::string> names_;
  int64_t last_name_ = 0;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_POSTGRES_CONNECTION_H_
