#include "services/registry/domain/fact_provenance.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "ROLE 2024: paths" of each.
std::vector<std::string> Told(const std::string& text) {
  v1::Group group;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &group));
  std::vector<std::string> told;
  for (const auto& source : ProvenanceOfFacts(ToSubject(group))) {
    told.push_back(absl::StrCat(source.provenance().asserted_by(), " ",
                                source.provenance().observed_on().year(), ": ",
                                absl::StrJoin(source.fields(), " ")));
    EXPECT_EQ(source.provenance().citations_size(), 0);
  }
  return told;
}

constexpr char kFacts[] = "profile { members: 12 households: 11 }";
constexpr char kOfRecord[] = R"(
  provenance {
    asserted_by: "BLOCK_OFFICE"
    observed_on { year: 2024 month: 1 day: 2 }
    citations { document: "a register" }
  })";

TEST(FactProvenanceTest, IsThatOfTheRecord) {
  EXPECT_THAT(Told(kFacts), IsEmpty());
  EXPECT_THAT(
      Told(absl::StrCat(kFacts, kOfRecord)),
      ElementsAre("BLOCK_OFFICE 2024: profile.members profile.households"));
}

TEST(FactProvenanceTest, FieldsHaveTheirOwn) {
  EXPECT_THAT(Told(absl::StrCat(kFacts, kOfRecord, R"(
                field_provenance {
                  fields: "profile.members" fields: "title"
                  provenance {
                    asserted_by: "SELF_DECLARED"
                    observed_on { year: 2026 month: 1 day: 2 }
                  }
                })")),
              ElementsAre("SELF_DECLARED 2026: profile.members",
                          "BLOCK_OFFICE 2024: profile.households"));
  // A fact whose day is not known does not get that of the record.
  EXPECT_THAT(Told(absl::StrCat(kFacts, kOfRecord, R"(
                field_provenance {
                  fields: "profile.members"
                  provenance { asserted_by: "SELF_DECLARED" }
                })")),
              ElementsAre("BLOCK_OFFICE 2024: profile.households"));
}

constexpr char kAddedFacts[] = R"(
  profile {
    extra { key: "jobs" value { number: 7 } }
    extra { key: "dept.loans" value { number: 1 } }
  })";

TEST(FactProvenanceTest, AddedAttributesHaveTheirOwn) {
  EXPECT_THAT(Told(absl::StrCat(kAddedFacts, kOfRecord)),
              ElementsAre("BLOCK_OFFICE 2024: profile.extra[\"dept.loans\"]"
                          " profile.extra[\"jobs\"]"));
  EXPECT_THAT(Told(absl::StrCat(kAddedFacts, kOfRecord, R"(
                field_provenance {
                  fields: "profile.extra[\"dept.loans\"]"
                  fields: "profile.extra[\"not_recorded\"]"
                  provenance {
                    asserted_by: "SELF_DECLARED"
                    observed_on { year: 2026 month: 1 day: 2 }
                  }
                })")),
              ElementsAre("SELF_DECLARED 2026: profile.extra[\"dept.loans\"]",
                          "BLOCK_OFFICE 2024: profile.extra[\"jobs\"]"));
}

TEST(FactProvenanceTest, AllAddedAttributesTogetherHaveTheirs) {
  EXPECT_THAT(Told(absl::StrCat(kAddedFacts, kOfRecord, R"(
                field_provenance {
                  fields: "profile.extra"
                  provenance {
                    asserted_by: "DOCUMENT"
                    observed_on { year: 2025 month: 1 day: 2 }
                  }
                }
                field_provenance {
                  fields: "profile.extra[\"jobs\"]"
                  provenance { asserted_by: "SELF_DECLARED" }
                })")),
              ElementsAre("DOCUMENT 2025: profile.extra[\"dept.loans\"]"))
      << "the day of the jobs is not known";
}

TEST(FactProvenanceTest, ThePlaceIsAFactOfTheRecord) {
  const std::string facts =
      absl::StrCat("place: 'places/a' kind: SUBJECT_KIND_SHG ", kFacts);
  EXPECT_THAT(Told(absl::StrCat(facts, kOfRecord)),
              ElementsAre("BLOCK_OFFICE 2024: place profile.members"
                          " profile.households"));
  EXPECT_THAT(Told(absl::StrCat(facts, kOfRecord, R"(
                field_provenance {
                  fields: "profile"
                  provenance {
                    asserted_by: "DOCUMENT"
                    observed_on { year: 2025 month: 1 day: 2 }
                  }
                }
                field_provenance {
                  fields: "place"
                  provenance {
                    asserted_by: "SELF_DECLARED"
                    observed_on { year: 2001 month: 1 day: 2 }
                  }
                })")),
              ElementsAre("DOCUMENT 2025: profile.members profile.households",
                          "SELF_DECLARED 2001: place"));
  EXPECT_THAT(Told(absl::StrCat("place: 'places/a' ", kFacts, R"(
                field_provenance {
                  fields: "profile"
                  provenance {
                    asserted_by: "DOCUMENT"
                    observed_on { year: 2025 month: 1 day: 2 }
                  }
                })")),
              ElementsAre("DOCUMENT 2025: profile.members profile.households"))
      << "the day of the profile is not that of the place";
}

TEST(FactProvenanceTest, TheWholeProfileAndPartsOfFieldsHaveTheirs) {
  EXPECT_THAT(
      Told(absl::StrCat("profile { members: 12 formed_on { year: 2020 } }",
                        kOfRecord, R"(
             field_provenance {
               fields: "profile" fields: "profile.formed_on.year"
               provenance {
                 asserted_by: "DOCUMENT"
                 observed_on { year: 2025 month: 1 day: 2 }
               }
             })")),
      ElementsAre("DOCUMENT 2025: profile.formed_on.year profile.members"));
}

}  // namespace
}  // namespace sangam::registry
