// What the answers say of names that the catalogue lacks.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "services/matching/matching_service_fixture.h"

namespace sangam::matching {
namespace {

using testing::ElementsAre;

class UnknownNamesTest : public MatchingServiceTest {
 protected:
  // The fields that a NOT_FOUND names.
  template <typename Request>
  std::vector<std::string> Unknown(const Request& request) {
    const absl::Status status = Ask(request).status();
    EXPECT_TRUE(absl::IsNotFound(status)) << status;
    EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_RESOURCE_NOT_FOUND);
    std::vector<std::string> fields;
    for (const FieldViolation& violation : FieldViolationsOf(status)) {
      fields.push_back(violation.field);
    }
    return fields;
  }
};

TEST_F(UnknownNamesTest, AMatchTellsEachByItsField) {
  auto request = ForGroup();
  request.add_schemes("schemes/big");
  request.add_schemes("schemes/none-such");
  request.add_departments("departments/none-such");
  EXPECT_THAT(Unknown(request), ElementsAre("schemes[1]", "departments[0]"));
  EXPECT_EQ(Ask(request).status().message(),
            "schemes[1]: \"schemes/none-such\" is not in the catalogue (and 1 "
            "more)");
}

TEST_F(UnknownNamesTest, ABatchTellsThem) {
  v1::BatchMatchSchemesRequest request;
  request.add_subjects()->set_name("groups/a");
  request.add_schemes("schemes/none-such");
  request.add_schemes("schemes/big");
  EXPECT_THAT(Unknown(request), ElementsAre("schemes[0]"));
}

TEST_F(UnknownNamesTest, AnExplanationTellsIt) {
  v1::ExplainMatchRequest request;
  request.mutable_subject()->set_name("groups/a");
  request.set_scheme("schemes/none-such");
  EXPECT_THAT(Unknown(request), ElementsAre("scheme"));
}

// A page is of one state of the catalogue: that this is gone is told first.
TEST_F(UnknownNamesTest, APageOfAnotherStateIsOutdated) {
  auto request = ForGroup();
  request.add_schemes("schemes/big");
  request.add_schemes("schemes/small");
  request.add_verdicts(v1::VERDICT_ELIGIBLE);
  request.add_verdicts(v1::VERDICT_INELIGIBLE);
  request.add_verdicts(v1::VERDICT_NEAR_MISS);
  request.set_page_size(1);
  const auto first = Ask(request);
  ASSERT_TRUE(first.ok()) << first.status();
  request.set_page_token(first->next_page_token());
  ASSERT_TRUE(Ask(request).ok());
  catalog_.BeginList();
  auto batch = CatalogBatch(4);
  AddVersion(batch, "schemes/big", "members >= 10");
  batch.set_snapshot_complete(true);
  ASSERT_TRUE(catalog_.Apply(batch).ok());
  catalog_.Publish();
  EXPECT_EQ(FaultyField(Ask(request)), "page_token");
  request.clear_page_token();
  EXPECT_THAT(Unknown(request), ElementsAre("schemes[1]"));
}

}  // namespace
}  // namespace sangam::matching
