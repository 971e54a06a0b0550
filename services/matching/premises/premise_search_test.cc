#include "services/matching/premises/premise_search.h"

#include <deque>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"
#include "services/matching/engine/question_context.h"
#include "services/matching/premises/premise_compiler.h"

namespace sangam::matching {
namespace {

constexpr absl::CivilDay kToday(2024, 4, 1);

// Rules about one applicant of whom no more is known than a profile says.
class Premised {
 public:
  explicit Premised(const std::string& profile = "") {
    SampleCatalog sample;
    sample.resources().attributes = rules::SampleAttributes();
    sample.resources().place_sets = rules::SamplePlaceSets();
    catalog_ = sample.Build();
    subject_.profile = FromText<type::v1::Profile>(profile);
    context_ = std::make_unique<QuestionContext>(*catalog_, subject_, places_,
                                                 kToday, "en");
  }

  PremiseAnswer Ask(const std::vector<std::string>& texts,
                    int64_t steps = kMostPremiseSteps,
                    const std::set<std::string>& changed = {}) {
    std::deque<PremiseFormula> formulas;
    std::vector<const PremiseFormula*> all;
    for (const std::string& text : texts) {
      const auto rule = Rule::Compile(text, context_->match().dictionary);
      EXPECT_TRUE(rule.ok()) << text << ": " << rule.status();
      if (!rule.ok()) return {};
      rules_.push_back(*rule);
      const PremiseCompiler compiler(context_->match(), 0, changed, &tests_);
      formulas.push_back(compiler.Compile(rules_.back().root()));
      all.push_back(&formulas.back());
    }
    const auto known = [&](int, const std::string& name) {
      const int64_t* number = context_->match().Number(name);
      return number == nullptr ? absl::nullopt
                               : absl::optional<int64_t>(*number);
    };
    return CanHoldTogether(tests_, all, known, steps);
  }

  Possibility Of(const std::vector<std::string>& texts) {
    return Ask(texts).possibility;
  }

