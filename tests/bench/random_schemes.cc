#include "tests/bench/random_schemes.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace sangam::bench {
namespace {

using scheme_catalog::v1::SchemeVersion;

const std::vector<std::string>& Kinds() {
  static const auto* const kKinds =
      new std::vector<std::string>{"SHG",     "VO",          "CLF",
                                   "BLF",     "ENTERPRISE",  "PRODUCER_GROUP",
                                   "CLUSTER", "COOPERATIVE", "PRODUCER_COMPANY",
                                   "JLG"};
  return *kKinds;
}

const std::vector<std::string>& Sectors() {
  static const auto* const kSectors = new std::vector<std::string>{
      "HANDLOOM",        "HANDICRAFT", "COIR",      "JUTE",     "SERICULTURE",
      "FOOD_PROCESSING", "DAIRY",      "FISHERIES", "SERVICES", "TRADE"};
  return *kSectors;
}

std::vector<std::string> States() {
  std::vector<std::string> states;
  for (int code = 1; code <= 37; ++code) {
    states.push_back(absl::StrCat("places/lgd-state-", code));
  }
  return states;
}

}  // namespace

std::string RandomSchemes::Some(const std::vector<std::string>& of, int count) {
  const int first = Draw(static_cast<int>(of.size()));
  std::vector<std::string> quoted;
  for (int i = 0; i < count; ++i) {
    quoted.push_back(absl::StrCat("\"", of[(first + i * 3) % of.size()], "\""));
  }
  return absl::StrJoin(quoted, ", ");
}

std::string RandomSchemes::Applicant() {
  return absl::StrCat("subject.kind in [", Some(Kinds(), 2 + Draw(4)), "]");
}

std::string RandomSchemes::Place() {
  switch (Draw(3)) {
    case 0:
      return absl::StrCat("place.within(", Some(States(), 1), ")");
    case 1:
      return absl::StrCat("place.within([", Some(States(), 8), "])");
    default:
      return absl::StrCat("location_type == \"RURAL\" && !place.within([",
                          Some(States(), 4), "])");
  }
}

std::string RandomSchemes::Size() {
  switch (Draw(3)) {
    case 0:
      return absl::StrCat("members >= ", 5 + Draw(15),
                          " && poor_member_share_bps >= ", 5000 + Draw(4000));
    case 1:
      return absl::StrCat("artisans >= ", 10 + Draw(500),
                          " || weavers >= ", 5 + Draw(100));
    default:
      return absl::StrCat("members <= ", 20 + Draw(10),
                          " && (members >= ", 10 + Draw(5),
                          " || (members >= ", 5 + Draw(4),
                          " && \"DIFFICULT_AREA\" in area_designations))");
  }
}

std::string RandomSchemes::Work() {
  std::vector<std::string> tests;
  const int first = Draw(static_cast<int>(Sectors().size()));
  for (int i = 0, count = 1 + Draw(4); i < count; ++i) {
    tests.push_back(absl::StrCat(
        "\"", Sectors()[(first + i) % Sectors().size()], "\" in sectors"));
  }
  return absl::StrJoin(tests, " || ");
}

std::string RandomSchemes::Money() {
  // Each expression of its own: the sum counts up with the schemes.
  const int64_t sum = 10000000 + int64_t{drawn_} * 100;
  if (Draw(2) == 0) {
    return absl::StrCat("annual_turnover_paise >= ", sum,
                        " && annual_turnover_paise <= ", sum * 5);
  }
  return absl::StrCat("project_cost_paise <= ", sum * 10,
                      " || (investment_paise < ", sum, " && women_owned)");
}

std::string RandomSchemes::History() {
  return absl::StrCat("!received(\"schemes/scheme-", Draw(10000),
                      "\") && !received(\"schemes/", "scheme-", Draw(10000),
                      "\", ", 12 * (1 + Draw(5)), ")");
}

std::string RandomSchemes::Readiness() {
  return absl::StrCat(
      "panchasutra_followed && !bank_default && age_months >= ", 3 + Draw(24),
      " && formed_on < date(\"", 2015 + Draw(10), "-04-01\")");
}

SchemeVersion RandomSchemes::Next() {
  SchemeVersion version;
  version.set_name(absl::StrCat("schemes/scheme-", drawn_, "/versions/1"));
  for (const std::string& expression :
       {Applicant(), Size(), Money(), Draw(2) == 0 ? Work() : History(),
        Draw(2) == 0 ? Place() : Readiness()}) {
    auto* condition = version.add_conditions();
    condition->set_id(absl::StrCat("condition-", version.conditions_size()));
    condition->set_expression(expression);
    (*condition->mutable_description()->mutable_text())["en"] =
        "What must hold, in the words of the order.";
    auto* citation = condition->add_citations();
    citation->set_document("Guidelines of the scheme, as amended");
    citation->set_section(absl::StrCat("Paragraph ", 1 + Draw(40)));
    citation->set_restated("Who may apply, and on which terms.");
  }
  auto* grant = version.add_benefits();
  grant->set_id("grant");
  grant->set_description("A grant on the project's cost, with a cap.");
  auto* extra = version.add_benefits();
  extra->set_id("top-up");
  extra->set_description("More for what is harder to reach.");
  extra->set_condition(absl::StrCat(Applicant(), " && ", Money()));
  for (int i = 0, rules = 2 + Draw(2); i < rules; ++i) {
    auto* rule = version.add_funding();
    rule->set_id(absl::StrCat("rule-", i));
    // The last rule holds for all others.
    if (i + 1 < rules)
      rule->set_condition(absl::StrCat(Place(), " && ", Size()));
    for (const int share : {6000, 4000}) {
      auto* part = rule->add_shares();
      part->set_party(share == 6000 ? scheme_catalog::v1::FUNDING_PARTY_CENTRE
                                    : scheme_catalog::v1::FUNDING_PARTY_STATE);
      part->set_share_bps(share);
    }
  }
  ++drawn_;
  return version;
}

std::vector<std::string> ExpressionsOf(const SchemeVersion& version) {
  std::vector<std::string> expressions;
  for (const auto& condition : version.conditions()) {
    expressions.push_back(condition.expression());
  }
  for (const auto& benefit : version.benefits()) {
    if (!benefit.condition().empty())
      expressions.push_back(benefit.condition());
  }
  for (const auto& rule : version.funding()) {
    if (!rule.condition().empty()) expressions.push_back(rule.condition());
  }
  return expressions;
}

}  // namespace sangam::bench
