// Which changes of the dictionary are refused for the sake of stored rules, and
// who may change what.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/scheme_catalog/domain/attribute_check.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using testing::HasSubstr;
using type::v1::ERROR_REASON_RESOURCE_IN_USE;

constexpr char kVersion[] = "schemes/loom-aid/versions/a";

class DictionaryChangeTest : public CatalogStoreFixture {
 protected:
  absl::Status Put(const v1::Attribute& attribute) {
    v1::UpdateAttributeRequest request;
    *request.mutable_attribute() = attribute;
    request.set_allow_missing(true);
    v1::UpdateAttributeResponse response;
    return store_->attribute_methods().Update(request, &response);
  }
  static v1::Attribute Counting(const std::string& name) {
    v1::Attribute attribute;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        R"pb(
          type: ATTRIBUTE_TYPE_NUMBER
          unit: ATTRIBUTE_UNIT_COUNT
          label { text { key: "en" value: "number" } }
          question { text { key: "en" value: "How many?" } }
          department: "departments/dc"
        )pb",
        &attribute));
    attribute.set_name("attributes/" + name);
    return attribute;
  }
  static v1::SchemeVersion WithCondition(const std::string& expression) {
    v1::SchemeVersion version = Version(kVersion, 2013, 0);
    version.set_open_to_all(false);
    v1::Condition* condition = version.add_conditions();
    condition->set_id("looms");
    condition->set_expression(expression);
    (*condition->mutable_description()->mutable_text())["en"] = "Looms";
    type::v1::Citation* citation = condition->add_citations();
    citation->set_document("Guidelines");
    citation->set_confidence(type::v1::CONFIDENCE_VERIFIED);
    return version;
  }
  // Writes `body` as the stored version, past all checks: what an earlier
  // release may have let through.
  void Overwrite(const std::string& body) {
    Changelog::Options options;
    options.address = Address();
    options.store = "scheme_catalog";
    options.migrations = CatalogMigrations(store_->tables());
    const auto changelog = Changelog::Open(std::move(options), &clock_);
    ASSERT_TRUE(changelog.ok()) << changelog.status();
    ASSERT_EQ((*changelog)->Write([&](WriteTransaction& transaction) {
      return store_->tables()
          .scheme_versions
          .Put(transaction, kVersion, body, {"schemes/loom-aid", "DRAFT"})
          .status();
    }),
              absl::OkStatus());
  }
};

TEST_F(DictionaryChangeTest, ANewLabelLooksAtNoRule) {
  v1::Attribute looms = Counting("loom_count");
  ASSERT_EQ(Put(looms), absl::OkStatus());
  ASSERT_EQ(Create(WithCondition("loom_count >= 2")), absl::OkStatus());
  // Whoever looks at this one fails.
  Overwrite("no message");
  (*looms.mutable_label()->mutable_text())["hi"] = "करघों की संख्या";
  (*looms.mutable_question()->mutable_text())["hi"] = "कितने करघे?";
  looms.set_changeable(true);
  looms.set_deprecated(true);
  EXPECT_EQ(Put(looms), absl::OkStatus());
  looms.add_former_names("looms");
  EXPECT_EQ(Put(looms).code(), absl::StatusCode::kInternal);
}

TEST_F(DictionaryChangeTest, ANewLabelIsReadAndItsReferencesStay) {
  ASSERT_EQ(PutDepartment("departments/other", ""), absl::OkStatus());
  ASSERT_EQ(Put(Counting("loom_count")), absl::OkStatus());
  v1::Attribute derived = Counting("loom_pairs");
  derived.set_derivation("loom_count / 2");
  ASSERT_EQ(Put(derived), absl::OkStatus());
  (*derived.mutable_label()->mutable_text())["en"] = "pairs of looms";
  derived.set_department("departments/other");
  ASSERT_EQ(Put(derived), absl::OkStatus());
  for (const char* used : {"departments/other", "attributes/loom_count"}) {
    const absl::Status refused =
        absl::string_view(used) == "departments/other"
            ? DeleteDepartment(used)
            : Delete<v1::DeleteAttributeRequest, v1::DeleteAttributeResponse>(
                  store_->attributes(), used);
    EXPECT_EQ(ReasonOf(refused), ERROR_REASON_RESOURCE_IN_USE) << used;
  }
}

