#include "services/matching/lookup/envelope.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

Envelope Sample() {
  return {"sangam:profile:2:e1:groups/a",
          {"e1", 1'234'567'890'123, 7},
          std::string("pay\0load\xff", 9)};
}

TEST(EnvelopeTest, GivesBackWhatWasWritten) {
  const auto read = ReadEnvelope(WriteEnvelope(Sample()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->key, Sample().key);
  EXPECT_EQ(read->state, Sample().state);
  EXPECT_EQ(read->payload, Sample().payload);
  const auto empty = ReadEnvelope(WriteEnvelope(Envelope()));
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->payload, "");
}

TEST(EnvelopeTest, RefusesEveryTruncation) {
  const std::string bytes = WriteEnvelope(Sample());
  for (size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(ReadEnvelope(bytes.substr(0, length))) << length;
  }
  EXPECT_FALSE(ReadEnvelope(bytes + "x"));
}

TEST(EnvelopeTest, RefusesEveryFlippedBit) {
  const std::string bytes = WriteEnvelope(Sample());
  for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(ReadEnvelope(damaged)) << bit;
  }
}

}  // namespace
}  // namespace sangam::matching
