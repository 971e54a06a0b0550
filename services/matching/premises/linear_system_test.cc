#include "services/matching/premises/linear_system.h"

#include <random>

#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

constexpr int64_t kManySteps = 1'000'000;

LinearSum SumOf(const std::vector<int>& factors, int constant) {
  LinearSum sum;
  for (size_t i = 0; i < factors.size(); ++i) {
    if (factors[i] != 0) sum.factors[static_cast<int>(i)] = factors[i];
  }
  sum.constant = constant;
  return sum;
}

Possibility Decide(const std::vector<LinearSum>& at_most_zero,
                   const std::vector<LinearSum>& not_zero = {}) {
  LinearSystem system;
  for (const LinearSum& sum : at_most_zero) system.AddAtMostZero(sum);
  for (const LinearSum& sum : not_zero) system.AddNotZero(sum);
  int64_t steps = kManySteps;
  return system.Decide(&steps);
}

TEST(LinearSystemTest, WithoutBoundsWhatSumsRefuteIsImpossible) {
  EXPECT_EQ(Decide({SumOf({1, -1}, 1), SumOf({-1, 1}, 1)}),
            Possibility::kImpossible);
  EXPECT_EQ(Decide({SumOf({1, -1}, 0), SumOf({-1, 1}, 0)}),
            Possibility::kPossible);
  // Twice a whole number is not one more than twice another.
  EXPECT_EQ(Decide({SumOf({2, -2}, 1), SumOf({-2, 2}, -1)}),
            Possibility::kImpossible);
  EXPECT_EQ(Decide({SumOf({}, 1)}), Possibility::kImpossible);
  EXPECT_EQ(Decide({}), Possibility::kPossible);
}

TEST(LinearSystemTest, WholeNumbersAreFoundFarFromTheBounds) {
  // A share of 6,666 basis points: two of three.
  EXPECT_EQ(Decide({SumOf({-10'000, 6'666}, 0), SumOf({10'000, -6'667}, 1),
                    SumOf({0, -1}, 1)}),
            Possibility::kPossible);
  EXPECT_EQ(Decide({SumOf({-10'000, 6'667}, 0), SumOf({10'000, -6'668}, 1),
                    SumOf({0, -1}, 1), SumOf({0, 1}, -3)}),
            Possibility::kImpossible);
}

TEST(LinearSystemTest, WhatMustNotBeZeroIsAvoided) {
  EXPECT_EQ(Decide({SumOf({-1}, 1), SumOf({1}, -2)}, {SumOf({1}, -1)}),
            Possibility::kPossible);
  EXPECT_EQ(Decide({SumOf({-1}, 1), SumOf({1}, -2)},
                   {SumOf({1}, -1), SumOf({1}, -2)}),
            Possibility::kImpossible);
  EXPECT_EQ(Decide({}, {SumOf({1, -1}, 0)}), Possibility::kPossible);
}

// Three numbers from 0 to 4.
TEST(LinearSystemTest, EqualsTryingAllNumbers) {
  std::mt19937 random(20'241);
  const auto draw = [&](int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(random);
  };
  int impossible = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::vector<LinearSum> at_most;
    std::vector<LinearSum> not_zero;
    for (int v = 0; v < 3; ++v) {
      std::vector<int> up(3, 0);
      up[v] = 1;
      at_most.push_back(SumOf(up, -4));
      up[v] = -1;
      at_most.push_back(SumOf(up, 0));
    }
    const int sums = draw(1, 5);
    for (int s = 0; s < sums; ++s) {
      const LinearSum sum =
          SumOf({draw(-3, 3), draw(-3, 3), draw(-3, 3)}, draw(-5, 5));
      (draw(0, 3) == 0 ? not_zero : at_most).push_back(sum);
    }
    bool possible = false;
    for (int world = 0; world < 125; ++world) {
      const int values[] = {world % 5, world / 5 % 5, world / 25};
      const auto value = [&](const LinearSum& sum) {
        Wide result = sum.constant;
        for (const auto& [v, factor] : sum.factors)
          result += factor * values[v];
        return result;
      };
      bool holds = true;
      for (const LinearSum& sum : at_most) holds = holds && value(sum) <= 0;
      for (const LinearSum& sum : not_zero) holds = holds && value(sum) != 0;
      possible = possible || holds;
    }
    impossible += possible ? 0 : 1;
    ASSERT_EQ(Decide(at_most, not_zero),
              possible ? Possibility::kPossible : Possibility::kImpossible)
        << "round " << round;
  }
  EXPECT_GT(impossible, 100);
}

TEST(LinearSystemTest, StopsWhenItsStepsAreUsedUp) {
  // No sum of these is 1 more than one of those, which only trying tells.
  LinearSystem system;
  for (int v = 0; v < 4; ++v) {
    std::vector<int> up(4, 0);
    up[v] = 1;
    system.AddAtMostZero(SumOf(up, -100'000));
    up[v] = -1;
    system.AddAtMostZero(SumOf(up, 0));
  }
  const std::vector<int> factors = {12'223, 12'224, 36'674, 61'119};
  system.AddAtMostZero(SumOf(factors, -89'643'481));
  system.AddAtMostZero(SumOf({-12'223, -12'224, -36'674, -61'119}, 89'643'481));
  system.AddNotZero(SumOf({1, 0, 0, 0}, 0));
  int64_t steps = 1'000;
  const Possibility found = system.Decide(&steps);
  EXPECT_EQ(found, Possibility::kUndecided);
  EXPECT_EQ(steps, 0);
}

TEST(LinearSystemTest, NumbersTooLargeToReckonWithAreLeftOpen) {
  LinearSum huge;
  huge.factors[0] = Wide{1} << 61;
  huge.factors[1] = 3;
  EXPECT_EQ(Decide({huge}), Possibility::kUndecided);
}

}  // namespace
}  // namespace sangam::matching
