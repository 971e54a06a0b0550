#include "common/changelog/request_log.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/changelog/resource_fields.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace sangam {
namespace {

constexpr size_t kMaxRequestIdLength = 64;

}  // namespace

absl::Status CheckRequestId(const google::protobuf::Message& request) {
  const std::string id = TextField(request, "request_id");
  const bool printable = std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_isprint(static_cast<unsigned char>(c));
  });
  if (printable && id.size() <= kMaxRequestIdLength) return absl::OkStatus();
  return InvalidFieldError("request_id",
                           "must be at most 64 printable characters, best a"
                           " UUID");
}

std::string DigestOfRequest(const google::protobuf::Message& request) {
  return Sha256(absl::StrCat(request.GetDescriptor()->full_name(), "\n",
                             SerializeDeterministically(request)));
}

absl::Status AnswerOnce(WriteTransaction& transaction,
                        const google::protobuf::Message& request,
                        google::protobuf::Message* response,
                        absl::FunctionRef<absl::Status()> work) {
  const bool has_id = !TextField(request, "request_id").empty();
  return AnswerOnce(transaction, request,
                    has_id ? DigestOfRequest(request) : std::string(), response,
                    work);
}

absl::Status AnswerOnce(WriteTransaction& transaction,
                        const google::protobuf::Message& request,
                        absl::string_view digest,
                        google::protobuf::Message* response,
                        absl::FunctionRef<absl::Status()> work) {
  const std::string id = TextField(request, "request_id");
  if (id.empty()) return work();
  SANGAM_RETURN_IF_ERROR(CheckRequestId(request));
  sql::Database& database = transaction.database();
  const int64_t oldest =
      absl::ToUnixMicros(transaction.now() - kRequestRetention);
  SANGAM_RETURN_IF_ERROR(
      database
          .Prepare("DELETE FROM request WHERE recorded_at_micros < ?", oldest)
          .Run());
  {
    sql::Statement row = database.Prepare(
        "SELECT digest, response FROM request WHERE request_id = ?", id);
    if (row.Next()) {
      if (row.Bytes(0) != digest) return RequestIdReusedError(id);
      if (response->ParseFromString(row.Bytes(1))) return absl::OkStatus();
      return InternalFault("a stored answer can't be read");
    }
    SANGAM_RETURN_IF_ERROR(row.status());
  }
  SANGAM_RETURN_IF_ERROR(work());
  return database
      .Prepare("INSERT INTO request VALUES (?, ?, ?, ?)", id, sql::Blob{digest},
               sql::Blob{SerializeDeterministically(*response)},
               absl::ToUnixMicros(transaction.now()))
      .Run();
}

}  // namespace sangam
