#include "services/matching/engine/near_miss_advice.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/rules/explanation.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"
#include "services/matching/index/reference_verdict.h"

namespace sangam::matching {
namespace {

constexpr char kNobody[] = "no value meets all conditions";

// What stands in the way of a group of 14 with 4 women, a company that earns by
// fees, three months of savings, and no books.
v1::Finding AdviceOn(const std::vector<std::string>& conditions) {
  std::string terms;
  for (const std::string& condition : conditions) {
    absl::StrAppend(&terms, "conditions { expression: '", condition, "' } ");
  }
  const auto response = AskAbout(SampleCatalog().Add("looms", terms), R"pb(
    kind: SUBJECT_KIND_SHG
    members: 14
    women_members: 4
    months_of_regular_savings: 3
    legal_form: LEGAL_FORM_COMPANY
    revenue_model: "FEES"
    books_up_to_date: false
    investment_paise: 500
  )pb");
  const v1::SchemeMatch match = MatchOf(response, "looms");
  EXPECT_EQ(match.verdict(), v1::VERDICT_NEAR_MISS);
  return match.near_miss();
}

std::string Told(const std::vector<std::string>& conditions) {
  const v1::Finding finding = AdviceOn(conditions);
  return absl::StrCat(finding.attribute(), ": ", finding.required(), "; ",
                      finding.distance(), "; ",
                      finding.has_distance_value()
                          ? absl::StrCat(finding.distance_value())
                          : "");
}

TEST(NearMissAdviceTest, TheNearestValueThatAllConditionsAccept) {
  EXPECT_EQ(Told({"members <= 12 || members >= 18", "members >= 15"}),
            "members: at least 18; 4 more; 4");
  EXPECT_EQ(Told({"members <= 12 || members >= 18", "members >= 10"}),
            "members: at most 12; 2 less; 2");
  EXPECT_EQ(Told({"members in [13, 20]", "members >= 15"}),
            "members: one of 13, 20; 6 more; 6");
}

TEST(NearMissAdviceTest, LeapsOverHoles) {
  EXPECT_EQ(Told({"members > 14 && members != 15"}),
            "members: more than 14; 2 more; 2");
  EXPECT_EQ(Told({"members > 14", "!(members in [15, 16, 18])"}),
            "members: more than 14; 3 more; 3");
}

TEST(NearMissAdviceTest, TellsTheWayWhereOneOfTwoWorks) {
  EXPECT_EQ(Told({"members != 14", "members >= 14"}),
            "members: not 14; 1 more; 1");
  EXPECT_EQ(Told({"members != 14", "members >= 5"}), "members: not 14; ; ");
  EXPECT_EQ(Told({"members in [12, 16]", "members != 16"}),
            "members: one of 12, 16; 2 less; 2");
}

TEST(NearMissAdviceTest, AnotherAttributeWhereTheFirstCannotDoIt) {
  EXPECT_EQ(Told({"(members >= 20 || women_members >= 5) && members <= 15"}),
            "women_members: at least 5; 1 more; 1");
  EXPECT_EQ(Told({"members >= 20 && members <= 15 || !books_up_to_date && "
                  "women_members < 0"}),
            absl::StrCat("members: at least 20; ", kNobody, "; "));
}

TEST(NearMissAdviceTest, MonthsOnlyGrow) {
  EXPECT_EQ(
      Told({"months_of_regular_savings in [2, 9]",
            "months_of_regular_savings != 9 || books_up_to_date"}),
      absl::StrCat("months_of_regular_savings: one of 2, 9; ", kNobody, "; "));
}

TEST(NearMissAdviceTest, TextsAreNamed) {
  EXPECT_EQ(Told({"legal_form in [\"TRUST\", \"SOCIETY\"]",
                  "legal_form in [\"PARTNERSHIP\", \"SOCIETY\"]"}),
            "legal_form: society; ; ");
  EXPECT_EQ(Told({"legal_form != \"COMPANY\"", "legal_form != \"TRUST\""}),
            "legal_form: none of company, trust; ; ");
  EXPECT_EQ(Told({"revenue_model != \"FEES\"", "revenue_model != \"RENT\""}),
            "revenue_model: none of fees, rent; ; ");
}

// More members are a smaller share of women among them.
TEST(NearMissAdviceTest, WhatIsDerivedOfAnAttributeGoesWithIt) {
  EXPECT_EQ(Told({"members >= 15", "women_member_share_bps >= 2500"}),
            "members: at least 15; 1 more; 1");
  EXPECT_EQ(Told({"members >= 17 || books_up_to_date",
                  "women_member_share_bps >= 2500"}),
            "books_up_to_date: yes; ; ");
}

// Which never comes to it, where another attribute does.
TEST(NearMissAdviceTest, WhatIsComputedMayNeverCome) {
  EXPECT_EQ(Told({"members % 5 == 7 || women_members >= 5"}),
            "women_members: at least 5; 1 more; 1");
}

TEST(NearMissAdviceTest, WhatIsComputedOfAnAttributeCountsToo) {
  EXPECT_EQ(Told({"members % 5 == 0", "members >= 15"}),
            "members: at least 15; 1 more; 1");
  EXPECT_EQ(Told({"members % 5 == 0", "members >= 16"}),
            "members: at least 16; 6 more; 6");
  EXPECT_EQ(Told({"members * 3 >= 48", "members != 16"}),
            "members: at least 48; 9 more; ");
  EXPECT_EQ(Told({"members * 3 >= 48"}), "members: at least 48; 6 more; ");
}

TEST(NearMissAdviceTest, MoneyIsToldInRupees) {
  EXPECT_EQ(Told({"investment_paise >= 800 || investment_paise <= 300",
                  "investment_paise >= 400"}),
            "investment_paise: at least ₹8; ₹3 more; 300");
}

// Rules over a few attributes, so that tests of one meet.
class Draws {
 public:
  explicit Draws(unsigned seed) : random_(seed) {}

