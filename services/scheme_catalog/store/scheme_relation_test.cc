// Schemes that name other schemes: state variants, top-ups, relations.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kVersion[] = "schemes/loom-aid/versions/a";

class SchemeRelationTest : public CatalogStoreFixture {
 protected:
  absl::Status Put(const std::string& name, const std::string& variant_of,
                   const std::string& tops_up) {
    v1::UpdateSchemeRequest request;
    request.set_allow_missing(true);
    request.mutable_scheme()->set_name(name);
    (*request.mutable_scheme()->mutable_title()->mutable_text())["en"] = "Aid";
    request.mutable_scheme()->set_department("departments/dc");
    request.mutable_scheme()->set_variant_of(variant_of);
    request.mutable_scheme()->set_tops_up(tops_up);
    v1::UpdateSchemeResponse response;
    return store_->schemes().Update(request, &response);
  }
  static void Relate(const std::string& scheme, v1::SchemeVersion* version) {
    v1::SchemeRelation* relation = version->add_relations();
    relation->set_kind(v1::SCHEME_RELATION_KIND_EXCLUDES);
    relation->set_scheme(scheme);
    relation->add_citations()->set_document("Guidelines");
  }
};

TEST_F(SchemeRelationTest, VariantsAndTopUpsNameStoredSchemesOnly) {
  EXPECT_EQ(FirstField(Put("schemes/state-aid", "schemes/nowhere", "")),
            "scheme.variant_of");
  EXPECT_EQ(FirstField(Put("schemes/state-aid", "", "schemes/nowhere")),
            "scheme.tops_up");
  EXPECT_EQ(FirstField(Put("schemes/state-aid", "departments/dc", "")),
            "scheme.variant_of");
  EXPECT_EQ(FirstField(Put("schemes/state-aid", "", "loom-aid")),
            "scheme.tops_up");
  EXPECT_EQ(Put("schemes/state-aid", "schemes/loom-aid", "schemes/loom-aid"),
            absl::OkStatus());
  // It stays while another names it.
  EXPECT_EQ(ReasonOf(DeleteScheme("schemes/loom-aid")),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
  ASSERT_EQ(Put("schemes/state-aid", "", "schemes/loom-aid"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(DeleteScheme("schemes/loom-aid")),
            type::v1::ERROR_REASON_RESOURCE_IN_USE);
  ASSERT_EQ(Put("schemes/state-aid", "", ""), absl::OkStatus());
  EXPECT_EQ(DeleteScheme("schemes/loom-aid"), absl::OkStatus());
}

TEST_F(SchemeRelationTest, VariantsAndTopUpsFormNoCircle) {
  EXPECT_EQ(FirstField(Put("schemes/loom-aid", "schemes/loom-aid", "")),
            "scheme.variant_of");
  EXPECT_EQ(FirstField(Put("schemes/loom-aid", "", "schemes/loom-aid")),
            "scheme.tops_up");
  ASSERT_EQ(Put("schemes/a", "schemes/loom-aid", ""), absl::OkStatus());
  ASSERT_EQ(Put("schemes/b", "schemes/a", ""), absl::OkStatus());
  EXPECT_EQ(FirstField(Put("schemes/loom-aid", "schemes/b", "")),
            "scheme.variant_of");
  ASSERT_EQ(Put("schemes/a", "", "schemes/loom-aid"), absl::OkStatus());
  ASSERT_EQ(Put("schemes/b", "", "schemes/a"), absl::OkStatus());
  EXPECT_EQ(FirstField(Put("schemes/loom-aid", "", "schemes/b")),
            "scheme.tops_up");
  // What is a variant of one may be topped up by another.
  EXPECT_EQ(Put("schemes/loom-aid", "schemes/b", ""), absl::OkStatus());
}

TEST_F(SchemeRelationTest, AMisspeltSchemeIsToldWhatMayBeMeant) {
  v1::SchemeVersion version = Version(kVersion, 2013, 0);
  Relate("schemes/lom-aid", &version);
  const absl::Status misspelt = Create(version);
  EXPECT_EQ(FirstField(misspelt), "scheme_version.relations[0].scheme");
  EXPECT_THAT(FieldViolationsOf(misspelt)[0].description,
              "schemes/lom-aid does not exist; did you mean schemes/loom-aid?"
              " If not, create it first");
  version.mutable_relations(0)->set_scheme("schemes/quite-another");
  EXPECT_THAT(FieldViolationsOf(Create(version))[0].description,
              "schemes/quite-another does not exist; create it first");
  v1::SchemeVersion of_none = Version("schemes/loom-ad/versions/a", 2013, 0);
  EXPECT_THAT(FieldViolationsOf(Create(of_none))[0].description,
              HasSubstr("did you mean schemes/loom-aid?"));
}

TEST_F(SchemeRelationTest, AMisspeltVariantAndDepartmentAreToldToo) {
  const auto told = [](const absl::Status& status) {
    return FieldViolationsOf(status).at(0).description;
  };
  EXPECT_THAT(told(Put("schemes/state-aid", "schemes/loom-ad", "")),
              HasSubstr("did you mean schemes/loom-aid?"));
  EXPECT_THAT(told(Put("schemes/state-aid", "", "schemes/lom-aid")),
              HasSubstr("did you mean schemes/loom-aid?"));
  ASSERT_EQ(PutDepartment("departments/handlooms", ""), absl::OkStatus());
  EXPECT_THAT(told(PutDepartment("departments/b", "departments/handloms")),
              HasSubstr("did you mean departments/handlooms?"));
  v1::SchemeVersion version = Version(kVersion, 2013, 0);
  version.add_where_to_apply()->set_department("departments/handlom");
  EXPECT_THAT(told(Create(version)),
              HasSubstr("did you mean departments/handlooms?"));
}

TEST_F(SchemeRelationTest, SuggestionsForManyMisspeltSchemesAreBounded) {
  v1::SchemeVersion version = Version(kVersion, 2013, 0);
  for (int i = 0; i < 7; ++i) {
    Relate(absl::StrCat("schemes/loom-aid", i), &version);
  }
  const auto faults = FieldViolationsOf(Create(version));
  ASSERT_EQ(faults.size(), 7u);
  EXPECT_THAT(faults[4].description, HasSubstr("did you mean"));
  EXPECT_THAT(faults[5].description, Not(HasSubstr("did you mean")));
}

}  // namespace
}  // namespace sangam::scheme_catalog