 private:
  const rules::SamplePlaces places_;
  std::shared_ptr<const CatalogSnapshot> catalog_;
  MatchSubject subject_;
  std::unique_ptr<QuestionContext> context_;
  std::deque<Rule> rules_;
  PremiseTests tests_;
};

using Texts = std::vector<std::string>;

void ExpectAll(const std::vector<Texts>& cases, Possibility expected,
               const std::string& profile = "") {
  for (const Texts& texts : cases) {
    EXPECT_EQ(Premised(profile).Of(texts), expected)
        << texts.front() << " ... " << texts.back();
  }
}

TEST(PremiseSearchTest, OfTwoPlacesOneLiesInTheOther) {
  const std::string in = "place.within('places/lgd-";
  ExpectAll(
      {{in + "state-1')", in + "state-2')"},
       {in + "block-100')", in + "state-2')"},
       {in + "block-100')", in + "district-11')"},
       {in + "district-10')", in + "block-101') && " + in + "block-110')"},
       {"!" + in + "state-1')", in + "block-100')"},
       {"place.within('placeSets/hills')", in + "district-11')"},
       {"place.within(['placeSets/hills', 'places/lgd-state-2'])",
        in + "district-11')"}},
      Possibility::kImpossible);
  ExpectAll({{in + "block-100')", in + "state-1')"},
             {"!" + in + "block-100')", in + "state-1')"},
             {"place.within(['placeSets/hills', 'places/lgd-state-2'])",
              in + "district-20')"},
             {"place.within('placeSets/hills')", in + "block-101')"}},
            Possibility::kPossible);
  const std::string known = "place: 'places/lgd-district-10'";
  ExpectAll({{in + "block-100')", in + "block-101')"}},
            Possibility::kImpossible, known);
  ExpectAll({{in + "block-100')", "!" + in + "block-101')"}},
            Possibility::kPossible, known);
}

TEST(PremiseSearchTest, WhereNotAllPlacesAreKnownItIsLeftOpen) {
  ExpectAll(
      {{"place.within('placeSets/partial')",
        "place.within('places/lgd-state-2')"},
       {"place.within('places/nowhere')", "place.within('places/lgd-state-2')"},
       {"!place.within('placeSets/partial')",
        "place.within('places/lgd-state-2')"}},
      Possibility::kUndecided);
  ExpectAll({{"place.within('placeSets/partial')"},
             {"place.within('placeSets/partial')",
              "place.within('places/lgd-state-1')"},
             {"place.within('placeSets/partial')", "members > 5"}},
            Possibility::kPossible);
}

TEST(PremiseSearchTest, PartsAreNoMoreThanTheirWholes) {
  ExpectAll(
      {{"women_members >= 8", "members <= 5"},
       {"women_member_share_bps >= 8000", "women_members == 0"},
       {"women_member_share_bps >= 8000", "women_members < 4", "members >= 10"},
       {"women_member_share_bps == 3333", "members == 10"},
       {"sc_members >= 4", "st_members >= 4", "members < 8"},
       {"members_aged_18_to_50 > 10", "members_aged_18_or_more < 5"},
       {"looms_per_member >= 2", "looms < 10", "members >= 6"},
       {"weavers * 2 > artisans + 20", "artisans < 10"},
       {"women_members * 10000 / members >= 8000",
        "women_member_share_bps < 8000"},
       {"poor_member_share_bps > 9000 ? members > 20 : members > 30",
        "members < 15"}},
      Possibility::kImpossible);
  ExpectAll(
      {{"women_members >= 8", "members <= 8"},
       {"women_member_share_bps >= 8000", "women_members < 9", "members >= 10"},
       {"women_member_share_bps == 3333", "members >= 10"},
       {"members_aged_15_to_35 > 10", "members < 5"},
       {"looms_per_member >= 2", "looms < 12", "members >= 5"},
       {"members * 2 > women_members", "members * 2 <= looms"}},
      Possibility::kPossible);
  // What is known bounds what is not.
  ExpectAll({{"women_members >= 8"}}, Possibility::kImpossible, "members: 5");
  ExpectAll({{"women_members >= 4", "sc_members > 2"}}, Possibility::kPossible,
            "members: 5");
}

TEST(PremiseSearchTest, AgesGoByTheDayOfFormation) {
  ExpectAll({{"age_months >= 12", "formed_on > date('2023-04-01')"},
             {"months_since(formed_on) >= 24", "age_months < 24"},
             {"formed_on > date('2024-04-01')", "age_months >= 0"}},
            Possibility::kImpossible);
  ExpectAll({{"age_months >= 12", "formed_on >= date('2023-04-01')"},
             {"months_since(formed_on) >= 24", "age_months <= 24"}},
            Possibility::kPossible);
  ExpectAll({{"formed_on > date('2023-04-01')"}}, Possibility::kImpossible,
            "age_months: 12");
}

TEST(PremiseSearchTest, OneOrTheOtherIsLookedThrough) {
  ExpectAll(
      {{"udyam_registered || women_owned", "!udyam_registered && !women_owned"},
       {"members >= 10 || artisans >= 5", "members < 10", "artisans < 5"},
       {"udyam_registered ? members > 5 : members > 9", "members <= 5"},
       {"udyam_registered == women_owned", "udyam_registered", "!women_owned"},
       {"(members < 5 || members > 20) && (members > 10 || members < 2)",
        "members >= 2", "members <= 20"},
       {"legal_form in ['TRUST', 'SOCIETY']", "legal_form != 'TRUST'",
        "!(legal_form in ['SOCIETY', 'COMPANY'])"}},
      Possibility::kImpossible);
  ExpectAll({{"udyam_registered || women_owned", "!udyam_registered"},
             {"members >= 10 || artisans >= 5", "members < 10", "artisans < 6"},
             {"legal_form in ['TRUST', 'SOCIETY']", "legal_form != 'TRUST'"}},
            Possibility::kPossible);
}

TEST(PremiseSearchTest, BenefitsAndIndustriesIncludeEachOther) {
  ExpectAll(
      {{"received('schemes/x', 12)", "!received('schemes/x')"},
       {"received('schemes/x', 12)", "!received('schemes/x', 24)"},
       {"nic.within('131')", "!nic.within('13')"},
       {"nic.within(['131', '14'])", "!nic.within('13')", "!nic.within('14')"}},
      Possibility::kImpossible);
  ExpectAll({{"received('schemes/x', 24)", "!received('schemes/x', 12)"},
             {"received('schemes/x')", "!received('schemes/y')"},
             {"nic.within('13')", "!nic.within('131')"},
             {"nic.within('13')", "nic.within('14')"}},
            Possibility::kPossible);
}

TEST(PremiseSearchTest, WhatIsNotLookedIntoIsLeftOpenBesideItsLike) {
  const std::string big = "children.exists(c, c.members > 20)";
  const std::string small = "children.all(c, c.members < 5)";
  const PremiseAnswer answer = Premised().Ask({"members > 5", big, small});
  EXPECT_EQ(answer.possibility, Possibility::kUndecided);
  EXPECT_EQ(answer.unchecked, (std::set<int>{1, 2}));
  ExpectAll(
      {{big, "!(" + big + ")"}, {"sectors.size() > 3", "sectors.size() < 2"}},
      Possibility::kImpossible);
  ExpectAll({{big, "members > 5"},
             {"members % 2 == 0"},
             {"members % 2 == 0 && udyam_registered"},
             {big + " || udyam_registered", small}},
            Possibility::kPossible);
  // One formula may say too much by itself, too.
  ExpectAll({{"sectors.size() < 1", "'COIR' in sectors"},
             {"members % 2 == 0", "members == 3"},
             {big + " && " + small},
             {"members % 2 == 0 && members == 3"},
             {"members % 2 > members"}},
            Possibility::kUndecided);
}

TEST(PremiseSearchTest, WhatMayChangeIsNotKnown) {
  const std::string ten = "members: 10 women_members: 4";
  const Texts more = {"members >= 12", "women_member_share_bps < 3500"};
  EXPECT_EQ(Premised(ten).Of(more), Possibility::kImpossible);
  EXPECT_EQ(
      Premised(ten)
          .Ask(more, kMostPremiseSteps, {"members", "women_member_share_bps"})
          .possibility,
      Possibility::kPossible);
}

// Each of some numbers is 0 or 2, and all together are odd: one way after the
// other fails.
TEST(PremiseSearchTest, StopsWhenItsStepsAreUsedUp) {
  const std::vector<std::string> names = {"artisans",       "households",
                                          "member_shgs",    "member_vos",
                                          "allied_incomes", "npa_bps"};
  Texts rules;
  std::string sum = "0";
  for (const std::string& name : names) {
    rules.push_back(absl::StrCat(name, " == 0 || ", name, " == 2"));
    absl::StrAppend(&sum, " + ", name);
  }
  rules.push_back(absl::StrCat(sum, " == 7"));
  const PremiseAnswer answer = Premised().Ask(rules, 500);
  EXPECT_EQ(answer.possibility, Possibility::kUndecided);
  EXPECT_EQ(answer.unchecked.size(), rules.size());
  EXPECT_EQ(Premised().Of(rules), Possibility::kImpossible);
}

// All applicants of a small world, as the evaluator sees them.
class SmallWorld {
 public:
  SmallWorld() {
    for (int members = 0; members <= 3; ++members) {
      for (int women = 0; women <= members; ++women) {
        for (const auto form :
             {type::v1::LEGAL_FORM_TRUST, type::v1::LEGAL_FORM_SOCIETY}) {
          for (const bool registered : {false, true}) {
            type::v1::Profile profile;
            profile.set_members(members);
            profile.set_women_members(women);
            profile.set_legal_form(form);
            profile.set_udyam_registered(registered);
            AddPlaces(profile);
          }
        }
      }
    }
  }

