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

TEST(FactProvenanceTest, AddedAttributesAreToldAsOneField) {
  EXPECT_THAT(Told(absl::StrCat(
                  "profile { extra { key: 'dept.loans' value { number: 1 } } }",
                  kOfRecord, R"(
                field_provenance {
                  fields: "profile.extra[\"dept.loans\"]"
                  provenance {
                    asserted_by: "SELF_DECLARED"
                    observed_on { year: 2026 month: 1 day: 2 }
                  }
                })")),
              ElementsAre("BLOCK_OFFICE 2024: profile.extra"));
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
