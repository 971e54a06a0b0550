#include "services/matching/coverage/scheme_preview.h"

#include "gmock/gmock.h"
#include "services/matching/coverage/coverage_fixture_for_test.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

class SchemePreviewTest : public CoverageTest {
 protected:
  static v1::PreviewSchemeRequest Draft(const std::string& scheme,
                                        const std::string& expression) {
    v1::PreviewSchemeRequest request;
    request.mutable_scheme_version()->set_name(scheme + "/versions/2");
    request.mutable_scheme_version()->add_conditions()->set_expression(
        expression);
    request.set_examples(2);
    return request;
  }
  absl::StatusOr<std::vector<v1::PreviewSchemeResponse>> Ask(
      const v1::PreviewSchemeRequest& request) {
    SchemePreview preview(&request, &reader_);
    return Drain(preview);
  }
};

TEST_F(SchemePreviewTest, TellsWhoComesInAndWhoGoesOut) {
  ShowGroups(20);
  const auto messages = Ask(Draft("schemes/big", "members >= 15"));
  ASSERT_TRUE(messages.ok()) << messages.status();
  const auto& last = messages->back();
  EXPECT_EQ(last.version_in_force(), "schemes/big/versions/1");
  EXPECT_EQ(last.before().eligible(), 10);
  EXPECT_EQ(last.after().eligible(), 5);
  EXPECT_EQ(last.after().near_miss(), 15);
  ASSERT_EQ(last.changes_size(), 3);
  EXPECT_EQ(last.changes(0).subjects(), 5);
  EXPECT_EQ(last.changes(1).before(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(last.changes(1).after(), v1::VERDICT_NEAR_MISS);
  EXPECT_EQ(last.changes(1).subjects(), 5);
  EXPECT_THAT(last.changes(1).examples(),
              ElementsAre("groups/g00010", "groups/g00011"));
  EXPECT_EQ(last.changes(2).subjects(), 10);
  EXPECT_FALSE(last.basis().token().empty());
}

TEST_F(SchemePreviewTest, ANewSchemeHasNothingBefore) {
  ShowGroups(20);
  v1::PreviewSchemeRequest request = Draft("schemes/new", "members >= 15");
  request.mutable_cohort()->set_place("places/d2");
  const auto messages = Ask(request);
  ASSERT_TRUE(messages.ok()) << messages.status();
  const auto& last = messages->back();
  EXPECT_EQ(last.version_in_force(), "");
  EXPECT_FALSE(last.has_before());
  EXPECT_EQ(last.after().eligible(), 3);
  ASSERT_EQ(last.changes_size(), 2);
  EXPECT_EQ(last.changes(0).before(), v1::VERDICT_UNSPECIFIED);
  EXPECT_EQ(last.changes(0).after(), v1::VERDICT_ELIGIBLE);
}

TEST_F(SchemePreviewTest, FaultsAreToldByTheirField) {
  ShowGroups(2);
  EXPECT_EQ(FaultyField(Ask(Draft("schemes/big", "membrs >= 1"))),
            "scheme_version.conditions[0].expression");
  v1::PreviewSchemeRequest request = Draft("schemes/big", "members >= 1");
  request.mutable_scheme_version()->set_name("nonsense");
  EXPECT_EQ(FaultyField(Ask(request)), "scheme_version.name");
  request = Draft("schemes/big", "members >= 1");
  request.mutable_scheme()->set_name("schemes/other");
  EXPECT_EQ(FaultyField(Ask(request)), "scheme.name");
  request.mutable_scheme()->clear_name();
  EXPECT_EQ(FaultyField(Ask(request)), "scheme.name");
  request.mutable_scheme()->set_name("schemes/big");
  request.mutable_scheme()->set_department("Textiles");
  EXPECT_EQ(FaultyField(Ask(request)), "scheme.department");
  request.clear_scheme();
  request.set_examples(-1);
  EXPECT_EQ(FaultyField(Ask(request)), "examples");
}

TEST_F(SchemePreviewTest, RelationsThatCannotBePublishedAreRefused) {
  using Relation = scheme_catalog::v1::SchemeRelation;
  ShowGroups(2);
  v1::PreviewSchemeRequest request = Draft("schemes/new", "members >= 1");
  Relation& relation = *request.mutable_scheme_version()->add_relations();
  relation.set_kind(scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES);
  relation.set_scheme("schemes/new");
  EXPECT_EQ(FaultyField(Ask(request)), "scheme_version.relations[0].scheme");
  relation.set_scheme("schemes/big");
  relation.set_within_months(5);
  EXPECT_TRUE(Ask(request).ok());
  relation.set_kind(scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES);
  EXPECT_EQ(FaultyField(Ask(request)),
            "scheme_version.relations[0].within_months");
}

}  // namespace
}  // namespace sangam::matching
