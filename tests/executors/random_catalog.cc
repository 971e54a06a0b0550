#include "tests/executors/random_catalog.h"

#include <limits>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/clock/civil_date.h"
#include "common/subjects/child_path.h"
#include "services/matching/stale_facts.h"

namespace sangam::executors {
namespace {

using scheme_catalog::v1::SchemeVersion;

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr const char* kSigns[] = {"==", "!=", "<", "<=", ">", ">="};

}  // namespace

std::string RandomCatalog::Number() {
  switch (Draw(6)) {
    case 0:
      return absl::StrCat(kMost);
    case 1:
      return absl::StrCat(kLeast + 1);
    default:
      return absl::StrCat(8 + Draw(7));
  }
}

std::string RandomCatalog::Trap() {
  const std::string n = Number();
  const char* const sign = kSigns[Draw(6)];
  switch (Draw(17)) {
    case 0:
      return absl::StrCat("members >= ", n, " || members < ", n);
    case 1:
      return absl::StrCat("members >= ", n, " && members < ", n);
    case 2:
      return "'COIR' in sectors && 'JUTE' in sectors";
    case 3:
      return "'COIR' in sectors && !('JUTE' in sectors) || !has(sectors)";
    case 4:
      return absl::StrCat("!('COIR' in sectors) && !('JUTE' in sectors) && ",
                          "members ", sign, " ", n);
    case 5:
      return absl::StrCat("annual_turnover_paise ", sign, " ", n, " && looms ",
                          kSigns[Draw(6)], " ", Number());
    case 6:
      return absl::StrCat("members in [", n, ", ", Number(), ", 10, 11]");
    case 7:
      return absl::StrCat("age_months ", sign, " ", 12 * Draw(9),
                          " && months_of_regular_savings ", kSigns[Draw(6)],
                          " ", Draw(12));
    case 8:
      return "!received('schemes/a') && !received('schemes/b', 24)";
    case 9:
      return "received('schemes/a', 12) || !received('schemes/a', 36)";
    case 10: {
      // Distributed, it has 3 to the power of 5 conjuncts.
      std::string rule = "members >= 10";
      for (const char* name : {"weavers", "artisans", "looms", "members",
                               "annual_turnover_paise"}) {
        absl::StrAppend(&rule, " && (", name, " >= ", 8 + Draw(4),
                        " || women_owned || ", name, " == ", Draw(9), ")");
      }
      return rule;
    }
    case 11:
      return absl::StrCat(
          "has(members) && members ", sign, " ", n,
          " || !has(members) && has(dyes_yarn) == false && !dyes_yarn");
    case 12:
      return absl::StrCat("legal_form in ['TRUST', 'COMPANY'] && legal_form ",
                          kSigns[Draw(2)], " 'SOCIETY' && subject.kind in []");
    case 13:
      return absl::StrCat("formed_on in [date('2018-04-01'), ",
                          "date('2020-04-01')] || formed_on ", sign,
                          " date('2019-04-01')");
    case 14:
      return "has(place) && !place.within('places/lgd-block-100') && "
             "(nic.within('13') || !has(nic_codes) || '13' in nic_codes)";
    case 15:
      return absl::StrCat(
          "looms >= ", 10 + Draw(9),
          " ? subject.kind == 'SHG' : ", "dyes_yarn && members ", sign, " ", n);
    default:
      return absl::StrCat("(members >= 10 ? 'COIR' in sectors : members ", sign,
                          " ", n, ") && members != ", Number());
  }
}

std::string RandomCatalog::Condition(bool plain) {
  switch (Draw(plain ? 2 : 4)) {
    case 0:
      return Trap();
    case 1:
      return rules_.Rule(Draw(4));
    default:
      return rules_.FullRule(Draw(4));
  }
}

SchemeVersion RandomCatalog::Version(const std::string& scheme, int number) {
  SchemeVersion version;
  version.set_name(absl::StrCat(scheme, "/versions/", number));
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  const auto day = [this] {
    return ToDate(absl::CivilDay(2021 + Draw(5), 1 + Draw(12), 1));
  };
  if (Draw(2) == 0) *version.mutable_effective_from() = day();
  if (Draw(4) == 0) *version.mutable_effective_until() = day();
  if (number > 1 && Draw(3) == 0) {
    version.add_supersedes(absl::StrCat(scheme, "/versions/", number - 1));
  }
  // Rules that an index leaves to the reference evaluator would hide faults in
  // those beside them.
  const bool plain = Draw(2) == 0;
  const int conditions = Draw(plain ? 3 : 5);
  for (int i = 0; i < conditions; ++i) {
    auto* condition = version.add_conditions();
    condition->set_id(absl::StrCat("c", i));
    condition->set_expression(Draw(40) == 0 ? "members >=" : Condition(plain));
  }
  // Some without, which is a defect.
  version.set_open_to_all(Draw(2) == 0);
  return version;
}

matching::CatalogResources RandomCatalog::Catalog(int schemes) {
  matching::CatalogResources catalog;
  catalog.attributes = rules::SampleAttributes();
  catalog.parameters = rules::SampleParameters();
  catalog.place_sets = rules::SamplePlaceSets();
  for (int i = 0; i < schemes; ++i) {
    auto& scheme = catalog.schemes.emplace_back();
    scheme.set_name(absl::StrCat("schemes/s", ++names_));
    const int versions = 1 + (Draw(3) == 0 ? Draw(3) : 0);
    for (int v = 1; v <= versions; ++v) {
      catalog.versions.push_back(Version(scheme.name(), v));
    }
  }
  return catalog;
}

matching::CatalogResources RandomCatalog::Changed(
    matching::CatalogResources catalog) {
  for (int i = 0; i < 3 && !catalog.versions.empty(); ++i) {
    const int at = Draw(static_cast<int>(catalog.versions.size()));
    SchemeVersion& version = catalog.versions[at];
    const std::string name = version.name();
    if (Draw(3) == 0) {
      catalog.versions.erase(catalog.versions.begin() + at);
    } else {
      version = Version(name.substr(0, name.find("/versions/")), 1);
      version.set_name(name);
    }
  }
  if (Draw(3) == 0 && !catalog.schemes.empty()) {
    const int at = Draw(static_cast<int>(catalog.schemes.size()));
    if (Draw(2) == 0) {
      (*catalog.schemes[at].mutable_title()->mutable_text())["en"] = "another";
    } else {
      catalog.schemes.erase(catalog.schemes.begin() + at);
    }
  }
  if (Draw(5) == 0) return catalog;
  const auto more = Catalog(2);
  catalog.schemes.insert(catalog.schemes.end(), more.schemes.begin(),
                         more.schemes.end());
  catalog.versions.insert(catalog.versions.end(), more.versions.begin(),
                          more.versions.end());
  return catalog;
}

RandomSubject RandomCatalog::Subject(const PlaceDirectory& places) {
  RandomSubject subject;
  subject.profile = rules_.FullProfile();
  type::v1::Profile& profile = subject.profile;
  const auto rarely = [this] { return Draw(12) == 0; };
  if (rarely()) profile.set_members(Draw(2) == 0 ? kMost : kLeast);
  if (rarely()) {
    profile.set_annual_turnover_paise(Draw(2) == 0 ? kMost - 1 : kLeast + 1);
  }
  if (rarely()) (*profile.mutable_extra())["looms"].set_number(kMost);
  if (Draw(2) == 0) profile.set_weavers(8 + Draw(5));
  if (Draw(2) == 0) profile.set_artisans(8 + Draw(5));
  if (Draw(2) == 0) profile.set_months_of_regular_savings(Draw(14));
  if (rarely()) profile.set_age_months(12 * Draw(9));
  if (rarely()) profile.mutable_sectors()->add_values("COIR");
  if (rarely()) profile.mutable_nic_codes();
  if (rarely()) {
    auto* benefit = profile.add_received_benefits();
    benefit->set_scheme(Draw(2) == 0 ? "schemes/a" : "schemes/b");
    if (Draw(2) == 0) {
      *benefit->mutable_observed_on() = ToDate(absl::CivilDay(2023, 6, 1));
    }
  }
  // Mostly the whole chain; else what the profile says alone, or another.
  if (Draw(3) != 0) {
    subject.place_chain =
        places.ChainOf(profile.place()).value_or(PlaceChain());
  } else if (rarely()) {
    subject.place_chain.links = {
        {"places/elsewhere", type::v1::PLACE_KIND_BLOCK},
        {"places/lgd-state-1", type::v1::PLACE_KIND_STATE}};
  }
  subject.as_of = absl::CivilDay(2022 + Draw(4), 1 + Draw(12), 1);
  return subject;
}

void RandomCatalog::ForgetOldFacts(RandomSubject* subject) {
  google::protobuf::RepeatedPtrField<type::v1::FieldProvenance> observed;
  type::v1::FieldProvenance& old = *observed.Add();
  *old.mutable_provenance()->mutable_observed_on() =
      ToDate(subject->as_of - 100);
  for (const char* path :
       {"place", "profile.members", "profile.weavers", "profile.sectors.values",
        "profile.formed_on", "profile.extra[\"looms\"]"}) {
    if (Draw(4) == 0) old.add_fields(path);
    const int children = subject->profile.children().profiles_size();
    for (int i = 0; i < children; ++i) {
      if (Draw(2) == 0) continue;
      old.add_fields(ChildPathOf({static_cast<size_t>(i), path}));
    }
  }
  matching::MatchSubject aged{"", "", std::move(subject->profile),
                              std::move(subject->place_chain)};
  matching::ForgetStaleFacts(observed, subject->as_of, 1, &aged);
  subject->profile = std::move(aged.profile);
  subject->place_chain = std::move(aged.place_chain);
}

absl::optional<PlaceChain> MovedPlaces::ChainOf(absl::string_view place) const {
  auto chain = places_.ChainOf(place);
  if (!chain || !chain->Contains("places/lgd-district-10")) return chain;
  for (PlaceLink& link : chain->links) {
    if (link.kind == type::v1::PLACE_KIND_STATE) {
      link.place = "places/lgd-state-2";
    }
  }
  return chain;
}

}  // namespace sangam::executors
