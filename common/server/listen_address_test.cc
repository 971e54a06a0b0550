#include "common/server/listen_address.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

TEST(ListenAddressTest, ReadsLoopbackAddresses) {
  for (const auto& [text, written] :
       {std::pair("127.0.0.1:7401", "127.0.0.1:7401"),
        {"127.9.9.9:1", "127.9.9.9:1"},
        {"[::1]:65535", "[::1]:65535"},
        {"localhost:0", "127.0.0.1:0"}}) {
    const auto address = ParseListenAddress("listen", text, false);
    ASSERT_TRUE(address.ok()) << address.status();
    EXPECT_TRUE(address->loopback);
    EXPECT_EQ(address->ToString(), written);
  }
}

TEST(ListenAddressTest, OthersOnlyIfAllowed) {
  for (const char* text :
       {"0.0.0.0:7401", "[::]:7401", "10.0.0.1:7401", "128.0.0.1:1",
        "[fe80::1]:1", "[::ffff:10.0.0.1]:1"}) {
    const auto refused = ParseListenAddress("listen", text, false);
    ASSERT_FALSE(refused.ok()) << text;
    EXPECT_EQ(FieldViolationsOf(refused.status())[0].field, "listen");
    const auto address = ParseListenAddress("listen", text, true);
    ASSERT_TRUE(address.ok()) << address.status();
    EXPECT_FALSE(address->loopback);
  }
}

TEST(ListenAddressTest, RefusesWhatIsNoAddressAndPort) {
  for (const char* text :
       {"", ":", "7401", ":7401", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x",
        "127.0.0.1:-1", "127.0.0.1:65536", "127.0.0.1:99999999999",
        "127.0.0.1: 80", "127.1:80", "example.org:80", "::1:80", "[::1:80",
        "[127.0.0.1]:80", "unix:/tmp/socket", "127.0.0.1:80,10.0.0.1:80"}) {
    EXPECT_FALSE(ParseListenAddress("listen", text, true).ok()) << text;
  }
}

}  // namespace
}  // namespace sangam
