#include "tests/bench/workload_protos.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "google/protobuf/descriptor.h"

namespace sangam::bench {
namespace {

using google::protobuf::FieldDescriptor;
using scheme_catalog::v1::SchemeVersion;

constexpr int kDepartments = 10;

std::string DepartmentName(int number) {
  return absl::StrCat("departments/department-", number % kDepartments);
}

void SetText(type::v1::LocalizedText* text, const std::string& en,
             const std::string& hi) {
  (*text->mutable_text())["en"] = en;
  (*text->mutable_text())["hi"] = hi;
}

std::string Quoted(const std::string& text) {
  return absl::StrCat("\"", text, "\"");
}

std::string ListOf(const WorkTest& test, const WorkAttribute& info) {
  std::vector<std::string> quoted;
  for (const int code : test.codes) {
    quoted.push_back(Quoted(info.shape == Shape::kPlace
                                ? PlaceName(test.level, code)
                                : info.codes[code]));
  }
  return absl::StrCat("[", absl::StrJoin(quoted, ", "), "]");
}

std::string Literal(const WorkAttribute& info, int64_t value) {
  if (info.shape != Shape::kDay) return absl::StrCat(value);
  return absl::StrCat("date(", Quoted(FormatDay(kFirstDay + value)), ")");
}

std::string TestText(const WorkTest& test) {
  const WorkAttribute& info = WorkAttributes()[test.attribute];
  switch (test.check) {
    case Check::kAtLeast:
      return absl::StrCat(info.name, " >= ", Literal(info, test.least));
    case Check::kAtMost:
      return absl::StrCat(info.name, " <= ", Literal(info, test.most));
    case Check::kBetween:
      return absl::StrCat(info.name, " >= ", Literal(info, test.least), " && ",
                          info.name, " <= ", Literal(info, test.most));
    case Check::kHolds:
      return info.name;
    case Check::kFails:
      return absl::StrCat("!", info.name);
    case Check::kOneOf:
      return absl::StrCat(info.name, " in ", ListOf(test, info));
    case Check::kSomeOf: {
      std::vector<std::string> some;
      for (const int code : test.codes) {
        some.push_back(
            absl::StrCat(Quoted(info.codes[code]), " in ", info.name));
      }
      return absl::StrJoin(some, " || ");
    }
    case Check::kWithin:
      return absl::StrCat("place.within(", ListOf(test, info), ")");
    case Check::kNotWithin:
      return absl::StrCat("!place.within(", ListOf(test, info), ")");
    case Check::kReceived:
      return absl::StrCat("received(", Quoted(info.codes[test.codes[0]]), ")");
    case Check::kNotReceived:
      return absl::StrCat("!received(", Quoted(info.codes[test.codes[0]]), ")");
  }
  return "";
}

void AddCitation(type::v1::Citation* citation, int paragraph) {
  citation->set_document("Guidelines of the scheme, as amended");
  citation->set_section(absl::StrCat("Paragraph ", paragraph));
  citation->set_restated("Who may apply, and on which terms.");
  citation->set_confidence(type::v1::CONFIDENCE_STATED_BY_SOURCE);
}

void AddConditions(const WorkScheme& scheme, SchemeVersion& version) {
  for (const WorkCondition& rule : scheme.conditions) {
    auto* condition = version.add_conditions();
    condition->set_id(absl::StrCat("condition-", version.conditions_size()));
    condition->set_expression(ToExpression(rule));
    SetText(condition->mutable_description(),
            absl::StrCat("What the guidelines ask of ",
                         WorkAttributes()[rule[0].attribute].name, "."),
            "दिशानिर्देशों की शर्त।");
    AddCitation(condition->add_citations(), version.conditions_size());
  }
}

void AddBenefits(int number, SchemeVersion& version) {
  auto* grant = version.add_benefits();
  grant->set_id("grant");
  grant->set_kind(scheme_catalog::v1::BENEFIT_KIND_GRANT);
  grant->set_description("A share of the project's cost, up to a limit.");
  auto* share = grant->mutable_amount()->mutable_share_of_cost();
  share->set_share_bps(1'000 + number % 7 * 1'000);
  share->set_cost_attribute("project_cost_paise");
  share->set_cap_paise(1'000'000 + int64_t{number % 900} * 100'000);
  auto* training = version.add_benefits();
  training->set_id("training");
  training->set_kind(scheme_catalog::v1::BENEFIT_KIND_TRAINING);
  training->set_description("Training of members at an institute.");
  training->mutable_training()->set_days(1 + number % 30);
}

void AddTerms(int number, SchemeVersion& version) {
  auto* rule = version.add_funding();
  rule->set_id("all");
  for (const auto party : {scheme_catalog::v1::FUNDING_PARTY_CENTRE,
                           scheme_catalog::v1::FUNDING_PARTY_STATE}) {
    auto* part = rule->add_shares();
    part->set_party(party);
    part->set_share_bps(
        party == scheme_catalog::v1::FUNDING_PARTY_CENTRE ? 6'000 : 4'000);
  }
  for (const char* document : {"resolution", "bank-passbook"}) {
    auto* required = version.add_documents();
    required->set_id(document);
    required->set_description("A copy, signed by the office bearers.");
  }
  auto* route = version.add_where_to_apply();
  route->set_description("At the block office.");
  route->set_department(DepartmentName(number));
  *version.mutable_window()->mutable_closes_on() =
      ToDate(kAsOf + (30 + number % 300));
}

const FieldDescriptor* FieldOf(const std::string& attribute) {
  return type::v1::Profile::descriptor()->FindFieldByName(
      attribute == "subject.kind" ? "kind" : attribute);
}

void SetCode(const WorkAttribute& info, const std::string& code,
             type::v1::Profile& profile) {
  const FieldDescriptor* field = FieldOf(info.name);
  const auto* reflection = profile.GetReflection();
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    reflection->SetString(&profile, field, code);
    return;
  }
  // "SUBJECT_KIND_SHG" of "SHG": the prefix is that of the first value.
  const auto* values = field->enum_type();
  std::string prefix = values->value(0)->name();
  prefix.resize(prefix.size() - std::string("UNSPECIFIED").size());
  reflection->SetEnum(&profile, field,
                      values->FindValueByName(absl::StrCat(prefix, code)));
}

void SetReceived(const WorkAttribute& info, const WorkValue& value,
                 type::v1::Profile& profile) {
  for (const int code : value.codes) {
    auto* benefit = profile.add_received_benefits();
    benefit->set_scheme(info.codes[code]);
    *benefit->mutable_received_on() = ToDate(absl::CivilDay(2024, 4, 1));
  }
  if (value.known) {
    *profile.mutable_received_benefits_complete_until() = ToDate(kAsOf);
  }
}

void SetPlace(const WorkValue& value, type::v1::Profile& profile) {
  if (value.block >= 0) {
    profile.set_place(PlaceName(PlaceLevel::kBlock, value.block));
  } else if (value.district >= 0) {
    profile.set_place(PlaceName(PlaceLevel::kDistrict, value.district));
  } else {
    profile.set_place(PlaceName(PlaceLevel::kState, value.state));
  }
}

}  // namespace

std::string ToExpression(const WorkCondition& condition) {
  std::vector<std::string> tests;
  for (const WorkTest& test : condition) tests.push_back(TestText(test));
  return absl::StrJoin(tests, " || ");
}

std::string SchemeName(int number) {
  return absl::StrCat("schemes/scheme-", number);
}

scheme_catalog::v1::Scheme ToScheme(const WorkScheme& scheme) {
  scheme_catalog::v1::Scheme message;
  message.set_name(SchemeName(scheme.number));
  SetText(message.mutable_title(),
          absl::StrCat("Scheme number ", scheme.number),
          absl::StrCat("योजना संख्या ", scheme.number));
  message.set_department(DepartmentName(scheme.number));
  return message;
}

SchemeVersion ToVersion(const WorkScheme& scheme) {
  SchemeVersion version;
  version.set_name(absl::StrCat(SchemeName(scheme.number), "/versions/1"));
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  *version.mutable_effective_from() = ToDate(absl::CivilDay(2020, 4, 1));
  AddConditions(scheme, version);
  AddBenefits(scheme.number, version);
  AddTerms(scheme.number, version);
  return version;
}

std::vector<scheme_catalog::v1::Department> AllDepartments() {
  std::vector<scheme_catalog::v1::Department> departments(kDepartments);
  for (int i = 0; i < kDepartments; ++i) {
    departments[i].set_name(DepartmentName(i));
    departments[i].set_title(absl::StrCat("Department number ", i));
  }
  return departments;
}

type::v1::Profile ToProfile(const WorkSubject& subject) {
  type::v1::Profile profile;
  const auto* reflection = profile.GetReflection();
  for (size_t i = 0; i < subject.size(); ++i) {
    const WorkAttribute& info = WorkAttributes()[i];
    const WorkValue& value = subject[i];
    if (info.shape == Shape::kReceived) SetReceived(info, value, profile);
    if (!value.known || info.shape == Shape::kReceived) continue;
    switch (info.shape) {
      case Shape::kNumber:
        reflection->SetInt64(&profile, FieldOf(info.name), value.number);
        break;
      case Shape::kTruth:
        reflection->SetBool(&profile, FieldOf(info.name), value.number != 0);
        break;
      case Shape::kDay:
        *profile.mutable_formed_on() = ToDate(kFirstDay + value.number);
        break;
      case Shape::kCode:
        SetCode(info, info.codes[value.number], profile);
        break;
      case Shape::kList: {
        auto* list = static_cast<type::v1::StringList*>(
            reflection->MutableMessage(&profile, FieldOf(info.name)));
        for (const int code : value.codes) list->add_values(info.codes[code]);
        break;
      }
      case Shape::kPlace:
        SetPlace(value, profile);
        break;
      case Shape::kReceived:
        break;
    }
  }
  return profile;
}

std::vector<registry::v1::Place> AllPlaces() {
  std::vector<registry::v1::Place> places;
  const auto add = [&places](PlaceLevel level, int number,
                             type::v1::PlaceKind kind) {
    registry::v1::Place& place = places.emplace_back();
    place.set_name(PlaceName(level, number));
    place.set_title(absl::StrCat("Place number ", number));
    place.set_kind(kind);
    return &place;
  };
  for (int i = 0; i < kStates; ++i) {
    add(PlaceLevel::kState, i, type::v1::PLACE_KIND_STATE);
  }
  for (int i = 0; i < kDistricts; ++i) {
    add(PlaceLevel::kDistrict, i, type::v1::PLACE_KIND_DISTRICT)
        ->set_revenue_parent(
            PlaceName(PlaceLevel::kState, i / kDistrictsOfState));
  }
  for (int i = 0; i < kBlocks; ++i) {
    add(PlaceLevel::kBlock, i, type::v1::PLACE_KIND_BLOCK)
        ->set_development_parent(
            PlaceName(PlaceLevel::kDistrict, i / kBlocksOfDistrict));
  }
  return places;
}

}  // namespace sangam::bench
