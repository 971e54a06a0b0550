#include "services/sangamctl/commands/read_at.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/clock/civil_date.h"
#include "google/protobuf/util/time_util.h"

namespace sangam::sangamctl {
namespace {

constexpr int kIndiaOffsetSeconds = 5 * 3600 + 1800;

// The last microsecond of the day in India; stores keep no finer time.
absl::Time EndOfDay(absl::CivilDay day) {
  return absl::FromCivil(day + 1, absl::FixedTimeZone(kIndiaOffsetSeconds)) -
         absl::Microseconds(1);
}

}  // namespace

std::string FillReadAt(const ParsedCommand& command,
                       type::v1::ReadAt& read_at) {
  if (command.Has("token") + command.Has("exact-token") +
          command.Has("known-at") >
      1) {
    return "--token, --exact-token and --known-at exclude each other";
  }
  for (const char* flag : {"token", "exact-token", "known-at"}) {
    if (command.Has(flag) && command.Value(flag).empty()) {
      return absl::StrCat("--", flag, " needs a value");
    }
  }
  if (command.Has("token")) read_at.set_at_least_token(command.Value("token"));
  if (command.Has("exact-token")) {
    read_at.set_exact_token(command.Value("exact-token"));
  }
  if (!command.Has("known-at")) return "";
  const std::string text = command.Value("known-at");
  const auto day = ParseDay(text, "--known-at");
  absl::Time time;
  std::string ignored;
  if (day.ok()) {
    time = EndOfDay(*day);
  } else if (!absl::ParseTime(absl::RFC3339_full, text, &time, &ignored) ||
             time == absl::InfiniteFuture() || time == absl::InfinitePast()) {
    return absl::StrCat(
        "--known-at must be a time like 2026-04-01T10:30:00Z or"
        " 2026-04-01T16:00:00+05:30, or a date like 2026-04-01, not \"",
        text, "\"");
  }
  *read_at.mutable_known_at() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
          absl::ToUnixMicros(time));
  return "";
}

std::string FillDay(const ParsedCommand& command, const std::string& flag,
                    google::type::Date& date) {
  const auto day = ParseDay(command.Value(flag), flag);
  if (!day.ok()) {
    return absl::StrCat("--", flag, " must be a date like 2026-04-01, not \"",
                        command.Value(flag), "\"");
  }
  date = ToDate(*day);
  return "";
}

}  // namespace sangam::sangamctl
