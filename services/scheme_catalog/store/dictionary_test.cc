// Attributes, parameters, place sets and readiness rules in the store, and what
// they mean for stored rules.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "services/scheme_catalog/store/catalog_store_fixture.h"

namespace sangam::scheme_catalog {
namespace {

using type::v1::ERROR_REASON_INVALID_EXPRESSION;
using type::v1::ERROR_REASON_RESOURCE_IN_USE;

constexpr char kVersion[] = "schemes/loom-aid/versions/a";

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

class DictionaryTest : public CatalogStoreFixture {
 protected:
  absl::Status PutAttribute(const v1::Attribute& attribute,
                            const std::vector<std::string>& mask = {}) {
    v1::UpdateAttributeRequest request;
    *request.mutable_attribute() = attribute;
    request.set_allow_missing(true);
    for (const std::string& path : mask) {
      request.mutable_update_mask()->add_paths(path);
    }
    v1::UpdateAttributeResponse response;
    return store_->attribute_methods().Update(request, &response);
  }
  v1::Attribute GetAttribute(const std::string& name) {
    v1::GetAttributeRequest request;
    request.set_name(name);
    v1::GetAttributeResponse response;
    EXPECT_EQ(store_->attributes().Get(request, &response), absl::OkStatus());
    return response.attribute();
  }
  absl::Status DeleteAttribute(const std::string& name) {
    return Delete<v1::DeleteAttributeRequest, v1::DeleteAttributeResponse>(
        store_->attributes(), name);
  }
  absl::Status PutParameter(const v1::Parameter& parameter) {
    v1::UpdateParameterRequest request;
    *request.mutable_parameter() = parameter;
    request.set_allow_missing(true);
    v1::UpdateParameterResponse response;
    return store_->parameters().Update(request, &response);
  }
  absl::Status PutPlaceSet(const v1::PlaceSet& set) {
    v1::UpdatePlaceSetRequest request;
    *request.mutable_place_set() = set;
    request.set_allow_missing(true);
    v1::UpdatePlaceSetResponse response;
    return store_->place_sets().Update(request, &response);
  }
  absl::Status PutReadinessRule(const std::string& expression) {
    v1::UpdateReadinessRuleRequest request;
    request.set_allow_missing(true);
    *request.mutable_readiness_rule() = Parse<v1::ReadinessRule>(R"pb(
      name: "readinessRules/vo"
      title { text { key: "en" value: "Village organisations" } }
      department: "departments/dc"
      subject_kind: SUBJECT_KIND_VO
      norms {
        id: "eight-shgs"
        force: NORM_FORCE_REQUIRED
        description { text { key: "en" value: "Eight groups" } }
        citations { document: "Guidelines" }
      })pb");
    request.mutable_readiness_rule()->mutable_norms(0)->set_expression(
        expression);
    v1::UpdateReadinessRuleResponse response;
    return store_->readiness_rules().Update(request, &response);
  }