  int Draw(int below) { return random_.Draw(below); }

  std::string Rule(int depth) {
    if (depth == 0 || Draw(4) == 0) return Test();
    switch (Draw(8)) {
      case 0:
        return absl::StrCat("!(", Rule(depth - 1), ")");
      case 1:
        return absl::StrCat("(", Rule(depth - 1), " ? ", Rule(depth - 1), " : ",
                            Rule(depth - 1), ")");
      case 2:
      case 3:
      case 4:
        return absl::StrCat("(", Rule(depth - 1), " || ", Rule(depth - 1), ")");
      default:
        return absl::StrCat("(", Rule(depth - 1), " && ", Rule(depth - 1), ")");
    }
  }

  type::v1::Profile Profile() {
    type::v1::Profile profile;
    if (Draw(8) != 0) profile.set_members(Draw(12));
    if (Draw(8) != 0) profile.set_weavers(Draw(12));
    if (Draw(8) != 0) profile.set_months_of_regular_savings(Draw(12));
    if (Draw(8) != 0) profile.set_books_up_to_date(Draw(2) == 0);
    if (Draw(8) != 0) profile.set_women_owned(Draw(2) == 0);
    if (Draw(8) != 0) {
      profile.set_legal_form(static_cast<type::v1::LegalForm>(1 + Draw(9)));
    }
    return profile;
  }

 private:
  std::string Test() {
    static constexpr const char* kNumbers[] = {"members", "members", "weavers",
                                               "months_of_regular_savings"};
    static constexpr const char* kSigns[] = {"<", "<=", ">", ">=", "==", "!="};
    static constexpr const char* kForms[] = {"TRUST", "SOCIETY", "COMPANY",
                                             "PARTNERSHIP"};
    const std::string number = kNumbers[Draw(4)];
    const auto form = [&] {
      return absl::StrCat("\\\"", kForms[Draw(4)], "\\\"");
    };
    switch (Draw(11)) {
      case 10:
        return absl::StrCat(kNumbers[Draw(3)], " % ", 2 + Draw(4),
                            " == ", Draw(3));
      case 0:
        return "books_up_to_date";
      case 1:
        return "women_owned";
      case 2:
        return absl::StrCat("legal_form ", Draw(2) == 0 ? "==" : "!=", " ",
                            form());
      case 3:
        return absl::StrCat("legal_form in [", form(), ", ", form(), "]");
      case 4:
        return absl::StrCat(number, " in [", Draw(12), ", ", Draw(12), "]");
      default:
        return absl::StrCat(number, " ", kSigns[Draw(6)], " ", Draw(12));
    }
  }

