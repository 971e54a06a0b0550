#include "common/rules/random_rules.h"

#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/text_format.h"

namespace sangam::rules {
namespace {

using Kind = Expression::Kind;

google::type::Date YearStart(int year) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(4);
  date.set_day(1);
  return date;
}

constexpr const char* kPlaces[] = {
    "places/lgd-state-1",     "places/lgd-state-2",   "places/lgd-district-10",
    "places/lgd-district-20", "places/lgd-block-100", "places/lgd-block-200",
    "places/lgd-block-999"};

}  // namespace

SamplePlaces::SamplePlaces() {
  const PlaceLink country = {"places/india", type::v1::PLACE_KIND_COUNTRY};
  for (int s = 1; s <= 2; ++s) {
    const PlaceLink state = {absl::StrCat("places/lgd-state-", s),
                             type::v1::PLACE_KIND_STATE};
    chains_[state.place] = {{state, country}};
    for (int d = 0; d < 2; ++d) {
      const PlaceLink district = {
          absl::StrCat("places/lgd-district-", s * 10 + d),
          type::v1::PLACE_KIND_DISTRICT};
      chains_[district.place] = {{district, state, country}};
      for (int b = 0; b < 2; ++b) {
        const PlaceLink block = {
            absl::StrCat("places/lgd-block-", s * 100 + d * 10 + b),
            type::v1::PLACE_KIND_BLOCK};
        chains_[block.place] = {{block, district, state, country}};
      }
    }
  }
}

absl::optional<PlaceChain> SamplePlaces::ChainOf(
    absl::string_view place) const {
  const auto found = chains_.find(place);
  if (found == chains_.end()) return absl::nullopt;
  return found->second;
}

std::string SamplePlaces::TitleOf(absl::string_view place) const {
  return absl::ConsumePrefix(&place, "places/lgd-state-")
             ? absl::StrCat("State ", place)
             : "";
}

namespace {

template <typename Message>
Message FromText(const char* text) {
  Message message;
  // A mistake here shows in every test that uses the sample.
  google::protobuf::TextFormat::ParseFromString(text, &message);
  return message;
}

}  // namespace

std::vector<scheme_catalog::v1::Parameter> SampleParameters() {
  using scheme_catalog::v1::Parameter;
  return {
      FromText<Parameter>(R"pb(
        name: "parameters/least-members"
        type: ATTRIBUTE_TYPE_NUMBER
        unit: ATTRIBUTE_UNIT_COUNT
        title { text { key: "en" value: "smallest group" } }
        values {
          effective_until { year: 2023 month: 12 day: 31 }
          value { number: 10 }
        }
        values {
          effective_from { year: 2024 month: 1 day: 1 }
          value { number: 12 }
        })pb"),
      FromText<Parameter>(R"pb(
        name: "parameters/ended"
        type: ATTRIBUTE_TYPE_NUMBER
        values {
          effective_until { year: 2023 month: 3 day: 31 }
          value { number: 5 }
        })pb"),
      FromText<Parameter>(R"pb(
        name: "parameters/cut-off"
        type: ATTRIBUTE_TYPE_DATE
        values { value { date { year: 2020 month: 4 day: 1 } } })pb"),
      FromText<Parameter>(R"pb(
        name: "parameters/legal-forms"
        type: ATTRIBUTE_TYPE_LIST
        values { value { list { values: "TRUST" values: "SOCIETY" } } })pb"),
  };
}

std::vector<scheme_catalog::v1::PlaceSet> SamplePlaceSets() {
  using scheme_catalog::v1::PlaceSet;
  return {
      FromText<PlaceSet>(R"pb(
        name: "placeSets/hills"
        title { text { key: "en" value: "hill areas" } }
        members { place: "places/lgd-district-10" }
        members {
          place: "places/lgd-state-2"
          effective_until { year: 2023 month: 12 day: 31 }
        })pb"),
      FromText<PlaceSet>(R"pb(
        name: "placeSets/partial"
        incomplete: true
        members { place: "places/lgd-block-100" })pb"),
  };
}

