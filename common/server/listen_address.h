// Addresses to listen on.
#ifndef SANGAM_COMMON_SERVER_LISTEN_ADDRESS_H_
#define SANGAM_COMMON_SERVER_LISTEN_ADDRESS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sangam {

struct ListenAddress {
  // Numeric, without brackets.
  std::string host;
  bool ipv6 = false;
  // Reachable from this machine only.
  bool loopback = false;
  // 0: any free one.
  int port = 0;

  // "127.0.0.1:7401", "[::1]:7401".
  std::string ToString() const;
};

// Reads "127.0.0.1:7401", "[::1]:7401" or "localhost:7401", which is taken for
// 127.0.0.1. INVALID_ARGUMENT on `flag` for anything else, and, unless
// `allow_non_loopback`, for an address that other machines can reach.
absl::StatusOr<ListenAddress> ParseListenAddress(absl::string_view flag,
                                                 absl::string_view text,
                                                 bool allow_non_loopback);

}  // namespace sangam

#endif  // SANGAM_COMMON_SERVER_LISTEN_ADDRESS_H_