  rules::RandomRules random_;
};

// Everything that one attribute can come to be.
std::vector<type::v1::Profile> Changed(const type::v1::Profile& profile,
                                       const std::string& attribute) {
  std::vector<type::v1::Profile> all;
  const auto* field = profile.GetDescriptor()->FindFieldByName(attribute);
  const auto& reflection = *profile.GetReflection();
  const bool grows = attribute == "months_of_regular_savings";
  for (int value = 0; value < 20; ++value) {
    type::v1::Profile changed = profile;
    if (field->type() == google::protobuf::FieldDescriptor::TYPE_BOOL) {
      if (value > 1) break;
      reflection.SetBool(&changed, field, value == 1);
    } else if (field->type() == google::protobuf::FieldDescriptor::TYPE_ENUM) {
      if (value < 1 || value > 9) continue;
      reflection.SetEnumValue(&changed, field, value);
    } else {
      if (grows && value <= reflection.GetInt64(profile, field)) continue;
      reflection.SetInt64(&changed, field, value);
    }
    all.push_back(changed);
  }
  return all;
}

class Reference {
 public:
  explicit Reference(const CompiledVersion& version) : version_(version) {}

  bool Accepts(const type::v1::Profile& profile) const {
    const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1));
    return Decide(version_, subject, places_).verdict == v1::VERDICT_ELIGIBLE;
  }
  // What the changes of one attribute can do.
  std::vector<type::v1::Profile> Accepted(const type::v1::Profile& profile,
                                          const std::string& attribute) const {
    std::vector<type::v1::Profile> accepted;
    for (const auto& changed : Changed(profile, attribute)) {
      if (Accepts(changed)) accepted.push_back(changed);
    }
    return accepted;
  }

 private:
  const CompiledVersion& version_;
  const rules::SamplePlaces places_;
};

std::string ValueOf(const type::v1::Profile& profile,
                    const std::string& attribute) {
  const auto& dictionary = AttributeDictionary::BuiltIn();
  const AttributeInfo& info = *dictionary.Find(attribute);
  const SubjectView subject(profile, {}, absl::CivilDay(2024, 4, 1));
  return rules::AttributeText(info, subject, rules::Phrases("en"));
}

int64_t NumberOf(const type::v1::Profile& profile,
                 const std::string& attribute) {
  const auto* field = profile.GetDescriptor()->FindFieldByName(attribute);
  return profile.GetReflection()->GetInt64(profile, field);
}

// Whether the words name this value, or don't exclude it.
bool Allows(absl::string_view words, absl::string_view value) {
  // Lists are told without units.
  absl::ConsumeSuffix(&value, " months");
  absl::ConsumeSuffix(&value, " month");
  const bool excluded = absl::ConsumePrefix(&words, "none of ") ||
                        absl::ConsumePrefix(&words, "not ");
  absl::ConsumePrefix(&words, "one of ");
  absl::ConsumePrefix(&words, "exactly ");
  const std::set<std::string> named = absl::StrSplit(words, ", ");
  return (named.count(std::string(value)) > 0) != excluded;
}

