#include "common/changelog/asked_state.h"

#include "common/changelog/changelog.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "google/protobuf/util/time_util.h"

namespace sangam {
namespace {

using google::protobuf::util::TimeUtil;
using type::v1::ReadAt;

constexpr int32_t kMaxNanos = 999'999'999;

absl::StatusOr<absl::Time> ParseInstant(
    const google::protobuf::Timestamp& instant) {
  if (instant.seconds() < TimeUtil::kTimestampMinSeconds ||
      instant.seconds() > TimeUtil::kTimestampMaxSeconds ||
      instant.nanos() < 0 || instant.nanos() > kMaxNanos) {
    return InvalidFieldError("read_at.known_at",
                             "is not a time of the years 1 to 9999");
  }
  return absl::FromUnixSeconds(instant.seconds()) +
         absl::Nanoseconds(instant.nanos());
}

absl::StatusOr<absl::optional<StorePosition>> ParsePosition(
    absl::string_view text, absl::string_view field, absl::string_view store) {
  SANGAM_ASSIGN_OR_RETURN(const Token token, Token::Parse(text, field));
  const StorePosition* position = token.Find(store);
  if (position == nullptr) return absl::optional<StorePosition>();
  return absl::make_optional(*position);
}

absl::StatusOr<int64_t> RevisionAt(sql::Database& database, absl::Time time) {
  sql::Statement row = database.Prepare(
      "SELECT revision FROM instant WHERE recorded_at_micros <= ?"
      " ORDER BY recorded_at_micros DESC LIMIT 1",
      absl::ToUnixMicros(time));
  const int64_t revision = row.Next() ? row.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(row.status());
  return revision;
}

}  // namespace

absl::StatusOr<AskedState> AskedState::Parse(const ReadAt& read_at,
                                             absl::string_view store) {
  AskedState asked;
  if (read_at.has_at_least_token()) {
    SANGAM_ASSIGN_OR_RETURN(asked.at_least_,
                            ParsePosition(read_at.at_least_token(),
                                          "read_at.at_least_token", store));
  } else if (read_at.has_exact_token()) {
    SANGAM_ASSIGN_OR_RETURN(
        asked.exact_,
        ParsePosition(read_at.exact_token(), "read_at.exact_token", store));
  } else if (read_at.has_known_at()) {
    SANGAM_ASSIGN_OR_RETURN(asked.known_at_, ParseInstant(read_at.known_at()));
  }
  return asked;
}

absl::StatusOr<StorePosition> AskedState::Resolve(sql::Database& database,
                                                  const StorePosition& head,
                                                  absl::Time now) const {
  StorePosition position = head;
  if (at_least_) SANGAM_RETURN_IF_ERROR(CheckReached(*at_least_, head));
  if (exact_) {
    SANGAM_RETURN_IF_ERROR(CheckReached(*exact_, head));
    position = *exact_;
  }
  // Under a clock that came back, the newest instants may be still to come.
  if (known_at_ && *known_at_ < now) {
    SANGAM_ASSIGN_OR_RETURN(position.revision,
                            RevisionAt(database, *known_at_));
  }
  if (position == head) return position;
  sql::Statement compacted =
      database.Prepare("SELECT compacted_revision FROM meta");
  const int64_t oldest = compacted.Next() ? compacted.Int(0) : 0;
  SANGAM_RETURN_IF_ERROR(compacted.status());
  if (position.revision < oldest) return RevisionCompactedError(head.store);
  return position;
}

bool AsksForOneState(const ReadAt& read_at) {
  return read_at.has_exact_token() || read_at.has_known_at();
}

}  // namespace sangam