std::vector<scheme_catalog::v1::Attribute> SampleAttributes() {
  using scheme_catalog::v1::Attribute;
  return {
      FromText<Attribute>(R"pb(
        name: "attributes/looms"
        type: ATTRIBUTE_TYPE_NUMBER
        unit: ATTRIBUTE_UNIT_COUNT
        changeable: true
        former_names: "loom_count"
        label { text { key: "en" value: "looms" } })pb"),
      FromText<Attribute>(R"pb(
        name: "attributes/dyes_yarn"
        type: ATTRIBUTE_TYPE_TRUTH
        absence: ATTRIBUTE_ABSENCE_FALSE
        label { text { key: "en" value: "dyes yarn" } })pb"),
      FromText<Attribute>(R"pb(
        name: "attributes/looms_per_member"
        type: ATTRIBUTE_TYPE_NUMBER
        unit: ATTRIBUTE_UNIT_COUNT
        derivation: "looms / members"
        label { text { key: "en" value: "looms per member" } })pb"),
      FromText<Attribute>(R"pb(
        name: "attributes/well_equipped"
        type: ATTRIBUTE_TYPE_TRUTH
        derivation: "looms_per_member >= 2"
        label { text { key: "en" value: "well equipped" } })pb"),
      FromText<Attribute>(R"pb(
        name: "attributes/large_children"
        type: ATTRIBUTE_TYPE_NUMBER
        derivation: "children.filter(c, c.members >= 10).size()"
        label { text { key: "en" value: "large groups under it" } })pb"),
  };
}

namespace {

const BuiltDictionary& SampleBuild() {
  static const BuiltDictionary* const kBuilt =
      new BuiltDictionary(AttributeDictionary::Build(
          SampleAttributes(), SampleParameters(), SamplePlaceSets()));
  return *kBuilt;
}

}  // namespace

const AttributeDictionary& SampleDictionary() {
  return *SampleBuild().dictionary;
}

const DatedReferences& SampleReferences() {
  static const DatedReferences* const kReferences =
      new DatedReferences(SampleParameters(), SamplePlaceSets());
  return *kReferences;
}

std::string RandomRules::Number(int depth) {
  static constexpr const char* kSigns[] = {"+", "-", "*", "/", "%"};
  switch (Draw(depth > 0 ? 11 : 8)) {
    case 0:
      return absl::StrCat(Draw(12));
    case 1:
    case 2:
      return "members";
    case 3:
      return "looms";
    case 4:
      return "sectors.size()";
    case 5:
      return absl::StrCat("children.filter(c, ", ChildTest(), ").size()");
    case 6:
      return Draw(2) == 0 ? "months_since(formed_on)" : "age_years(formed_on)";
    case 7:
      return Draw(2) == 0 ? "parameter('parameters/least-members')"
                          : "looms_per_member";
    case 8:
      return absl::StrCat("-(", Number(depth - 1), ")");
    case 9:
      return absl::StrCat("(", FullTest(0), " ? ", Number(depth - 1), " : ",
                          Number(depth - 1), ")");
    default:
      return absl::StrCat("(", Number(depth - 1), " ", kSigns[Draw(5)], " ",
                          Number(depth - 1), ")");
  }
}

std::string RandomRules::ChildTest() {
  switch (Draw(6)) {
    case 0:
      return absl::StrCat("c.members >= ", 9 + Draw(4));
    case 1:
      return "c.subject.kind == 'SHG'";
    case 2:
      return absl::StrCat("c.place.within('", kPlaces[Draw(7)], "')");
    case 3:
      return "'COIR' in c.sectors";
    case 4:
      return "c.members > members || c.women_owned";
    default:
      return absl::StrCat("12 / (c.members - ", 9 + Draw(4), ") > 2");
  }
}

std::string RandomRules::FullTest(int depth) {
  static constexpr const char* kSigns[] = {"==", "!=", "<", "<=", ">", ">="};
  switch (Draw(12)) {
    case 0:
    case 1:
      return absl::StrCat(Number(depth), " ", kSigns[Draw(6)], " ",
                          Number(depth));
    case 2:
      return absl::StrCat("children.exists(c, ", ChildTest(), ")");
    case 3:
      return absl::StrCat("children.all(c, ", ChildTest(), ")");
    case 4:
      return absl::StrCat("children.exists_one(c, ", ChildTest(), ")");
    case 5:
      return Draw(2) == 0 ? "nic.within('13')" : "nic.within(['C', '011'])";
    case 6:
      return Draw(2) == 0 ? "place.within('placeSets/hills')"
                          : "place.within('placeSets/partial')";
    case 7:
      return Draw(2) == 0 ? "sectors.exists(s, s.startsWith('CO'))"
                          : "sectors.all(s, s == 'COIR' || members > 9)";
    case 8:
      return Draw(2) == 0 ? "legal_form in parameter('parameters/legal-forms')"
                          : "formed_on < parameter('parameters/cut-off')";
    case 9:
      return Draw(2) == 0 ? "well_equipped" : "dyes_yarn";
    case 10:
      return Draw(2) == 0 ? "members >= parameter('parameters/ended')"
                          : "legal_form + 'X' == 'TRUSTX'";
    default:
      return Test(false);
  }
}