  static Texts Bounds() {
    return {"members <= 3", "legal_form in ['TRUST', 'SOCIETY']"};
  }

  bool HasAny(const Texts& texts) const {
    std::vector<Rule> rules;
    for (const std::string& text : texts) {
      rules.push_back(*Rule::Compile(text, AttributeDictionary::BuiltIn()));
    }
    for (const SubjectView& subject : subjects_) {
      bool all = true;
      for (const Rule& rule : rules) {
        all = all && rule.Evaluate(subject, places_) == Truth::kTrue;
      }
      if (all) return true;
    }
    return false;
  }

 private:
  // Each block, and others of which no rule speaks.
  void AddPlaces(const type::v1::Profile& profile) {
    for (int s = 1; s <= 3; ++s) {
      for (int d = 0; d < (s == 3 ? 1 : 3); ++d) {
        for (int b = 0; b < (d == 2 || s == 3 ? 1 : 3); ++b) {
          const int district = s * 10 + d;
          PlaceChain chain;
          chain.links = {{absl::StrCat("places/lgd-block-", district * 10 + b),
                          type::v1::PLACE_KIND_BLOCK},
                         {absl::StrCat("places/lgd-district-", district),
                          type::v1::PLACE_KIND_DISTRICT},
                         {absl::StrCat("places/lgd-state-", s),
                          type::v1::PLACE_KIND_STATE},
                         {"places/india", type::v1::PLACE_KIND_COUNTRY}};
          subjects_.emplace_back(profile, chain, kToday);
        }
      }
    }
  }

