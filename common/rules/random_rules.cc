#include "common/rules/random_rules.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

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
  static constexpr const char* kTexts[] = {"",
                                           "SHG",
                                           "\"quoted\" \\ back",
                                           "line\nbreak\ttab",
                                           "स्वयं सहायता",
                                           "'single' `tick`",
                                           "\x01\x7f"};
  Expression node;
  switch (Draw(depth > 0 ? 7 : 5)) {
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
    default:
      node.kind = Kind::kCall;
      node.text = kNames[Draw(4)];
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
  switch (depth > 0 ? Draw(6) : 5) {
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
    default:
      return Operand(depth);
  }
  for (int i = 0; i < children; ++i) node.children.push_back(Tree(depth - 1));
  return node;
}

}  // namespace sangam::rules
