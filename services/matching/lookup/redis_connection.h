// One connection to a Redis server.
#ifndef SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_CONNECTION_H_
#define SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_CONNECTION_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "hiredis/hiredis.h"

namespace sangam::matching {

// What a server said to one command.
struct RedisReply {
  // The server refused the command ("-OOM ..."); `text` says why.
  bool refused = false;
  // The text of a string, status or error; nullopt for nil and all else.
  absl::optional<std::string> text;
};

// A connection that never blocks longer than it is told to, however slowly the
// server sends. Used by one thread at a time. After an error it is of no more
// use, because a late reply to one command would be taken for the reply to the
// next one: drop it.
class RedisConnection {
 public:
  // Connects and sees that the server answers a PING (one that is stopped or
  // hangs still lets the kernel take connections). UNAVAILABLE if that is not
  // done within `timeout`; looking up a host's name is not covered by it.
  static absl::StatusOr<std::unique_ptr<RedisConnection>> Connect(
      const std::string& host, int port, absl::Duration timeout,
      size_t max_reply_bytes);

  // Sends one command and reads its reply. UNAVAILABLE on a broken connection,
  // a reply that is no reply, one of more than max_reply_bytes, or after
  // `timeout`.
  absl::StatusOr<RedisReply> Call(
      const std::vector<absl::string_view>& arguments, absl::Duration timeout);

 private:
  struct ContextDeleter {
    void operator()(redisContext* context) const { redisFree(context); }
  };
  using Context = std::unique_ptr<redisContext, ContextDeleter>;

  RedisConnection(Context context, size_t max_reply_bytes)
      : context_(std::move(context)), max_reply_bytes_(max_reply_bytes) {}

  const Context context_;
  const size_t max_reply_bytes_;
};

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_LOOKUP_REDIS_CONNECTION_H_