  const rules::SamplePlaces places_;
  std::vector<SubjectView> subjects_;
};

std::string DrawTest(rules::RandomRules& random) {
  const int number = random.Draw(5);
  static constexpr const char* kSigns[] = {"<", "<=", ">", ">=", "==", "!="};
  const std::string compared =
      absl::StrCat(" ", kSigns[random.Draw(6)], " ", number);
  switch (random.Draw(9)) {
    case 0:
      return absl::StrCat("members", compared);
    case 1:
      return absl::StrCat("women_members", compared);
    case 2:
      return absl::StrCat("women_member_share_bps", compared, "333");
    case 3:
      return absl::StrCat("members * 2 - women_members", compared);
    case 4:
      return absl::StrCat("women_members * 3 / members", compared);
    case 5:
      return "udyam_registered";
    case 6:
      return absl::StrCat("legal_form == '",
                          random.Draw(2) == 0 ? "TRUST" : "SOCIETY", "'");
    case 7:
      return absl::StrCat("place.within('places/lgd-state-", random.Draw(2) + 1,
                          "')");
    default:
      break;
  }
  const int district = random.Draw(2) * 10 + 10 + random.Draw(2);
  if (random.Draw(2) == 0) {
    return absl::StrCat("place.within('places/lgd-district-", district, "')");
  }
  return absl::StrCat("place.within(['places/lgd-block-",
                      district * 10 + random.Draw(2), "', 'places/lgd-block-",
                      100 + random.Draw(2), "'])");
}

std::string DrawRule(rules::RandomRules& random, int depth) {
  if (depth == 0) return DrawTest(random);
  const auto part = [&] { return DrawRule(random, depth - 1); };
  switch (random.Draw(5)) {
    case 0:
      return absl::StrCat("!(", part(), ")");
    case 1:
      return absl::StrCat("(", part(), ") && (", part(), ")");
    case 2:
    case 3:
      return absl::StrCat("(", part(), ") || (", part(), ")");
    default:
      return absl::StrCat("(", part(), ") ? (", part(), ") : (", part(), ")");
  }
}

TEST(PremiseSearchTest, EqualsTryingAllApplicantsOfASmallWorld) {
  const SmallWorld world;
  Premised premised;
  rules::RandomRules random(77);
  int impossible = 0;
  for (int round = 0; round < 1'000; ++round) {
    Texts texts = SmallWorld::Bounds();
    const int rules = 2 + random.Draw(4);
    for (int r = 0; r < rules; ++r) texts.push_back(DrawRule(random, r % 3));
    const bool any = world.HasAny(texts);
    impossible += any ? 0 : 1;
    ASSERT_EQ(premised.Of(texts),
              any ? Possibility::kPossible : Possibility::kImpossible)
        << "round " << round << ": " << absl::StrJoin(texts, " | ");
  }
  EXPECT_GT(impossible, 200);
  EXPECT_LT(impossible, 800);
}

}  // namespace
}  // namespace sangam::matching
