#include "services/sangamctl/commands/version_terms.h"

#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

TEST(VersionTermsTest, WhatTheServiceSaysIsNoTerm) {
  catalog::SchemeVersion a, b;
  a.set_name("schemes/s/versions/1");
  b.set_name("schemes/s/versions/1");
  b.set_state(catalog::SCHEME_VERSION_STATE_CLOSED);
  b.set_etag("e");
  b.add_authors("block-office");
  b.set_submitted_by("block-office");
  b.set_published_by("state-office");
  b.set_review_note("wrong cap");
  b.add_suspensions();
  b.mutable_closed_on()->set_year(2026);
  b.mutable_publish_time();
  b.add_superseded_by("schemes/s/versions/2");
  b.mutable_in_force_until()->set_year(2026);
  b.set_never_in_force(true);
  b.add_steps();
  EXPECT_TRUE(SameTerms(a, b));
  b.add_supersedes("schemes/s/versions/0");
  EXPECT_FALSE(SameTerms(a, b));
}

TEST(VersionTermsTest, EverythingAfterSubmittingWasPublished) {
  catalog::SchemeVersion version;
  int published = 0;
  for (int state = 0; state < catalog::SchemeVersionState_ARRAYSIZE; ++state) {
    version.set_state(static_cast<catalog::SchemeVersionState>(state));
    published += WasPublished(version);
    EXPECT_FALSE(WasPublished(version) && IsSubmitted(version));
  }
  EXPECT_EQ(published, 3);
}

}  // namespace
}  // namespace sangam::sangamctl
