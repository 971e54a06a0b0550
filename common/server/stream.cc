#include "common/server/stream.h"

#include "absl/strings/cord.h"

namespace sangam {
namespace {

constexpr char kEndOfStream[] = "sangam/end_of_stream";

}  // namespace

absl::Status EndOfStream() {
  absl::Status status(absl::StatusCode::kOutOfRange, "the stream is complete");
  status.SetPayload(kEndOfStream, absl::Cord());
  return status;
}

bool IsEndOfStream(const absl::Status& status) {
  return status.GetPayload(kEndOfStream).has_value();
}

}  // namespace sangam