TEST_F(DictionaryChangeTest, ARuleIsGuardedWhateverElseIsWrongWithItsVersion) {
  v1::Attribute looms = Counting("loom_count");
  looms.add_former_names("looms");
  ASSERT_EQ(Put(looms), absl::OkStatus());
  v1::SchemeVersion version = WithCondition("looms >= 2");
  ASSERT_EQ(Create(version), absl::OkStatus());
  // Today's checks would refuse it: it is without a citation.
  version.set_state(v1::SCHEME_VERSION_STATE_DRAFT);
  version.mutable_conditions(0)->clear_citations();
  Overwrite(version.SerializeAsString());
  looms.clear_former_names();
  EXPECT_EQ(ReasonOf(Put(looms)), ERROR_REASON_RESOURCE_IN_USE);
  // One that did not compile before stands in nobody's way.
  version.mutable_conditions(0)->set_expression("looms >= 2 && no_such_thing");
  Overwrite(version.SerializeAsString());
  EXPECT_EQ(Put(looms), absl::OkStatus());
}

TEST_F(DictionaryChangeTest, OnlyTheSameDepartmentTakesAnAttributeOver) {
  ASSERT_EQ(PutDepartment("departments/other", ""), absl::OkStatus());
  ASSERT_EQ(Put(Counting("loom_count")), absl::OkStatus());
  v1::Attribute taker = Counting("looms");
  taker.add_former_names("loom_count");
  for (const char* department : {"departments/other", ""}) {
    taker.set_department(department);
    const absl::Status refused = Put(taker);
    EXPECT_EQ(FirstField(refused), "attribute.former_names[0]");
    EXPECT_THAT(std::string(refused.message()),
                HasSubstr("belongs to departments/dc"));
  }
  // Once it is gone, its name is free.
  ASSERT_EQ((Delete<v1::DeleteAttributeRequest, v1::DeleteAttributeResponse>(
                store_->attributes(), "attributes/loom_count")),
            absl::OkStatus());
  EXPECT_EQ(Put(taker), absl::OkStatus());
}

TEST_F(DictionaryChangeTest, TheCatalogueHoldsABoundedNumberOfAttributes) {
  // Written past the methods, which would take a minute.
  Changelog::Options options;
  options.address = Address();
  options.store = "scheme_catalog";
  options.migrations = CatalogMigrations(store_->tables());
  const auto changelog = Changelog::Open(std::move(options), &clock_);
  ASSERT_TRUE(changelog.ok()) << changelog.status();
  ASSERT_EQ((*changelog)->Write([&](WriteTransaction& transaction) {
    for (int i = 0; i < kMaxOwnAttributes - 1; ++i) {
      const v1::Attribute attribute = Counting(absl::StrCat("a_", i));
      SANGAM_RETURN_IF_ERROR(store_->tables()
                                 .attributes
                                 .Put(transaction, attribute.name(),
                                      attribute.SerializeAsString(),
                                      {"ATTRIBUTE_ORIGIN_RECORDED"})
                                 .status());
    }
    return StoredDictionary(&store_->tables()).NoteChange(transaction);
  }),
            absl::OkStatus());
  ASSERT_EQ(Put(Counting("last")), absl::OkStatus());
  const absl::Status refused = Put(Counting("one_too_many"));
  EXPECT_EQ(FirstField(refused), "attribute.name");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("1,000"));
  // Renaming and changing add none.
  v1::Attribute renamed = Counting("renamed");
  renamed.add_former_names("last");
  EXPECT_EQ(Put(renamed), absl::OkStatus());
  renamed.add_former_names("first");
  EXPECT_EQ(Put(renamed), absl::OkStatus());
}

}  // namespace
}  // namespace sangam::scheme_catalog
