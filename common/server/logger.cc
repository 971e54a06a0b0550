#include "common/server/logger.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/server/outside_text.h"
#include "common/status/errors.h"
#include "nlohmann/json.hpp"
#include "spdlog/logger.h"
#include "spdlog/sinks/ostream_sink.h"
#include "spdlog/sinks/stdout_sinks.h"

namespace sangam {
namespace {

// Of one text in a line, in bytes.
constexpr size_t kMaxText = 1024;

constexpr absl::string_view kLevelNames[] = {"debug", "info", "warning",
                                             "error"};

nlohmann::ordered_json ToJson(absl::string_view text) {
  // Masked before it is clipped: half a number would not be known for one.
  return MaskIdentityNumbers(text).substr(0, kMaxText);
}
nlohmann::ordered_json ToJson(int64_t number) { return number; }
nlohmann::ordered_json ToJson(double number) { return number; }
nlohmann::ordered_json ToJson(bool truth) { return truth; }

class JsonLogger : public Logger {
 public:
  JsonLogger(spdlog::sink_ptr sink, LogLevel level, const Clock* clock)
      : level_(level), clock_(*clock), lines_("sangam", std::move(sink)) {
    lines_.set_pattern("%v");
    lines_.flush_on(spdlog::level::info);
  }

  void Write(LogLevel level, absl::string_view event,
             std::initializer_list<LogField> fields) override {
    if (level < level_) return;
    try {
      nlohmann::ordered_json line;
      line["time"] = absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", clock_.Now(),
                                      absl::UTCTimeZone());
      line["level"] = std::string(kLevelNames[static_cast<int>(level)]);
      line["event"] = std::string(event);
      for (const LogField& field : fields) {
        line[std::string(field.name)] = std::visit(
            [](const auto& value) { return ToJson(value); }, field.value);
      }
      // Bytes that are not UTF-8 are replaced, not thrown at us.
      lines_.info(line.dump(-1, ' ', false,
                            nlohmann::ordered_json::error_handler_t::replace));
    } catch (const std::exception&) {
      // Out of memory, or the sink failed: a log line is not worth the call.
    }
  }

 private:
  const LogLevel level_;
  const Clock& clock_;
  spdlog::logger lines_;
};

}  // namespace

absl::StatusOr<LogLevel> ParseLogLevel(absl::string_view text) {
  for (size_t i = 0; i < std::size(kLevelNames); ++i) {
    if (text == kLevelNames[i]) return static_cast<LogLevel>(i);
  }
  return InvalidFieldError(
      "log_level",
      absl::StrCat("\"", text, "\" is not debug, info, warning or error"));
}

std::unique_ptr<Logger> NewStderrLogger(LogLevel level, const Clock* clock) {
  return std::make_unique<JsonLogger>(
      std::make_shared<spdlog::sinks::stderr_sink_mt>(), level, clock);
}

std::unique_ptr<Logger> NewStreamLogger(std::ostream* stream, LogLevel level,
                                        const Clock* clock) {
  return std::make_unique<JsonLogger>(
      std::make_shared<spdlog::sinks::ostream_sink_mt>(*stream), level, clock);
}

}  // namespace sangam
