#include "common/server/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/server/server_errors.h"

namespace sangam {
namespace {

bool ReadPort(absl::string_view text, int* port) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
         absl::SimpleAtoi(text, port) && *port <= 65535;
}

// Fills in what follows from the host; false if it is not numeric.
bool ReadHost(ListenAddress& address) {
  if (address.ipv6) {
    in6_addr parsed;
    if (inet_pton(AF_INET6, address.host.c_str(), &parsed) != 1) return false;
    address.loopback = IN6_IS_ADDR_LOOPBACK(&parsed);
    return true;
  }
  in_addr parsed;
  if (inet_pton(AF_INET, address.host.c_str(), &parsed) != 1) return false;
  address.loopback = (ntohl(parsed.s_addr) >> 24) == 127;
  return true;
}

}  // namespace

std::string ListenAddress::ToString() const {
  return ipv6 ? absl::StrCat("[", host, "]:", port)
              : absl::StrCat(host, ":", port);
}

absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view flag,
                                                 absl::string_view text,
                                                 bool allow_non_loopback) {
  ListenAddress address;
  const size_t colon = text.rfind(':');
  if (colon == absl::string_view::npos ||
      !ReadPort(text.substr(colon + 1), &address.port)) {
    return MalformedAddressError(flag, text);
  }
  absl::string_view host = text.substr(0, colon);
  if (absl::ConsumePrefix(&host, "[") && absl::ConsumeSuffix(&host, "]")) {
    address.ipv6 = true;
  }
  address.host = host == "localhost" ? "127.0.0.1" : std::string(host);
  if (!ReadHost(address)) return MalformedAddressError(flag, text);
  if (!address.loopback && !allow_non_loopback) {
    return NotLoopbackError(flag, text);
  }
  return address;
}

}  // namespace sangam
