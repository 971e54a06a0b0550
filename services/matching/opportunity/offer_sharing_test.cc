#include "services/matching/opportunity/offer_sharing.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

class OfferSharingTest : public testing::Test {
 protected:
  // The next one by name.
  Taker& Add(int64_t weight, absl::optional<int64_t> capacity = {}) {
    Taker& taker = takers_.emplace_back();
    taker.subject = absl::StrCat("groups/", takers_.size());
    taker.numbers.weight = weight;
    taker.numbers.capacity = capacity;
    return taker;
  }
  SharedUse Share(int64_t offered, const SharingRule& rule = {}) {
    return ShareUse(offered, rule, &takers_);
  }
  std::vector<int64_t> Parts() const {
    std::vector<int64_t> parts;
    for (const Taker& taker : takers_) parts.push_back(taker.part);
    return parts;
  }

  std::vector<Taker> takers_;
};

TEST_F(OfferSharingTest, InProportionAndNobodyAboveWhatItCanTake) {
  Add(1);
  Add(2, 10);
  Add(1);
  const SharedUse use = Share(33);
  EXPECT_THAT(Parts(), ElementsAre(12, 10, 11));
  EXPECT_EQ(use.assigned, 33);
  EXPECT_EQ(use.takers, 3);
  EXPECT_FALSE(use.capacity.has_value());
}

TEST_F(OfferSharingTest, WhatNobodyCanTakeStays) {
  Add(1, 8);
  Add(1, 5);
  const SharedUse use = Share(33);
  EXPECT_EQ(use.assigned, 13);
  EXPECT_EQ(use.capacity, 13);
}

TEST_F(OfferSharingTest, InOrderTheHeaviestComesFirstThenTheName) {
  Add(5, 10);
  Add(9, 10);
  Add(5, 10);
  const SharedUse use = Share(25, {v1::SHARE_METHOD_IN_ORDER, 0});
  EXPECT_THAT(Parts(), ElementsAre(10, 10, 5));
  EXPECT_EQ(use.assigned, 25);
  EXPECT_EQ(takers_[0].subject, "groups/1");
}

TEST_F(OfferSharingTest, OnlyTheHeaviestAreTakers) {
  Add(1);
  Add(3);
  Add(2);
  const SharedUse use = Share(10, {v1::SHARE_METHOD_IN_PROPORTION, 2});
  EXPECT_THAT(Parts(), ElementsAre(0, 6, 4));
  EXPECT_EQ(use.beyond_most_takers, 1);
  EXPECT_EQ(takers_[0].reason, v1::NOT_SERVED_REASON_BEYOND_MOST_TAKERS);
}

TEST_F(OfferSharingTest, WhoCantBeServedIsToldWhy) {
  Add(1, 0);
  Add(0);
  Add(1).numbers.unknown = "number of members is not known";
  Add(5);
  Add(1);
  const SharedUse use = Share(1);
  EXPECT_THAT(Parts(), ElementsAre(0, 0, 0, 1, 0));
  EXPECT_EQ(takers_[0].reason, v1::NOT_SERVED_REASON_NO_CAPACITY);
  EXPECT_EQ(takers_[1].reason, v1::NOT_SERVED_REASON_NO_CAPACITY);
  EXPECT_EQ(takers_[2].reason, v1::NOT_SERVED_REASON_NUMBER_UNKNOWN);
  EXPECT_EQ(takers_[4].reason, v1::NOT_SERVED_REASON_NOTHING_LEFT);
  EXPECT_EQ(use.no_capacity, 2);
  EXPECT_EQ(use.number_unknown, 1);
  EXPECT_EQ(use.takers, 1);
}

TEST_F(OfferSharingTest, NobodyTakesNothing) {
  const SharedUse use = Share(10);
  EXPECT_EQ(use.assigned, 0);
  EXPECT_EQ(use.capacity, 0);
}

}  // namespace
}  // namespace sangam::matching
