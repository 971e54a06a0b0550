#include "services/matching/catalog/scheme_numbers.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

// Lists of names, each made of the one before.
class SchemeNumbersTest : public ::testing::Test {
 protected:
  void List(const std::vector<std::string>& names) {
    const SchemeList none;
    SchemeList::Builder builder(none, names.size());
    std::vector<uint32_t> before;
    std::map<std::string, uint32_t> places;
    for (const std::string& name : names) {
      auto scheme = std::make_shared<scheme_catalog::v1::Scheme>();
      scheme->set_name(name);
      builder.Add(CompiledScheme(std::move(scheme), "", {}));
      places.emplace(name, before.size());
      const auto found = places_.find(name);
      before.push_back(found == places_.end() ? SchemeNumbers::kNew
                                              : found->second);
    }
    numbers_ = SchemeNumbers(std::move(builder).Build(), before, numbers_);
    places_ = std::move(places);
  }

  SchemeNumbers numbers_;
  std::map<std::string, uint32_t> places_;
};

TEST_F(SchemeNumbersTest, AnEmptyListHasNone) {
  EXPECT_EQ(numbers_.Find("a"), absl::nullopt);
  List({});
  EXPECT_EQ(numbers_.Find(""), absl::nullopt);
}

TEST_F(SchemeNumbersTest, NumbersFollowTheList) {
  List({"b", "d"});
  EXPECT_EQ(numbers_.Find("b"), 0u);
  EXPECT_EQ(numbers_.Find("d"), 1u);
  List({"a", "b", "c", "d"});
  EXPECT_EQ(numbers_.Find("a"), 0u);
  EXPECT_EQ(numbers_.Find("b"), 1u);
  EXPECT_EQ(numbers_.Find("d"), 3u);
}

TEST_F(SchemeNumbersTest, ANameThatWentIsNotFoundUntilItIsBack) {
  List({"a", "b"});
  List({"b"});
  EXPECT_EQ(numbers_.Find("a"), absl::nullopt);
  EXPECT_EQ(numbers_.Find("b"), 0u);
  List({"b", "c"});
  EXPECT_EQ(numbers_.Find("a"), absl::nullopt);
  List({"a", "b", "c"});
  EXPECT_EQ(numbers_.Find("a"), 0u);
  EXPECT_EQ(numbers_.Find("c"), 2u);
}

TEST_F(SchemeNumbersTest, ManyChangesLoseNoName) {
  std::vector<std::string> names;
  for (ptrdiff_t i = 0; i < 1'200; ++i) {
    names.insert(names.begin() + i * 7 % (std::ssize(names) + 1),
                 absl::StrCat("scheme", i));
    if (i % 5 == 4) names.erase(names.begin() + i % std::ssize(names));
    List(names);
  }
  for (size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(numbers_.Find(names[i]), i);
  }
  for (int i = 0; i < 1'200; ++i) {
    const std::string name = absl::StrCat("scheme", i);
    EXPECT_EQ(numbers_.Find(name).has_value(), places_.count(name) == 1);
  }
}

}  // namespace
}  // namespace sangam::matching
