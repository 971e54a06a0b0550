#include "common/validation/provenance.h"

#include <string>
#include <vector>

#include "common/validation/date.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Faults(const type::v1::Provenance& provenance) {
  Violations violations;
  CheckProvenance(violations, "p", provenance);
  std::vector<std::string> fields;
  for (const auto& violation : FieldViolationsOf(violations.ToStatus())) {
    fields.push_back(violation.field);
  }
  return fields;
}

TEST(ProvenanceTest, NothingHasToBeStated) {
  EXPECT_THAT(Faults(type::v1::Provenance()), IsEmpty());
}

TEST(ProvenanceTest, WhatIsStatedIsWellFormed) {
  type::v1::Provenance provenance;
  provenance.set_asserted_by("block office");
  provenance.mutable_observed_on()->set_year(2013);
  auto* citation = provenance.add_citations();
  citation->set_uri("javascript:x");
  citation->set_confidence(static_cast<type::v1::Confidence>(42));
  EXPECT_THAT(
      Faults(provenance),
      ElementsAre("p.asserted_by", "p.observed_on", "p.citations[0].document",
                  "p.citations[0].uri", "p.citations[0].confidence"));
}

TEST(ProvenanceTest, TooManyCitationsAreOneFault) {
  type::v1::Provenance provenance;
  for (int i = 0; i < 51; ++i) provenance.add_citations();
  EXPECT_THAT(Faults(provenance), ElementsAre("p.citations"));
}

TEST(DateTest, AnOrderIsCheckedOnlyBetweenTwoDays) {
  const absl::CivilDay first(2013, 4, 1);
  const absl::CivilDay last(2014, 3, 31);
  Violations violations;
  CheckDateOrder(violations, first, "until", last);
  CheckDateOrder(violations, first, "until", first);
  CheckDateOrder(violations, absl::nullopt, "until", first);
  CheckDateOrder(violations, first, "until", absl::nullopt);
  EXPECT_TRUE(violations.empty());
  CheckDateOrder(violations, last, "until", first);
  EXPECT_EQ(FieldViolationsOf(violations.ToStatus())[0].description,
            "must not be before 2014-03-31");
}

}  // namespace
}  // namespace sangam
