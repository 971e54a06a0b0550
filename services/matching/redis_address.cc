#include "services/matching/redis_address.h"

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace sangam::matching {

absl::optional<RedisAddress> ParseRedisAddress(absl::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos) return absl::nullopt;
  absl::string_view host = text.substr(0, colon);
  const bool bracketed =
      absl::ConsumePrefix(&host, "[") && absl::ConsumeSuffix(&host, "]");
  if (host.empty() || absl::StrContains(host, '[') ||
      (!bracketed && absl::StrContains(host, ':'))) {
    return absl::nullopt;
  }
  RedisAddress address;
  address.host = std::string(host);
  if (!absl::SimpleAtoi(text.substr(colon + 1), &address.port) ||
      address.port < 1 || address.port > 65535) {
    return absl::nullopt;
  }
  return address;
}

}  // namespace sangam::matching
