#include "services/matching/engine/slab_amount.h"

#include <algorithm>
#include <limits>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using scheme_catalog::v1::Slab;
using scheme_catalog::v1::SlabAmount;

std::string Told(const absl::optional<Wide>& wide) {
  if (!wide) return "?";
  return *wide >= kTooMuch ? "too much"
                           : absl::StrCat(static_cast<int64_t>(*wide));
}

std::string Told(const WideRange& range) {
  return absl::StrCat(Told(range.least), "..", Told(range.most));
}

std::string For(const std::string& slabs, int64_t measure) {
  return Told(ReckonSlabs(FromText<SlabAmount>(slabs), &measure));
}

std::string ForUnknown(const std::string& slabs) {
  return Told(ReckonSlabs(FromText<SlabAmount>(slabs), nullptr));
}

constexpr char kTax[] =
    "mode: SLAB_MODE_PROGRESSIVE slabs { up_to: 1000 share_bps: 9000 }"
    " slabs { up_to: 3000 share_bps: 5000 } slabs { share_bps: 1000 } ";

TEST(SlabAmountTest, ProgressiveSlabsAddUp) {
  EXPECT_EQ(For(kTax, 0), "0..0");
  EXPECT_EQ(For(kTax, -5), "0..0");
  EXPECT_EQ(For(kTax, 1000), "900..900");
  EXPECT_EQ(For(kTax, 1001), "900..900") << "900.5, floored";
  EXPECT_EQ(For(kTax, 3000), "1900..1900");
  EXPECT_EQ(For(kTax, 5000), "2100..2100");
  EXPECT_EQ(For(absl::StrCat(kTax, "cap_paise: 2000"), 5000), "2000..2000");
}

TEST(SlabAmountTest, SharesAreFlooredOnceForAllSlabs) {
  EXPECT_EQ(For("mode: SLAB_MODE_PROGRESSIVE slabs { up_to: 1 share_bps: 5000 }"
                " slabs { share_bps: 5000 }",
                2),
            "1..1");
}

TEST(SlabAmountTest, TheSlabDecidesTheWholeAmount) {
  const char* whole =
      "mode: SLAB_MODE_WHOLE_AMOUNT slabs { up_to: 10 paise_each: 7 cap_paise:"
      " 60 } slabs { up_to: 20 fixed_paise: 100 } slabs { up_to: 30 share_bps:"
      " 5000 } ";
  EXPECT_EQ(For(whole, 8), "56..56");
  EXPECT_EQ(For(whole, 10), "60..60");
  EXPECT_EQ(For(whole, 11), "100..100");
  EXPECT_EQ(For(whole, 20), "100..100");
  EXPECT_EQ(For(whole, 21), "10..10");
  EXPECT_EQ(For(whole, 31), "?..?");
  EXPECT_EQ(For(absl::StrCat(whole, "cap_paise: 9"), 31), "?..9");
  EXPECT_EQ(For(absl::StrCat(whole, "nothing_above: true"), 31), "0..0");
}

TEST(SlabAmountTest, WhatIsNotStatedIsNotTold) {
  EXPECT_EQ(For("slabs { share_bps: 1 }", 1), "?..?") << "no mode";
  EXPECT_EQ(For("mode: SLAB_MODE_PROGRESSIVE", 0), "?..?");
  EXPECT_EQ(For("mode: SLAB_MODE_PROGRESSIVE slabs { fixed_paise: 5 }", 1),
            "?..?");
  EXPECT_EQ(For("mode: SLAB_MODE_WHOLE_AMOUNT slabs {}", 1), "?..?");
  EXPECT_EQ(For("mode: SLAB_MODE_PROGRESSIVE slabs { up_to: 5 share_bps: 1 }"
                " nothing_above: true",
                6),
            "0..0");
}

