#include "common/rules/phrases_codes.h"

#include <utility>

#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "gtest/gtest.h"
#include "sangam/scheme_catalog/v1/benefit.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "sangam/type/v1/citation.pb.h"
#include "sangam/type/v1/profile.pb.h"

namespace sangam::rules {
namespace {

using google::protobuf::EnumDescriptor;

TEST(PhrasesCodesTest, EveryTermOfASchemeHasWords) {
  for (const EnumDescriptor* type :
       {scheme_catalog::v1::BenefitKind_descriptor(),
        scheme_catalog::v1::FundingParty_descriptor(),
        scheme_catalog::v1::BeneficiaryUnit_descriptor(),
        scheme_catalog::v1::SchemeVersionState_descriptor(),
        scheme_catalog::v1::SuspensionCause_descriptor(),
        scheme_catalog::v1::SchemeVersionStepKind_descriptor(),
        type::v1::Confidence_descriptor()}) {
    for (int i = 0; i < type->value_count(); ++i) {
      const TwoWords* words = FindTerm(type->value(i)->name());
      ASSERT_NE(words, nullptr) << type->value(i)->name();
      EXPECT_FALSE(words->english.empty());
      EXPECT_NE(words->english, words->hindi);
    }
  }
  EXPECT_EQ(FindTerm("GRANT"), nullptr);
}

TEST(PhrasesCodesTest, EveryKindFormAndLocationHasAHindiWord) {
  for (const auto& [type, prefix] :
       {std::pair{type::v1::SubjectKind_descriptor(), "SUBJECT_KIND_"},
        std::pair{type::v1::LegalForm_descriptor(), "LEGAL_FORM_"},
        std::pair{type::v1::LocationType_descriptor(), "LOCATION_TYPE_"}}) {
    for (int i = 1; i < type->value_count(); ++i) {
      absl::string_view code = type->value(i)->name();
      ASSERT_TRUE(absl::ConsumePrefix(&code, prefix)) << code;
      EXPECT_NE(HindiOfCode(code), "") << code;
    }
  }
  EXPECT_EQ(HindiOfCode("A_CODE_OF_ITS_OWN"), "");
}

TEST(PhrasesCodesTest, CodesReadAsEnglish) {
  EXPECT_EQ(CodeInWords("PRODUCER_GROUP"), "producer group");
  EXPECT_EQ(CodeInWords("SVEP_BLOCK"), "SVEP block");
  EXPECT_EQ(CodeInWords("Ri Bhoi"), "Ri Bhoi");
}

}  // namespace
}  // namespace sangam::rules
