// The log: one JSON object a line.
//
//   logger.Log(LogLevel::kInfo, "index_built",
//              {{"schemes", 72}, {"milliseconds", 3.5}});
//
// gives {"time":"2026-04-01T06:30:00.123Z","level":"info",
// "event":"index_built","schemes":72,"milliseconds":3.5}.
#ifndef SANGAM_COMMON_SERVER_LOGGER_H_
#define SANGAM_COMMON_SERVER_LOGGER_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <type_traits>
#include <variant>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/clock/clock.h"

namespace sangam {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

// One name and value; copied by Log, so temporaries are fine.
struct LogField {
  LogField(absl::string_view name, absl::string_view text)
      : name(name), value(text) {}
  LogField(absl::string_view name, const char* text)
      : name(name), value(absl::string_view(text)) {}
  LogField(absl::string_view name, const std::string& text)
      : name(name), value(absl::string_view(text)) {}
  LogField(absl::string_view name, double number) : name(name), value(number) {}
  LogField(absl::string_view name, bool truth) : name(name), value(truth) {}
  template <typename Integer,
            std::enable_if_t<std::is_integral_v<Integer>, bool> = true>
  LogField(absl::string_view name, Integer number)
      : name(name), value(static_cast<int64_t>(number)) {}

  absl::string_view name;
  std::variant<absl::string_view, int64_t, double, bool> value;
};

// Writes events. Thread-safe; outlives all that log through it. Never fails:
// what can't be written is lost.
//
// Fields hold no personal data. As a last line of defence, 12-digit numbers in
// texts are masked, and long texts clipped.
class Logger {
 public:
  virtual ~Logger() = default;
  // `event` and field names are in snake_case; "time", "level" and "event" are
  // taken.
  void Log(LogLevel level, absl::string_view event,
           std::initializer_list<LogField> fields = {}) {
    Write(level, event, fields);
  }

 protected:
  virtual void Write(LogLevel level, absl::string_view event,
                     std::initializer_list<LogField> fields) = 0;
};

// "debug", "info", "warning" or "error"; else INVALID_ARGUMENT.
absl::StatusOr<LogLevel> ParseLogLevel(absl::string_view text);

// Logs what is at least `level`. `clock` outlives the logger.
std::unique_ptr<Logger> NewStderrLogger(LogLevel level, const Clock* clock);
// The same to a stream, which outlives the logger and which nothing else
// touches meanwhile.
std::unique_ptr<Logger> NewStreamLogger(std::ostream* stream, LogLevel level,
                                        const Clock* clock);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_LOGGER_H_