TEST(SlabAmountTest, AnUnknownMeasureLeavesTheRangeOfTheSlabs) {
  EXPECT_EQ(ForUnknown(kTax), "?..?") << "the last slab has no end";
  EXPECT_EQ(ForUnknown(absl::StrCat(kTax, "cap_paise: 2000")), "?..2000");
  EXPECT_EQ(ForUnknown("mode: SLAB_MODE_PROGRESSIVE"
                       " slabs { up_to: 1000 share_bps: 9000 }"
                       " slabs { share_bps: 100 cap_paise: 50 }"),
            "?..950");
  const std::string fixed =
      "mode: SLAB_MODE_WHOLE_AMOUNT slabs { up_to: 10 fixed_paise: 300 }"
      " slabs { up_to: 20 fixed_paise: 100 } ";
  EXPECT_EQ(ForUnknown(fixed + "slabs { fixed_paise: 200 }"), "100..300");
  EXPECT_EQ(ForUnknown(fixed + "nothing_above: true"), "0..300");
  EXPECT_EQ(ForUnknown(fixed), "?..?") << "nobody knows what is above";
  EXPECT_EQ(ForUnknown(fixed + "slabs { share_bps: 1 cap_paise: 7 }"),
            "?..300");
}

TEST(SlabAmountTest, NeverOverflows) {
  const std::string most = absl::StrCat(std::numeric_limits<int64_t>::max());
  const int64_t measure = std::numeric_limits<int64_t>::max();
  EXPECT_EQ(
      For("mode: SLAB_MODE_PROGRESSIVE slabs { share_bps: 10000 }", measure),
      absl::StrCat(most, "..", most));
  EXPECT_EQ(For("mode: SLAB_MODE_PROGRESSIVE slabs { up_to: 9 paise_each: " +
                    most + " } slabs { paise_each: " + most + " }",
                measure),
            "too much..too much");
  EXPECT_EQ(For("mode: SLAB_MODE_WHOLE_AMOUNT slabs { share_bps: 2147483647 }",
                measure),
            "too much..too much");
  EXPECT_EQ(For("mode: SLAB_MODE_WHOLE_AMOUNT slabs { share_bps: 2147483647 }"
                " cap_paise: 5",
                measure),
            "5..5");
  EXPECT_EQ(For("mode: SLAB_MODE_PROGRESSIVE slabs { share_bps: -1 }", measure),
            "0..0");
  EXPECT_EQ(ForUnknown("mode: SLAB_MODE_PROGRESSIVE slabs { up_to: 5 "
                       "paise_each: 1 } slabs { up_to: -9223372036854775808 "
                       "paise_each: 1 } nothing_above: true"),
            "?..5");
}