// The advice on numbers names the nearest value that is accepted.
void ExpectNearest(const v1::Finding& told, const type::v1::Profile& profile,
                   const std::vector<type::v1::Profile>& accepted,
                   const Reference& reference) {
  const std::string& attribute = told.attribute();
  const int64_t actual = NumberOf(profile, attribute);
  int64_t nearest = 1'000;
  for (const auto& changed : accepted) {
    nearest =
        std::min(nearest, std::abs(NumberOf(changed, attribute) - actual));
  }
  if (told.has_distance_value()) {
    EXPECT_EQ(told.distance_value(), nearest);
    const int64_t advised = absl::EndsWith(told.distance(), "more")
                                ? actual + nearest
                                : actual - nearest;
    EXPECT_TRUE(
        std::any_of(accepted.begin(), accepted.end(), [&](const auto& changed) {
          return NumberOf(changed, attribute) == advised;
        }));
    return;
  }
  // Without a distance, what the words allow must do where it is nearest.
  for (const auto& changed : Changed(profile, attribute)) {
    if (!Allows(told.required(), ValueOf(changed, attribute))) continue;
    const int64_t far = std::abs(NumberOf(changed, attribute) - actual);
    EXPECT_GE(far, nearest);
    EXPECT_TRUE(far > nearest || reference.Accepts(changed))
        << changed.DebugString();
  }
}

bool HasRemainder(const CompiledVersion& version) {
  for (const auto& condition : version.version.conditions()) {
    if (absl::StrContains(condition.expression(), "%")) return true;
  }
  return false;
}

void ExpectSound(const v1::Finding& told, const type::v1::Profile& profile,
                 const CompiledVersion& version) {
  const Reference reference(version);
  if (told.distance() == kNobody) {
    for (const char* attribute :
         {"members", "weavers", "months_of_regular_savings", "legal_form",
          "books_up_to_date"}) {
      const auto* field = profile.GetDescriptor()->FindFieldByName(attribute);
      if (!profile.GetReflection()->HasField(profile, field)) continue;
      EXPECT_TRUE(reference.Accepted(profile, attribute).empty()) << attribute;
    }
    return;
  }
  const auto accepted = reference.Accepted(profile, told.attribute());
  // What is computed is told by what it comes to, and not told to be in vain.
  if (absl::StrContains(told.label(), "remainder") ||
      (accepted.empty() && HasRemainder(version))) {
    return;
  }
  ASSERT_FALSE(accepted.empty());
  if (told.attribute() == "legal_form" ||
      told.attribute() == "books_up_to_date") {
    int allowed = 0;
    for (const auto& changed : Changed(profile, told.attribute())) {
      if (!Allows(told.required(), ValueOf(changed, told.attribute()))) {
        continue;
      }
      ++allowed;
      EXPECT_TRUE(reference.Accepts(changed)) << changed.DebugString();
    }
    EXPECT_GT(allowed, 0);
    return;
  }
  ExpectNearest(told, profile, accepted, reference);
}

TEST(NearMissAdviceTest, WhatIsAdvisedMakesEligibleAndNothingNearerDoes) {
  Draws draws(5);
  int near_misses = 0;
  int in_vain = 0;
  for (int round = 0; round < 40; ++round) {
    SampleCatalog sample;
    for (int i = 0; i < 50; ++i) {
      std::string terms;
      for (int c = 1 + draws.Draw(2); c > 0; --c) terms += If(draws.Rule(3));
      sample.Add(absl::StrCat("s", i), terms);
    }
    const auto catalog = sample.Build();
    for (int i = 0; i < 10; ++i) {
      MatchSubject subject;
      subject.profile = draws.Profile();
      MatchQuery query = EveryVerdict();
      query.verdicts = {v1::VERDICT_NEAR_MISS};
      v1::MatchSchemesResponse response;
      Match(*catalog, subject, rules::SamplePlaces(), query, &response);
      for (const v1::SchemeMatch& match : response.matches()) {
        const auto& version =
            *catalog->Find(match.scheme())->versions.front().compiled;
        ExpectSound(match.near_miss(), subject.profile, version);
        ASSERT_FALSE(testing::Test::HasFailure())
            << version.version.DebugString() << subject.profile.DebugString()
            << match.near_miss().DebugString();
        ++near_misses;
        if (match.near_miss().distance() == kNobody) ++in_vain;
      }
    }
  }
  // The cases must be such that the comparison means something.
  EXPECT_GT(near_misses, 1'500);
  EXPECT_GT(in_vain, 50);
}

}  // namespace
}  // namespace sangam::matching