std::string RandomRules::FullRule(int depth) {
  if (depth == 0 || Draw(4) == 0) return FullTest(2);
  switch (Draw(5)) {
    case 0:
      return absl::StrCat("!(", FullRule(depth - 1), ")");
    case 1:
      return absl::StrCat("(", FullRule(depth - 1), " ? ", FullRule(depth - 1),
                          " : ", FullRule(depth - 1), ")");
    default:
      return absl::StrCat("(", FullRule(depth - 1),
                          Draw(2) == 0 ? " && " : " || ", FullRule(depth - 1),
                          ")");
  }
}

type::v1::Profile RandomRules::FullProfile() {
  type::v1::Profile profile = Profile();
  const auto given = [this] { return Draw(3) != 0; };
  if (given()) {
    static constexpr const char* kCodes[] = {"13", "131", "C", "01", "0112"};
    profile.mutable_nic_codes()->add_values(kCodes[Draw(5)]);
  }
  if (given()) (*profile.mutable_extra())["looms"].set_number(Draw(30));
  if (given()) (*profile.mutable_extra())["dyes_yarn"].set_truth(Draw(2) == 0);
  if (given()) {
    auto* children = profile.mutable_children();
    children->set_complete(given());
    for (int more = Draw(4); more > 0; --more) {
      *children->add_profiles() = Profile();
    }
  }
  return profile;
}

std::string RandomRules::Test(bool only_attributes) {
  static constexpr const char* kSigns[] = {"==", "!=", "<", "<=", ">", ">="};
  const int year = 2018 + Draw(5);
  switch (Draw(only_attributes ? 7 : 10)) {
    case 0:
      return absl::StrCat("members ", kSigns[Draw(6)], " ", 9 + Draw(4));
    case 1:
      return absl::StrCat(9 + Draw(4), " ", kSigns[Draw(6)],
                          " annual_turnover_paise");
    case 2:
      return absl::StrCat("subject.kind in [\"SHG\", \"",
                          Draw(2) == 0 ? "VO" : "CLF", "\"]");
    case 3:
      return absl::StrCat("\"", Draw(2) == 0 ? "COIR" : "JUTE",
                          "\" in sectors");
    case 4:
      return Draw(2) == 0 ? "panchasutra_followed" : "women_owned == true";
    case 5:
      return absl::StrCat("formed_on ", kSigns[Draw(6)], " date(\"", year,
                          "-04-01\")");
    case 6:
      return absl::StrCat("legal_form ", kSigns[Draw(2)], " \"TRUST\"");
    case 7:
      return absl::StrCat("has(", Draw(2) == 0 ? "members" : "sectors", ")");
    case 8:
      return absl::StrCat("place.within(\"", kPlaces[Draw(7)], "\")");
    default:
      return Draw(2) == 0 ? "received(\"schemes/a\")"
                          : "received(\"schemes/a\", 12)";
  }
}

std::string RandomRules::Rule(int depth, bool only_attributes) {
  if (depth == 0 || Draw(4) == 0) {
    if (Draw(20) == 0) return Draw(2) == 0 ? "true" : "false";
    return Test(only_attributes);
  }
  if (Draw(4) == 0) {
    return absl::StrCat("!(", Rule(depth - 1, only_attributes), ")");
  }
  const char* sign = Draw(2) == 0 ? " && " : " || ";
  std::string rule = absl::StrCat("(", Rule(depth - 1, only_attributes));
  for (int more = 1 + Draw(2); more > 0; --more) {
    absl::StrAppend(&rule, sign, Rule(depth - 1, only_attributes));
  }
  return rule + ")";
}