class RandomSlabs {
 public:
  int64_t Draw(int64_t below) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(below));
  }

  SlabAmount Slabs(scheme_catalog::v1::SlabMode mode) {
    SlabAmount amount;
    amount.set_mode(mode);
    const bool shares = Draw(2) == 0;
    int64_t up_to = 0;
    for (int64_t more = 1 + Draw(4); more > 0; --more) {
      Slab* slab = amount.add_slabs();
      up_to += 1 + Draw(300);
      if (more > 1 || Draw(2) == 0) slab->set_up_to(up_to);
      if (mode == scheme_catalog::v1::SLAB_MODE_WHOLE_AMOUNT && Draw(3) == 0) {
        slab->set_fixed_paise(Draw(500));
      } else if (shares) {
        slab->set_share_bps(static_cast<int32_t>(Draw(10'001)));
      } else {
        slab->set_paise_each(Draw(20));
      }
      if (Draw(4) == 0) slab->set_cap_paise(Draw(400));
    }
    if (Draw(3) == 0) amount.set_cap_paise(Draw(1'000));
    amount.set_nothing_above(Draw(2) == 0);
    return amount;
  }

 private:
  std::mt19937_64 random_{11};
};

// Unit by unit, in ten-thousandths of a paisa: each unit of the measure asks
// which slab it lies in.
absl::optional<int64_t> SlowProgressive(const SlabAmount& slabs,
                                        int64_t measure) {
  std::vector<int64_t> by_slab(slabs.slabs_size(), 0);
  for (int64_t unit = 1; unit <= measure; ++unit) {
    int at = 0;
    while (at < slabs.slabs_size() && slabs.slabs(at).has_up_to() &&
           slabs.slabs(at).up_to() < unit) {
      ++at;
    }
    if (at == slabs.slabs_size()) {
      if (slabs.nothing_above()) return 0;
      return absl::nullopt;
    }
    const Slab& slab = slabs.slabs(at);
    by_slab[at] +=
        slab.has_share_bps() ? slab.share_bps() : slab.paise_each() * 10'000;
  }
  int64_t sum = 0;
  for (int i = 0; i < slabs.slabs_size(); ++i) {
    const Slab& slab = slabs.slabs(i);
    sum += slab.has_cap_paise()
               ? std::min(by_slab[i], slab.cap_paise() * 10'000)
               : by_slab[i];
  }
  const int64_t paise = sum / 10'000;
  return slabs.has_cap_paise() ? std::min(paise, slabs.cap_paise()) : paise;
}

TEST(SlabAmountTest, ProgressiveEqualsReckoningUnitByUnit) {
  RandomSlabs random;
  for (int i = 0; i < 3'000; ++i) {
    const SlabAmount slabs =
        random.Slabs(scheme_catalog::v1::SLAB_MODE_PROGRESSIVE);
    const int64_t measure = random.Draw(1'500);
    const auto slow = SlowProgressive(slabs, measure);
    const WideRange range = ReckonSlabs(slabs, &measure);
    ASSERT_EQ(range.least.has_value(), slow.has_value())
        << slabs.DebugString() << measure;
    if (!slow) continue;
    ASSERT_EQ(Told(range), absl::StrCat(*slow, "..", *slow))
        << slabs.DebugString() << measure;
  }
}

TEST(SlabAmountTest, ProgressiveNeverFallsWithinTheSlabs) {
  RandomSlabs random;
  for (int i = 0; i < 3'000; ++i) {
    const SlabAmount slabs =
        random.Slabs(scheme_catalog::v1::SLAB_MODE_PROGRESSIVE);
    const int64_t less = random.Draw(1'500);
    const int64_t more = less + random.Draw(50);
    if (SlabOf(slabs, more) == nullptr) continue;
    ASSERT_LE(*ReckonSlabs(slabs, &less).most, *ReckonSlabs(slabs, &more).most)
        << slabs.DebugString() << less << " " << more;
  }
}

// Whatever the measure turns out to be, caps hold and the sum lies within what
// was told before it was known.
TEST(SlabAmountTest, CapsHoldAndTheRangeOfAnUnknownMeasureHoldsEverySum) {
  RandomSlabs random;
  int bounded = 0;
  for (int i = 0; i < 6'000; ++i) {
    const SlabAmount slabs =
        random.Slabs(i % 2 == 0 ? scheme_catalog::v1::SLAB_MODE_PROGRESSIVE
                                : scheme_catalog::v1::SLAB_MODE_WHOLE_AMOUNT);
    const WideRange before = ReckonSlabs(slabs, nullptr);
    const int64_t measure = random.Draw(1'500);
    const WideRange range = ReckonSlabs(slabs, &measure);
    if (slabs.has_cap_paise()) {
      ASSERT_LE(static_cast<int64_t>(*range.most), slabs.cap_paise());
    }
    if (!range.least) continue;
    ASSERT_EQ(*range.least, *range.most);
    if (before.least) {
      ASSERT_LE(*before.least, *range.least) << slabs.DebugString() << measure;
    }
    if (before.most) {
      ++bounded;
      ASSERT_LE(*range.most, *before.most) << slabs.DebugString() << measure;
    }
  }
  EXPECT_GT(bounded, 1'000);
}

}  // namespace
}  // namespace sangam::matching
