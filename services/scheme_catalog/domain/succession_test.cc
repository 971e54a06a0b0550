#include "services/scheme_catalog/domain/succession.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::scheme_catalog {
namespace {

using testing::ElementsAre;
using v1::SchemeVersion;

// A published version "a" of one scheme, in force from the first of January of
// a year (0: since ever), in the place of others.
SchemeVersion Published(const std::string& id, int from_year,
                        const std::vector<std::string>& superseded = {}) {
  SchemeVersion version;
  version.set_name("schemes/s/versions/" + id);
  version.set_state(v1::SCHEME_VERSION_STATE_PUBLISHED);
  if (from_year > 0) {
    version.mutable_effective_from()->set_year(from_year);
    version.mutable_effective_from()->set_month(1);
    version.mutable_effective_from()->set_day(1);
  }
  for (const std::string& other : superseded) {
    version.add_supersedes("schemes/s/versions/" + other);
  }
  return version;
}

SchemeVersion Until(SchemeVersion version, int year) {
  version.mutable_effective_until()->set_year(year);
  version.mutable_effective_until()->set_month(12);
  version.mutable_effective_until()->set_day(31);
  return version;
}

TEST(SuccessionTest, DaysAfterAVersionMayBeLeftWithoutTerms) {
  const std::vector<SchemeVersion> versions = {Published("a", 2010)};
  const SchemeVersion b = Until(Published("b", 2014, {"a"}), 2016);
  const auto gap = FindGapAfter(b, versions);
  ASSERT_TRUE(gap);
  EXPECT_EQ(gap->older, "schemes/s/versions/a");
  EXPECT_EQ(InWords(gap->period), "since 2017-01-01");
  EXPECT_FALSE(FindGapAfter(Published("b", 2014, {"a"}), versions));
  EXPECT_FALSE(FindGapAfter(Until(Published("b", 2014), 2016), versions));
  EXPECT_FALSE(FindGapAfter(b, {Until(Published("a", 2010), 2016)}));
  EXPECT_FALSE(FindGapAfter(b, {versions[0], Published("c", 2017)}));
  EXPECT_EQ(
      InWords(FindGapAfter(b, {Until(Published("a", 2010), 2020)})->period),
      "from 2017-01-01 to 2020-12-31");
  // It is not in force in the older one's days after the later one either.
  EXPECT_TRUE(FindGapAfter(b, {versions[0], Published("c", 2018)}));
  SchemeVersion draft = Published("c", 2017);
  draft.set_state(v1::SCHEME_VERSION_STATE_DRAFT);
  EXPECT_TRUE(FindGapAfter(b, {versions[0], draft}));
}

TEST(SuccessionTest, ASupersededVersionEndsTheDayBeforeItsFirstSuccessor) {
  const std::vector<SchemeVersion> versions = {
      Published("a", 2010), Published("b", 2016, {"a"}),
      Published("c", 2014, {"a", "b"}), Published("d", 2020, {"c"})};
  SchemeVersion a = versions[0];
  FillSuccession(versions, &a);
  EXPECT_THAT(a.superseded_by(),
              ElementsAre("schemes/s/versions/c", "schemes/s/versions/b"));
  EXPECT_EQ(a.in_force_until().year(), 2013);
  EXPECT_EQ(a.in_force_until().month(), 12);
  EXPECT_EQ(a.in_force_until().day(), 31);
  EXPECT_FALSE(a.never_in_force());
  // Its successor began before it did.
  SchemeVersion b = versions[1];
  FillSuccession(versions, &b);
  EXPECT_TRUE(b.never_in_force());
  EXPECT_FALSE(b.has_in_force_until());
  SchemeVersion d = versions[3];
  FillSuccession(versions, &d);
  EXPECT_EQ(d.superseded_by_size(), 0);
  EXPECT_FALSE(d.has_in_force_until());
}

TEST(SuccessionTest, ItsOwnEndCountsWhereItIsEarlier) {
  SchemeVersion a = Until(Published("a", 2010), 2012);
  const SchemeVersion b = Published("b", 2016, {"a"});
  FillSuccession({a, b}, &a);
  EXPECT_EQ(a.in_force_until().year(), 2012);
  EXPECT_EQ(a.superseded_by_size(), 1);
  a.set_state(v1::SCHEME_VERSION_STATE_CLOSED);
  a.mutable_closed_on()->set_year(2011);
  a.mutable_closed_on()->set_month(3);
  a.mutable_closed_on()->set_day(5);
  FillSuccession({a, b}, &a);
  EXPECT_EQ(a.in_force_until().year(), 2011);
}

TEST(SuccessionTest, WhatWasInForceSinceEverLeavesNoDay) {
  SchemeVersion a = Published("a", 0);
  FillSuccession({a, Published("b", 0, {"a"})}, &a);
  EXPECT_TRUE(a.never_in_force());
}

TEST(SuccessionTest, OnlyPublishedVersionsCountAndAreTold) {
  SchemeVersion draft = Published("b", 2016, {"a"});
  draft.set_state(v1::SCHEME_VERSION_STATE_SUBMITTED);
  SchemeVersion a = Published("a", 2010);
  FillSuccession({a, draft}, &a);
  EXPECT_EQ(a.superseded_by_size(), 0);
  EXPECT_FALSE(a.has_in_force_until());
  // Nothing is told of a draft, not even what it said itself.
  draft.add_superseded_by("schemes/s/versions/x");
  draft.mutable_in_force_until()->set_year(2000);
  draft.set_never_in_force(true);
  FillSuccession({a, draft, Published("c", 2017, {"b"})}, &draft);
  EXPECT_EQ(draft.superseded_by_size(), 0);
  EXPECT_FALSE(draft.has_in_force_until());
  EXPECT_FALSE(draft.never_in_force());
}

TEST(SuccessionTest, AnOverlapIsToldWithTheDaysThatAreLeftToTheOther) {
  const SchemeVersion a = Published("a", 2010);
  const SchemeVersion b = Published("b", 2016, {"a"});
  SchemeVersion c = Until(Published("c", 2011), 2012);
  c.set_state(v1::SCHEME_VERSION_STATE_DRAFT);
  const auto overlap = FindOverlap(c, {a, b, c});
  ASSERT_TRUE(overlap);
  EXPECT_EQ(overlap->name, a.name());
  EXPECT_EQ(InWords(overlap->period), "from 2010-01-01 to 2015-12-31");
  c.add_supersedes(a.name());
  EXPECT_FALSE(FindOverlap(c, {a, b}));
  // An older record of itself does not stand in its own way.
  EXPECT_FALSE(FindOverlap(b, {a, Published("b", 2010)}));
}

}  // namespace
}  // namespace sangam::scheme_catalog
