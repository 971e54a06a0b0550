#include "services/matching/lookup/redis_connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

#include "common/status/macros.h"
#include "services/matching/lookup/stopwatch.h"

namespace sangam::matching {
namespace {

// Never reaches a caller of the service: a cache that fails is a cache miss.
absl::Status RedisFailure(absl::string_view what) {
  return absl::UnavailableError(what);
}

// Waits until the socket is ready for `events` or the time is over.
absl::Status Await(int fd, short events, const Stopwatch& stopwatch,
                   absl::Duration timeout) {
  while (true) {
    const absl::Duration left = timeout - stopwatch.Elapsed();
    if (left <= absl::ZeroDuration()) {
      return RedisFailure("Redis did not answer in time");
    }
    pollfd waiting{fd, events, 0};
    const int ready = poll(&waiting, 1,
                           static_cast<int>(absl::ToInt64Milliseconds(
                               absl::Ceil(left, absl::Milliseconds(1)))));
    if (ready > 0) return absl::OkStatus();
    if (ready < 0 && errno != EINTR) return RedisFailure("poll failed");
  }
}

absl::Status CheckConnected(int fd) {
  int error = 0;
  socklen_t size = sizeof(error);
  if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) {
    return RedisFailure("Redis can't be reached");
  }
  return absl::OkStatus();
}

RedisReply Convert(const redisReply& reply) {
  RedisReply converted;
  converted.refused = reply.type == REDIS_REPLY_ERROR;
  if (reply.type == REDIS_REPLY_STRING || reply.type == REDIS_REPLY_STATUS ||
      reply.type == REDIS_REPLY_ERROR) {
    converted.text = std::string(reply.str, reply.len);
  }
  return converted;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RedisConnection>> RedisConnection::Connect(
    const std::string& host, int port, absl::Duration timeout,
    size_t max_reply_bytes) {
  const Stopwatch stopwatch;
  Context context(redisConnectNonBlock(host.c_str(), port));
  if (context == nullptr || context->err != 0) {
    return RedisFailure("Redis can't be reached");
  }
  SANGAM_RETURN_IF_ERROR(Await(context->fd, POLLOUT, stopwatch, timeout));
  SANGAM_RETURN_IF_ERROR(CheckConnected(context->fd));
  std::unique_ptr<RedisConnection> connection(
      new RedisConnection(std::move(context), max_reply_bytes));
  const auto pong = connection->Call({"PING"}, timeout - stopwatch.Elapsed());
  SANGAM_RETURN_IF_ERROR(pong.status());
  if (pong->refused || pong->text != "PONG") {
    return RedisFailure("Redis refuses commands");
  }
  return connection;
}

absl::StatusOr<RedisReply> RedisConnection::Call(
    const std::vector<absl::string_view>& arguments, absl::Duration timeout) {
  const Stopwatch stopwatch;
  std::vector<const char*> texts;
  std::vector<size_t> lengths;
  for (const absl::string_view argument : arguments) {
    texts.push_back(argument.data());
    lengths.push_back(argument.size());
  }
  redisContext* const context = context_.get();
  if (redisAppendCommandArgv(context, static_cast<int>(texts.size()),
                             texts.data(), lengths.data()) != REDIS_OK) {
    return RedisFailure("a command could not be written");
  }
  for (int done = 0; done == 0;) {
    SANGAM_RETURN_IF_ERROR(Await(context->fd, POLLOUT, stopwatch, timeout));
    if (redisBufferWrite(context, &done) != REDIS_OK) {
      return RedisFailure("the connection to Redis broke");
    }
  }
  void* raw = nullptr;
  while (raw == nullptr) {
    SANGAM_RETURN_IF_ERROR(Await(context->fd, POLLIN, stopwatch, timeout));
    if (redisBufferRead(context) != REDIS_OK ||
        redisGetReplyFromReader(context, &raw) != REDIS_OK) {
      return RedisFailure("the connection to Redis broke");
    }
    if (raw == nullptr && context->reader->len > max_reply_bytes_) {
      return RedisFailure("a reply of Redis is too large");
    }
  }
  const std::unique_ptr<void, void (*)(void*)> owned(raw, freeReplyObject);
  if (context->reader->pos < context->reader->len) {
    return RedisFailure("Redis sent more than one reply");
  }
  return Convert(*static_cast<const redisReply*>(raw));
}

}  // namespace sangam::matching
