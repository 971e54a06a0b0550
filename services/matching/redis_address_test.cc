#include "services/matching/redis_address.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

TEST(RedisAddressTest, ReadsHostAndPort) {
  const auto local = ParseRedisAddress("127.0.0.1:7404");
  ASSERT_TRUE(local);
  EXPECT_EQ(local->host, "127.0.0.1");
  EXPECT_EQ(local->port, 7404);
  EXPECT_EQ(ParseRedisAddress("redis.sangam.svc:6379")->host,
            "redis.sangam.svc");
  EXPECT_EQ(ParseRedisAddress("[::1]:7404")->host, "::1");
}

TEST(RedisAddressTest, RefusesAllElse) {
  for (const char* bad : {"", "7404", ":7404", "host:", "host:0", "host:70000",
                          "host:x", "::1:7404", "[::1:7404", "redis://h:1"}) {
    EXPECT_FALSE(ParseRedisAddress(bad)) << bad;
  }
}

}  // namespace
}  // namespace sangam::matching
