#include "services/matching/index/text_map.h"

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

// Texts of all lengths that words are cut at, and what differs in one byte.
TEST(TextMapTest, FindsWhatIsThereAndNothingElse) {
  TextMap<size_t> numbers;
  std::string text;
  for (size_t size = 0; size <= 40; ++size) {
    numbers.emplace(text, size);
    text.push_back(static_cast<char>('a' + size % 26));
  }
  text.clear();
  for (size_t size = 0; size <= 40; ++size) {
    const auto found = numbers.find(absl::string_view(text));
    ASSERT_NE(found, numbers.end()) << text;
    EXPECT_EQ(found->second, size);
    for (size_t at = 0; at < size; ++at) {
      std::string other = text;
      other[at] = '-';
      EXPECT_FALSE(numbers.contains(other)) << other;
      EXPECT_FALSE(TextEqual()(text, other)) << other;
      EXPECT_NE(TextHash()(text), TextHash()(other)) << other;
    }
    text.push_back(static_cast<char>('a' + size % 26));
  }
}

TEST(TextMapTest, ATextThatGoesOnIsAnother) {
  const std::string zeros(64, '\0');
  for (size_t size = 1; size <= zeros.size(); ++size) {
    EXPECT_FALSE(TextEqual()(zeros.substr(0, size), zeros.substr(1, size - 1)));
    EXPECT_NE(TextHash()(zeros.substr(0, size)),
              TextHash()(zeros.substr(1, size - 1)));
  }
}

}  // namespace
}  // namespace sangam::matching
