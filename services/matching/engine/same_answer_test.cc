// However an answer is reckoned, it is the same.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/random_rules.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/matching/engine/answers_for_test.h"
#include "services/matching/engine/batch_matcher.h"
#include "services/matching/engine/benefit_estimate.h"
#include "services/matching/engine/grant_bound.h"
#include "services/matching/engine/indexed_catalog.h"
#include "services/matching/engine/question_context.h"

namespace sangam::matching {
namespace {

using rules::RandomRules;

std::string RandomAmount(RandomRules& random, int depth = 1) {
  const std::string cap = random.Draw(2) == 0
                              ? ""
                              : absl::StrCat("cap_paise: ", random.Draw(2'000));
  switch (random.Draw(depth > 0 ? 8 : 6)) {
    case 0:
      return absl::StrCat("fixed { max_paise: ", random.Draw(1'500), " }");
    case 1:
      return absl::StrCat("per_unit { count_attribute: 'members' paise_each: ",
                          random.Draw(90), " ", cap, " }");
    case 2:
      return absl::StrCat(
          "share_of_cost { cost_attribute: 'members' share_bps: 900000 ", cap,
          " }");
    case 3:
      return absl::StrCat("unit_lots { lots { units: ", random.Draw(9),
                          " paise_each: ", random.Draw(200), " } }");
    case 4:
      return absl::StrCat(
          "slabs { measure_attribute: 'weavers' mode: SLAB_MODE_WHOLE_AMOUNT "
          "slabs { up_to: 9 fixed_paise: 700 } slabs { paise_each: 30 } ",
          cap, " }");
    case 5:
      return "computed { expression: 'members * 25' }";
    case 6:
      return absl::StrCat("lesser_of { amounts { ", RandomAmount(random, 0),
                          " } amounts { ", RandomAmount(random, 0), " } }");
    default:
      return "";
  }
}

std::string RandomBenefit(RandomRules& random) {
  static constexpr const char* kKinds[] = {"GRANT", "GRANT", "IN_KIND", "LOAN"};
  const std::string condition =
      random.Draw(3) == 0 ? "condition: 'weavers > 5' " : "";
  const std::string worth =
      random.Draw(5) == 0
          ? absl::StrCat("in_kind { units: ", random.Draw(9),
                         " paise_each: ", random.Draw(200), " }")
          : absl::StrCat("amount { ", RandomAmount(random), " }");
  return absl::StrCat("benefits { id: 'b", random.Draw(1'000),
                      "' kind: BENEFIT_KIND_", kKinds[random.Draw(4)], " ",
                      condition, worth, " } ");
}

SampleCatalog RandomCatalog(RandomRules& random, int schemes) {
  SampleCatalog sample;
  for (int i = 0; i < schemes; ++i) {
    std::string terms;
    for (int more = random.Draw(3); more > 0; --more) {
      terms += RandomBenefit(random);
    }
    if (random.Draw(4) == 0) {
      terms +=
          absl::StrCat("relations { kind: SCHEME_RELATION_KIND_",
                       random.Draw(2) == 0 ? "EXCLUDES" : "CONVERGES_WITH",
                       " scheme: 'schemes/s", random.Draw(schemes), "' } ");
    }
    if (random.Draw(3) == 0) {
      terms += absl::StrCat(
          "documents { id: 'd' held_attribute: 'books_up_to_date' } "
          "funding { condition: 'members > 5' shares { share_bps: 10000 } } "
          "funding { shares { party: FUNDING_PARTY_STATE share_bps: 10000 } } "
          "beneficiary { count_attributes: 'members' } ");
    } else if (random.Draw(2) == 0) {
      terms += "documents { id: 'd' } funding { shares { share_bps: 5 } } ";
    }
    for (int version = 0; version <= random.Draw(2); ++version) {
      const std::string from =
          version == 0
              ? ""
              : absl::StrCat("effective_from { year: ", 2023 + random.Draw(3),
                             " month: 1 day: 1 } ");
      sample.Add(absl::StrCat("s", i), absl::StrCat(terms, from),
                 absl::StrCat(version));
      auto& added = sample.versions().back();
      const int conditions = random.Draw(4);
      added.set_open_to_all(conditions == 0);
      for (int c = 0; c < conditions; ++c) {
        auto* condition = added.add_conditions();
        condition->set_id(absl::StrCat("c", c));
        condition->set_expression(random.Draw(3) == 0 ? random.FullRule(2)
                                                      : random.Rule(2));
      }
    }
  }
  return sample;
}

// Some schemes go, some come back, some get another title or other terms.
void ChangeAtRandom(RandomRules& random, SampleCatalog* sample) {
  std::vector<scheme_catalog::v1::Scheme>& schemes =
      sample->resources().schemes;
  SampleCatalog others = RandomCatalog(random, 40);
  const auto any = [&random](auto& list) -> auto& {
    return list[random.Draw(static_cast<int>(list.size()))];
  };
  for (int i = 0; i < 4; ++i) {
    auto& version = any(sample->versions());
    switch (random.Draw(4)) {
      case 0:
        (*any(schemes).mutable_title()->mutable_text())["en"] += "!";
        break;
      case 1:
        schemes.erase(schemes.begin() +
                      random.Draw(static_cast<int>(schemes.size())));
        break;
      case 2:
        schemes.push_back(any(others.resources().schemes));
        break;
      default: {
        const std::string name = version.name();
        version = any(others.versions());
        version.set_name(name);
      }
    }
  }
}

MatchQuery RandomQuery(RandomRules& random) {
  MatchQuery query;
  if (random.Draw(2) == 0) query = EveryVerdict();
  query.as_of = absl::CivilDay(2022 + random.Draw(4), 4, 1);
  query.limit = 1 + random.Draw(12);
  query.offset = random.Draw(3) == 0 ? random.Draw(30) : 0;
  if (random.Draw(4) == 0) query.schemes = {"schemes/s1", "schemes/s7"};
  if (random.Draw(4) == 0) query.departments = {"departments/textiles"};
  if (random.Draw(4) == 0) {
    query.benefit_kinds = {scheme_catalog::v1::BENEFIT_KIND_GRANT};
  }
  if (random.Draw(3) == 0) {
    query.ranking = FromText<v1::RankingPreference>(
        "fit: 3 benefit: 2 not_used_before: 1 vulnerability: 5 "
        "priority_attributes: 'members' priority_attributes: 'weavers'");
  }
  if (random.Draw(3) == 0) query.language_code = "hi";
  return query;
}

std::string Shown(const v1::MatchSchemesResponse& response) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(response, &text);
  return text;
}

TEST(SameAnswerTest, WithAndWithoutAnIndexTheBytesAreTheSame) {
  RandomRules random(11);
  const rules::SamplePlaces places;
  for (int round = 0; round < 60; ++round) {
    const auto catalog = RandomCatalog(random, 20 + random.Draw(120)).Build();
    IndexedCatalogs keeper;
    const IndexedCatalog indexed = keeper.Of(catalog);
    for (int i = 0; i < 20; ++i) {
      MatchSubject subject;
      subject.profile =
          random.Draw(2) == 0 ? random.Profile() : random.FullProfile();
      const MatchQuery query = RandomQuery(random);
      v1::MatchSchemesResponse plain;
      const size_t listed = Match(*catalog, subject, places, query, &plain);
      v1::MatchSchemesResponse quick;
      ASSERT_EQ(Match(*indexed.tables, indexed.index.get(), subject, places,
                      query, &quick),
                listed);
      ASSERT_EQ(Shown(quick), Shown(plain));
      ASSERT_EQ(quick.SerializeAsString(), plain.SerializeAsString());
      v1::MatchSchemesResponse encoded;
      ASSERT_EQ(MatchEncoded(*indexed.tables, indexed.index.get(), subject,
                             places, query, &encoded),
                listed);
      v1::MatchSchemesResponse sent;
      ASSERT_TRUE(sent.ParseFromString(encoded.SerializeAsString()));
      ASSERT_EQ(Shown(sent), Shown(plain));
    }
  }
}

TEST(SameAnswerTest, AnAgeThatThereIsNotYet) {
  const auto catalog =
      SampleCatalog()
          .Add("a", If("age_months >= 12"))
          .Add("b", If("age_months % 5 == 0 || age_months in [1, 2]"))
          .Add("c", If("!(age_months < 6) && members > 5"))
          .Build();
  IndexedCatalogs keeper;
  const IndexedCatalog indexed = keeper.Of(catalog);
  const rules::SamplePlaces places;
  MatchSubject subject;
  subject.profile = FromText<type::v1::Profile>(
      "formed_on { year: 2025 month: 1 day: 1 } age_months: 20");
  v1::MatchSchemesResponse plain;
  Match(*catalog, subject, places, EveryVerdict(), &plain);
  ASSERT_EQ(plain.matches_size(), 3);
  v1::MatchSchemesResponse encoded;
  MatchEncoded(*indexed.tables, indexed.index.get(), subject, places,
               EveryVerdict(), &encoded);
  v1::MatchSchemesResponse sent;
  ASSERT_TRUE(sent.ParseFromString(encoded.SerializeAsString()));
  EXPECT_EQ(Shown(sent), Shown(plain));
}

// Tables and index of each state are made of those before.
TEST(SameAnswerTest, AfterChangesTheBytesAreThoseOfAFreshIndex) {
  RandomRules random(14);
  const rules::SamplePlaces places;
  for (int round = 0; round < 12; ++round) {
    SampleCatalog sample = RandomCatalog(random, 40 + random.Draw(80));
    IndexedCatalog kept;
    for (int change = 0; change < 12; ++change) {
      IndexedCatalog newer;
      newer.snapshot = sample.Build(kept.snapshot.get());
      newer.index = ForwardIndex::Build(*newer.snapshot, kept.index.get());
      newer.tables = AnswerTables::Build(newer.snapshot, newer.index.get(),
                                         kept.tables.get());
      kept = newer;
      for (const CompiledScheme& scheme : kept.snapshot->schemes()) {
        ASSERT_EQ(kept.snapshot->Find(scheme.scheme.name()), &scheme);
      }
      for (int i = 0; i < 8; ++i) {
        MatchSubject subject;
        subject.profile = random.Profile();
        const MatchQuery query = RandomQuery(random);
        v1::MatchSchemesResponse plain;
        Match(*kept.snapshot, subject, places, query, &plain);
        v1::MatchSchemesResponse quick;
        MatchEncoded(*kept.tables, kept.index.get(), subject, places, query,
                     &quick);
        v1::MatchSchemesResponse sent;
        ASSERT_TRUE(sent.ParseFromString(quick.SerializeAsString()));
        ASSERT_EQ(Shown(sent), Shown(plain));
      }
      ChangeAtRandom(random, &sample);
    }
  }
}

TEST(SameAnswerTest, BoundsOfGrantsHoldForEverySubject) {
  RandomRules random(12);
  const rules::SamplePlaces places;
  int exact = 0;
  int bounded = 0;
  int by_formula = 0;
  for (int round = 0; round < 2'000; ++round) {
    SampleCatalog sample;
    sample.Add("a", "open_to_all: true " + RandomBenefit(random) +
                        RandomBenefit(random));
    const auto catalog = sample.Build();
    const CompiledVersion& version =
        *catalog->schemes()[0].versions[0].compiled;
    const GrantBound bound = BoundOfGrant(version, catalog->dictionary());
    MatchSubject subject;
    subject.profile = random.Profile();
    const QuestionContext question(*catalog, subject, places,
                                   absl::CivilDay(2024, 4, 1), "");
    const auto largest = LargestGrant(version, question.match());
    ASSERT_LE(largest, bound.most)
        << version.version.DebugString() << subject.profile.DebugString();
    if (bound.is_exact) {
      ASSERT_EQ(largest, bound.most) << version.version.DebugString();
    }
    ASSERT_EQ(LargestGrantWithin(bound, version, question.match()), largest)
        << version.version.DebugString() << subject.profile.DebugString();
    exact += bound.is_exact;
    by_formula += bound.formula.kind != GrantFormula::Kind::kNone;
    bounded += !bound.is_exact && largest < bound.most;
  }
  EXPECT_GT(exact, 100);
  EXPECT_GT(bounded, 100);
  EXPECT_GT(by_formula, 100);
}

// The schemes that a plane of the first response's list names.
std::vector<std::string> InPlane(const v1::BatchMatchSchemesResponse& first,
                                 const std::string& plane) {
  std::vector<std::string> names;
  EXPECT_EQ(plane.size(), (first.schemes_size() + 7u) / 8);
  for (int i = 0; i < first.schemes_size(); ++i) {
    if (plane[i / 8] >> (i % 8) & 1) names.push_back(first.schemes(i));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> With(const v1::MatchSchemesResponse& response,
                              v1::Verdict verdict) {
  std::vector<std::string> names;
  for (const auto& match : response.matches()) {
    if (match.verdict() == verdict) names.push_back(match.scheme());
  }
  std::sort(names.begin(), names.end());
  return names;
}

TEST(SameAnswerTest, ABatchSaysWhatSingleAnswersSay) {
  RandomRules random(13);
  const rules::SamplePlaces places;
  for (int round = 0; round < 40; ++round) {
    const auto catalog = RandomCatalog(random, 1 + random.Draw(150)).Build();
    IndexedCatalogs keeper;
    const IndexedCatalog indexed = keeper.Of(catalog);
    MatchQuery query = EveryVerdict();
    query.limit = 1'000;
    if (random.Draw(3) == 0) query.schemes = {"schemes/s0", "schemes/s5"};
    MatchQuery best = query;
    best.verdicts.clear();
    best.limit = 7;
    for (const ForwardIndex* index :
         std::vector<const ForwardIndex*>{indexed.index.get(), nullptr}) {
      const auto tables = AnswerTables::Build(catalog, index);
      const BatchMatcher batch(*tables, index, best, v1::BATCH_DETAIL_MATCHES);
      v1::BatchMatchSchemesResponse first;
      batch.Begin(&first);
      for (int i = 0; i < 5; ++i) {
        MatchSubject subject;
        subject.profile = random.Profile();
        v1::SubjectResult result;
        batch.Fill(
            subject.profile, {}, places, [] { return false; }, &result);
        v1::MatchSchemesResponse all;
        Match(*catalog, subject, places, query, &all);
        ASSERT_EQ(result.counts().SerializeAsString(),
                  all.counts().SerializeAsString());
        ASSERT_EQ(InPlane(first, result.planes().eligible()),
                  With(all, v1::VERDICT_ELIGIBLE));
        ASSERT_EQ(InPlane(first, result.planes().needs_information()),
                  With(all, v1::VERDICT_NEEDS_INFORMATION));
        ASSERT_EQ(InPlane(first, result.planes().near_miss()),
                  With(all, v1::VERDICT_NEAR_MISS));
        v1::MatchSchemesResponse listed;
        Match(*catalog, subject, places, best, &listed);
        v1::MatchSchemesResponse in_batch;
        *in_batch.mutable_matches() = result.matches();
        listed.clear_counts();
        listed.clear_basis();
        listed.clear_ask_next();
        listed.clear_disclaimer();
        ASSERT_EQ(Shown(in_batch), Shown(listed));
      }
    }
  }
}

TEST(SameAnswerTest, ABatchSaysNoMoreThanIsAskedFor) {
  const auto catalog = SampleCatalog().Add("a", If("members > 5")).Build();
  const auto tables = AnswerTables::Build(catalog, nullptr);
  for (const auto detail :
       {v1::BATCH_DETAIL_COUNTS, v1::BATCH_DETAIL_VERDICTS}) {
    const BatchMatcher batch(*tables, nullptr, EveryVerdict(), detail);
    v1::BatchMatchSchemesResponse first;
    batch.Begin(&first);
    v1::SubjectResult result;
    batch.Fill(
        type::v1::Profile(), {}, rules::SamplePlaces(), [] { return false; },
        &result);
    const bool planes = detail == v1::BATCH_DETAIL_VERDICTS;
    EXPECT_EQ(first.schemes_size(), planes ? 1 : 0);
    EXPECT_EQ(result.has_planes(), planes);
    EXPECT_EQ(result.matches_size(), 0);
    EXPECT_EQ(result.counts().needs_information(), 1);
  }
}

TEST(SameAnswerTest, ASnapshotIsIndexedOnce) {
  const auto a = SampleCatalog().Add("a", "open_to_all: true").Build();
  const auto b = SampleCatalog().Add("b", "open_to_all: true").Build();
  IndexedCatalogs keeper(1);
  const IndexedCatalog first = keeper.Of(a);
  EXPECT_EQ(keeper.Of(a).tables, first.tables);
  EXPECT_EQ(keeper.Of(b).snapshot, b);
  EXPECT_NE(keeper.Of(a).tables, first.tables) << "only one is kept";
}

}  // namespace
}  // namespace sangam::matching
