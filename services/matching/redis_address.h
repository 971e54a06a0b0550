// The value of --redis.
#ifndef SANGAM_SERVICES_MATCHING_REDIS_ADDRESS_H_
#define SANGAM_SERVICES_MATCHING_REDIS_ADDRESS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace sangam::matching {

struct RedisAddress {
  std::string host;
  int port = 0;
};

// Reads "127.0.0.1:7404", "redis:6379" or "[::1]:7404"; nullopt for anything
// else.
absl::optional<RedisAddress> ParseRedisAddress(absl::string_view text);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_REDIS_ADDRESS_H_