  static v1::Attribute Looms() {
    return Parse<v1::Attribute>(R"pb(
      name: "attributes/loom_count"
      type: ATTRIBUTE_TYPE_NUMBER
      unit: ATTRIBUTE_UNIT_COUNT
      label { text { key: "en" value: "number of looms" } }
      question { text { key: "en" value: "How many looms?" } }
      department: "departments/dc")pb");
  }
  static v1::Attribute DoubledLooms() {
    v1::Attribute attribute = Looms();
    attribute.set_name("attributes/loom_count_doubled");
    attribute.set_derivation("loom_count * 2");
    return attribute;
  }
  static v1::Parameter Limit() {
    return Parse<v1::Parameter>(R"pb(
      name: "parameters/loom-limit"
      title { text { key: "en" value: "Most looms" } }
      type: ATTRIBUTE_TYPE_NUMBER
      unit: ATTRIBUTE_UNIT_COUNT
      values {
        value { number: 5 }
        citations { document: "Order" }
      })pb");
  }
  static v1::PlaceSet Hills() {
    return Parse<v1::PlaceSet>(R"pb(
      name: "placeSets/hills"
      title { text { key: "en" value: "Hills" } }
      members { place: "places/lgd-state-17" })pb");
  }
  static v1::SchemeVersion WithCondition(const std::string& expression) {
    v1::SchemeVersion version = Version(kVersion, 2013, 0);
    version.set_open_to_all(false);
    *version.add_conditions() =
        Parse<v1::Condition>(
            R"pb(
              id: "looms"
              description { text { key: "en" value: "Looms" } }
              citations {
                document: "Guidelines"
                confidence: CONFIDENCE_VERIFIED
              })pb");
    version.mutable_conditions(0)->set_expression(expression);
    return version;
  }
};

TEST_F(DictionaryTest, BuiltInAttributesAreRowsFromTheFirstOpening) {
  const v1::Attribute members = GetAttribute("attributes/members");
  EXPECT_EQ(members.origin(), v1::ATTRIBUTE_ORIGIN_BUILT_IN);
  EXPECT_EQ(members.source_field(), "sangam.type.v1.Profile.members");
  v1::ListAttributesRequest request;
  request.set_page_size(1000);
  v1::ListAttributesResponse before;
  ASSERT_EQ(store_->attributes().List(request, &before), absl::OkStatus());
  EXPECT_EQ(before.attributes_size(),
            static_cast<int>(AttributeDictionary::BuiltIn().all().size()));
  Open();
  v1::ListAttributesResponse after;
  ASSERT_EQ(store_->attributes().List(request, &after), absl::OkStatus());
  // The same token: the second opening took no revision.
  EXPECT_EQ(after.token(), before.token());
}

TEST_F(DictionaryTest, BuiltInAttributesTakeAdditionsThatOutliveARestart) {
  v1::Attribute members = GetAttribute("attributes/members");
  (*members.mutable_label()->mutable_text())["kha"] = "ki dkhot";
  members.add_former_names("member_count");
  members.set_deprecated(true);
  members.set_replaced_by("attributes/women_members");
  ASSERT_EQ(PutAttribute(members), absl::OkStatus());
  ASSERT_EQ(Create(WithCondition("member_count >= 10")), absl::OkStatus());
  Open();
  const v1::Attribute reread = GetAttribute("attributes/members");
  EXPECT_EQ(reread.label().text().at("kha"), "ki dkhot");
  EXPECT_TRUE(reread.deprecated());
  EXPECT_EQ(reread.former_names_size(), 1);
  EXPECT_EQ(DeleteAttribute("attributes/members").code(),
            absl::StatusCode::kFailedPrecondition);
  v1::Attribute changed = reread;
  changed.set_unit(type::v1::ATTRIBUTE_UNIT_PAISE);
  EXPECT_EQ(FirstField(PutAttribute(changed)), "attribute.unit");
  changed = reread;
  (*changed.mutable_label()->mutable_text())["en"] = "heads";
  EXPECT_EQ(FirstField(PutAttribute(changed)), "attribute.label");
  // A rule uses the former name, so it stays.
  changed = reread;
  changed.clear_former_names();
  EXPECT_EQ(ReasonOf(PutAttribute(changed)), ERROR_REASON_RESOURCE_IN_USE);
}

TEST_F(DictionaryTest, ARuleKnowsAnAttributeFromItsCreationOn) {
  EXPECT_EQ(ReasonOf(Create(WithCondition("loom_count >= 2"))),
            ERROR_REASON_INVALID_EXPRESSION);
  ASSERT_EQ(PutAttribute(Looms()), absl::OkStatus());
  EXPECT_EQ(GetAttribute("attributes/loom_count").origin(),
            v1::ATTRIBUTE_ORIGIN_RECORDED);
  ASSERT_EQ(Create(WithCondition("loom_count >= 2")), absl::OkStatus());
  EXPECT_EQ(ReasonOf(DeleteAttribute("attributes/loom_count")),
            ERROR_REASON_RESOURCE_IN_USE);
  EXPECT_EQ(ReasonOf(DeleteDepartment("departments/dc")),
            ERROR_REASON_RESOURCE_IN_USE);
  ASSERT_EQ(DeleteVersion(kVersion), absl::OkStatus());
  ASSERT_EQ(DeleteAttribute("attributes/loom_count"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Create(WithCondition("loom_count >= 2"))),
            ERROR_REASON_INVALID_EXPRESSION);
}

TEST_F(DictionaryTest, ARefusedAttributeLeavesNoWordBehind) {
  v1::Attribute broken = Looms();
  broken.set_derivation("no_such_thing + 1");
  const absl::Status refused = PutAttribute(broken);
  ASSERT_EQ(FieldViolationsOf(refused).size(), 1u) << refused;
  EXPECT_EQ(FieldViolationsOf(refused)[0].field, "attribute.derivation");
  EXPECT_EQ(FieldViolationsOf(refused)[0].description,
            "line 1, column 1: unknown attribute `no_such_thing`");
  // The revision of the refused write is taken by another one.
  ASSERT_EQ(PutDepartment("departments/x", ""), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Create(WithCondition("loom_count >= 2"))),
            ERROR_REASON_INVALID_EXPRESSION);
}

TEST_F(DictionaryTest, TypeUnitAndAbsenceNeverChange) {
  ASSERT_EQ(PutAttribute(Looms()), absl::OkStatus());
  v1::Attribute changed = Looms();
  changed.set_unit(type::v1::ATTRIBUTE_UNIT_PAISE);
  EXPECT_EQ(FirstField(PutAttribute(changed)), "attribute.unit");
  changed = Looms();
  changed.set_type(v1::ATTRIBUTE_TYPE_TEXT);
  changed.clear_unit();
  EXPECT_EQ(FirstField(PutAttribute(changed)), "attribute.type");
}

TEST_F(DictionaryTest, DerivationsReadOneAnotherButNotThemselves) {
  EXPECT_EQ(FirstField(PutAttribute(DoubledLooms())), "attribute.derivation");
  ASSERT_EQ(PutAttribute(Looms()), absl::OkStatus());
  ASSERT_EQ(PutAttribute(DoubledLooms()), absl::OkStatus());
  EXPECT_EQ(GetAttribute("attributes/loom_count_doubled").origin(),
            v1::ATTRIBUTE_ORIGIN_DERIVED);
  EXPECT_EQ(ReasonOf(DeleteAttribute("attributes/loom_count")),
            ERROR_REASON_RESOURCE_IN_USE);
  v1::Attribute circle = Looms();
  circle.set_derivation("loom_count_doubled + 1");
  EXPECT_EQ(FirstField(PutAttribute(circle)), "attribute.derivation");
  ASSERT_EQ(Create(WithCondition("loom_count_doubled >= 4")), absl::OkStatus());
  v1::Attribute other = DoubledLooms();
  other.set_derivation("loom_count + loom_count");
  ASSERT_EQ(PutAttribute(other), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  EXPECT_EQ(FirstField(PutAttribute(DoubledLooms())), "attribute.derivation");
}

TEST_F(DictionaryTest, RenamingMovesRulesAlong) {
  ASSERT_EQ(PutAttribute(Looms()), absl::OkStatus());
  ASSERT_EQ(Create(WithCondition("loom_count >= 2")), absl::OkStatus());
  ASSERT_EQ(Publish(kVersion), absl::OkStatus());
  v1::Attribute renamed = Looms();
  renamed.set_name("attributes/looms");
  renamed.add_former_names("loom_count");
  v1::Attribute other_unit = renamed;
  other_unit.set_unit(type::v1::ATTRIBUTE_UNIT_MONTHS);
  EXPECT_EQ(FirstField(PutAttribute(other_unit)), "attribute.former_names[0]");
  ASSERT_EQ(PutAttribute(renamed), absl::OkStatus());
  v1::GetAttributeRequest request;
  request.set_name("attributes/loom_count");
  v1::GetAttributeResponse response;
  EXPECT_EQ(store_->attributes().Get(request, &response).code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(DeleteAttribute("attributes/looms")),
            ERROR_REASON_RESOURCE_IN_USE);
  EXPECT_TRUE(Update(WithCondition("loom_count >= 2")).ok());
  v1::Attribute forgetful = renamed;
  forgetful.clear_former_names();
  EXPECT_EQ(ReasonOf(PutAttribute(forgetful)), ERROR_REASON_RESOURCE_IN_USE);
  // No other attribute takes a name that a rule still knows.
  EXPECT_FALSE(PutAttribute(Looms()).ok());
}

TEST_F(DictionaryTest, ParametersAndPlaceSetsStayWhileRulesReadThem) {
  const std::string expression =
      "members <= parameter(\"parameters/loom-limit\") &&"
      " place.within(\"placeSets/hills\")";
  EXPECT_EQ(ReasonOf(Create(WithCondition(expression))),
            ERROR_REASON_INVALID_EXPRESSION);
  ASSERT_EQ(PutParameter(Limit()), absl::OkStatus());
  ASSERT_EQ(PutPlaceSet(Hills()), absl::OkStatus());
  ASSERT_EQ(Create(WithCondition(expression)), absl::OkStatus());
  const auto remove_parameter = [this] {
    return Delete<v1::DeleteParameterRequest, v1::DeleteParameterResponse>(
        store_->parameters(), "parameters/loom-limit");
  };
  const auto remove_set = [this] {
    return Delete<v1::DeletePlaceSetRequest, v1::DeletePlaceSetResponse>(
        store_->place_sets(), "placeSets/hills");
  };
  EXPECT_EQ(ReasonOf(remove_parameter()), ERROR_REASON_RESOURCE_IN_USE);
  EXPECT_EQ(ReasonOf(remove_set()), ERROR_REASON_RESOURCE_IN_USE);
  v1::Parameter changed = Limit();
  changed.set_unit(type::v1::ATTRIBUTE_UNIT_MONTHS);
  EXPECT_EQ(FirstField(PutParameter(changed)), "parameter.unit");
  changed = Limit();
  changed.mutable_values(0)->mutable_value()->set_number(7);
  EXPECT_EQ(PutParameter(changed), absl::OkStatus());
  ASSERT_EQ(DeleteVersion(kVersion), absl::OkStatus());
  EXPECT_EQ(remove_parameter(), absl::OkStatus());
  EXPECT_EQ(remove_set(), absl::OkStatus());
}

TEST_F(DictionaryTest, ReadinessRulesAreCheckedAndCountAsUse) {
  EXPECT_EQ(FirstField(PutReadinessRule("loom_count >= 8")),
            "readiness_rule.norms[0].expression");
  ASSERT_EQ(PutAttribute(Looms()), absl::OkStatus());
  ASSERT_EQ(PutReadinessRule("loom_count >= 8"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(DeleteAttribute("attributes/loom_count")),
            ERROR_REASON_RESOURCE_IN_USE);
  v1::Attribute renamed = Looms();
  renamed.add_former_names("looms");
  ASSERT_EQ(PutAttribute(renamed), absl::OkStatus());
  ASSERT_EQ(PutReadinessRule("looms >= 8"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(PutAttribute(Looms())), ERROR_REASON_RESOURCE_IN_USE);
}

TEST_F(DictionaryTest, AWriteOfAVersionDoesNotBuildTheDictionaryAnew) {
  Changelog::Options options;
  options.address = Address();
  options.store = "scheme_catalog";
  options.migrations = CatalogMigrations(store_->tables());
  const auto changelog = Changelog::Open(std::move(options), &clock_);
  ASSERT_TRUE(changelog.ok()) << changelog.status();
  const StoredDictionary dictionary(&store_->tables());
  std::shared_ptr<const BuiltDictionary> first;
  std::shared_ptr<const BuiltDictionary> second;
  const auto get = [&](std::shared_ptr<const BuiltDictionary>* built) {
    return (*changelog)->Read([&](Snapshot& snapshot) -> absl::Status {
      SANGAM_ASSIGN_OR_RETURN(*built, dictionary.Get(snapshot));
      return absl::OkStatus();
    });
  };
  ASSERT_EQ(get(&first), absl::OkStatus());
  ASSERT_EQ(Create(Version(kVersion, 2013, 0)), absl::OkStatus());
  ASSERT_EQ(get(&second), absl::OkStatus());
  EXPECT_EQ(first, second);
  ASSERT_EQ(PutAttribute(Looms()), absl::OkStatus());
  ASSERT_EQ(get(&second), absl::OkStatus());
  EXPECT_NE(first, second);
}

}  // namespace
}  // namespace sangam::scheme_catalog