type::v1::Profile RandomRules::Profile() {
  type::v1::Profile profile;
  const auto given = [this] { return Draw(3) != 0; };
  if (given()) profile.set_members(8 + Draw(6));
  if (given()) profile.set_annual_turnover_paise(8 + Draw(6));
  if (given()) {
    profile.set_kind(static_cast<type::v1::SubjectKind>(1 + Draw(4)));
  }
  if (given()) {
    auto* sectors = profile.mutable_sectors();
    if (Draw(2) == 0) sectors->add_values("COIR");
    if (Draw(2) == 0) sectors->add_values("JUTE");
  }
  if (given()) profile.set_panchasutra_followed(Draw(2) == 0);
  if (given()) profile.set_women_owned(Draw(2) == 0);
  if (given()) *profile.mutable_formed_on() = YearStart(2017 + Draw(7));
  if (given()) {
    profile.set_legal_form(Draw(2) == 0 ? type::v1::LEGAL_FORM_TRUST
                                        : type::v1::LEGAL_FORM_SOCIETY);
  }
  if (given()) profile.set_place(kPlaces[Draw(7)]);
  if (given()) {
    auto* benefit = profile.add_received_benefits();
    benefit->set_scheme(Draw(2) == 0 ? "schemes/a" : "schemes/b");
    if (given()) *benefit->mutable_received_on() = YearStart(2022 + Draw(5));
    if (given()) *benefit->mutable_observed_on() = YearStart(2022 + Draw(5));
  }
  if (given()) {
    *profile.mutable_received_benefits_complete_until() =
        YearStart(2023 + Draw(3));
  }
  return profile;
}

Expression RandomRules::Operand(int depth) {
  static constexpr const char* kNames[] = {"a", "subject.kind", "_x9",
                                           "place.within"};
  static constexpr const char* kFunctions[] = {"has", "size", "inr", "_f1"};
  static constexpr const char* kTexts[] = {"",
                                           "SHG",
                                           "\"quoted\" \\ back",
                                           "line\nbreak\ttab",
                                           "स्वयं सहायता",
                                           "'single' `tick`",
                                           "\x01\x7f"};
  Expression node;
  switch (Draw(depth > 0 ? 8 : 5)) {
    case 0:
      node.kind = Kind::kNumber;
      node.number = Draw(3) == 0 ? std::numeric_limits<int64_t>::min()
                                 : int64_t{Draw(2000)} - 1000;
      return node;
    case 1:
      node.kind = Kind::kText;
      node.text = kTexts[Draw(7)];
      return node;
    case 2:
      node.kind = Kind::kTruth;
      node.truth = Draw(2) == 0;
      return node;
    case 3:
    case 4:
      node.kind = Kind::kName;
      node.text = kNames[Draw(4)];
      return node;
    case 5:
      node.kind = Kind::kList;
      break;
    case 6:
      node.kind = Kind::kCall;
      node.text = kFunctions[Draw(4)];
      break;
    default:
      node.kind = Kind::kMethod;
      node.text = kFunctions[Draw(4)];
      node.children.push_back(Tree(depth - 1));
      break;
  }
  for (int more = Draw(4); more > 0; --more) {
    node.children.push_back(Tree(depth - 1));
  }
  return node;
}

Expression RandomRules::Tree(int depth) {
  Expression node;
  int children = 2;
  switch (depth > 0 ? Draw(9) : 8) {
    case 0:
      node.kind = Kind::kNot;
      children = 1;
      break;
    case 1:
      node.kind = Kind::kAnd;
      children = 2 + Draw(3);
      break;
    case 2:
      node.kind = Kind::kOr;
      children = 2 + Draw(3);
      break;
    case 3:
      node.kind = Kind::kCompare;
      node.comparison = static_cast<Comparison>(Draw(6));
      break;
    case 4:
      node.kind = Kind::kIn;
      break;
    case 5:
      node.kind = Kind::kArithmetic;
      node.arithmetic = static_cast<Arithmetic>(Draw(5));
      break;
    case 6:
      node.kind = Kind::kNegate;
      children = 1;
      break;
    case 7:
      node.kind = Kind::kConditional;
      children = 3;
      break;
    default:
      return Operand(depth);
  }
  for (int i = 0; i < children; ++i) node.children.push_back(Tree(depth - 1));
  return node;
}

}  // namespace sangam::rules
