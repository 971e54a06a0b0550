// Profiles of past states, against what was answered when they were present.
#include <map>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/changelog/digest.h"
#include "common/status/macros.h"
#include "services/registry/store/older_schema.h"
#include "services/registry/store/profile_reader.h"
#include "services/registry/store/registry_store_fixture.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

constexpr const char* kSubjects[] = {
    "clusters/c0",    "clusters/c1", "enterprises/e0", "enterprises/e1",
    "enterprises/e2", "groups/blf0", "groups/clf0",    "groups/clf1",
    "groups/shg0",    "groups/shg1", "groups/shg2",    "groups/shg3",
    "groups/spv0",    "groups/vo0",  "groups/vo1",     "groups/vo2"};
constexpr int kOutsideIds = 3;

class PastProfileTest : public RegistryStoreTest {
 protected:
  // One write out of all that change profiles; many are refused, as they would
  // be for anybody.
  void WriteAtRandom() {
    switch (Draw(14)) {
      case 0:
      case 1:
      case 2:
        return Ignore(PutGroup(absl::StrCat(
            "name: 'groups/shg", Draw(4), "' kind: SUBJECT_KIND_SHG",
            Maybe("parent", "groups/vo", 3), SubjectFields())));
      case 3:
      case 4:
        return Ignore(PutGroup(
            absl::StrCat("name: 'groups/vo", Draw(3), "' kind: SUBJECT_KIND_VO",
                         Maybe("parent", "groups/clf", 2), ChildrenComplete(),
                         SubjectFields())));
      case 5:
        return Ignore(PutGroup(absl::StrCat(
            "name: 'groups/clf", Draw(2), "' kind: SUBJECT_KIND_CLF",
            Maybe("parent", "groups/blf", 1), ChildrenComplete(),
            SubjectFields())));
      case 6:
        return Ignore(PutGroup(
            Draw(2) == 0
                ? absl::StrCat("name: 'groups/blf0' kind: SUBJECT_KIND_BLF",
                               ChildrenComplete())
                : absl::StrCat("name: 'groups/spv0' kind: SUBJECT_KIND_SPV",
                               SubjectFields())));
      case 7:
      case 8:
        return Ignore(PutEnterprise(absl::StrCat(
            "name: 'enterprises/e", Draw(3), "'",
            Maybe("group", Draw(2) == 0 ? "groups/shg" : "groups/vo", 3),
            SubjectFields())));
      case 9:
        return Ignore(PutCluster(absl::StrCat(
            "name: 'clusters/c", Draw(2), "'", ChildrenComplete(),
            Maybe("spv", "groups/spv", 1), Maybe("place", "places/d", 3))));
      case 10:
        return Ignore(PutLinkage(absl::StrCat(
            "name: 'linkages/l", Draw(4), "' subject: '",
            kSubjects[Draw(std::size(kSubjects))], "' scheme: 'schemes/s",
            Draw(2), "' state: LINKAGE_STATE_RECEIVED lots { units: ",
            1 + Draw(5), " paise_each: 100 }")));
      case 11:
      case 12:
        return MoveAtRandom();
      default:
        return DeleteAtRandom();
    }
  }

  void MoveAtRandom() {
    switch (Draw(4)) {
      case 0:
        return Ignore(PutPlace(
            absl::StrCat("name: 'places/s' kind: PLACE_KIND_SUB_DISTRICT",
                         Maybe("revenue_parent", "places/d", 3))));
      case 1:
        return Ignore(
            PutPlace(absl::StrCat("name: 'places/b' kind: PLACE_KIND_BLOCK",
                                  Maybe("development_parent", "places/d", 3))));
      case 2:
        return Ignore(PutPlace(absl::StrCat(
            "name: 'places/v' kind: PLACE_KIND_VILLAGE title: 'V", Draw(2), "'",
            Draw(2) == 0 ? " revenue_parent: 'places/s'" : "",
            Draw(2) == 0 ? " development_parent: 'places/p'" : "")));
      default:
        return Ignore(PutPlace(absl::StrCat(
            "name: 'places/d2' kind: PLACE_KIND_",
            Draw(2) == 0 ? "STATE" : "DISTRICT",
            Draw(2) == 0 ? " revenue_parent: 'places/lgd-state-17'" : "")));
    }
  }

  void DeleteAtRandom() {
    const std::string subject = kSubjects[Draw(std::size(kSubjects))];
    (void)DeleteLinkage(absl::StrCat("linkages/l", Draw(4)));
    if (absl::StartsWith(subject, "groups/")) {
      (void)DeleteGroup(subject);
    } else if (absl::StartsWith(subject, "clusters/")) {
      (void)Remove<v1::DeleteClusterRequest, v1::DeleteClusterResponse>(
          store_->clusters(), subject);
    } else {
      (void)Remove<v1::DeleteEnterpriseRequest, v1::DeleteEnterpriseResponse>(
          store_->enterprises(), subject);
    }
  }

  std::string SubjectFields() {
    return absl::StrCat(
        Maybe("cluster", "clusters/c", 2), Maybe("place", "places/d", 3),
        Draw(4) == 0 ? " profile { extra { key: 'a' value { number: 1 } }"
                       " extra { key: 'b' value { truth: true } } }"
                     : absl::StrCat(" profile { members: ", Draw(20), " }"),
        Draw(4) == 0 ? absl::StrCat(" outside_ids { system: 'LOKOS' value: 'S-",
                                    Draw(kOutsideIds), "' }")
                     : "");
  }
  std::string ChildrenComplete() {
    return Draw(2) == 0 ? " children_complete: true" : "";
  }
  std::string Maybe(const std::string& field, const std::string& stem,
                    int count) {
    if (Draw(3) == 0) return "";
    // Districts have the village that belongs to them as their number 0.
    const int number = Draw(count);
    const std::string name = stem == "places/d" && number == 0
                                 ? "places/v"
                                 : absl::StrCat(stem, number);
    return absl::StrCat(" ", field, ": '", name, "'");
  }
  int Draw(int below) { return static_cast<int>(random_() % below); }
  static void Ignore(const absl::Status&) {}

  // What is answered of all subjects, by name and by outside id.
  std::string Answers(const type::v1::ReadAt& read_at) {
    std::string answers;
    v1::GetSubjectProfileRequest request;
    *request.mutable_read_at() = read_at;
    for (const char* subject : kSubjects) {
      request.set_name(subject);
      absl::StrAppend(&answers, AnswerTo(request));
    }
    for (int i = 0; i < kOutsideIds; ++i) {
      request.mutable_outside_id()->set_system("LOKOS");
      request.mutable_outside_id()->set_value(absl::StrCat("S-", i));
      absl::StrAppend(&answers, AnswerTo(request));
    }
    return answers;
  }
  std::string AnswerTo(const v1::GetSubjectProfileRequest& request) {
    const auto profile = store_->GetSubjectProfile(request);
    if (!profile.ok()) return absl::StrCat(profile.status().ToString(), "\n");
    ++profiles_;
    return SerializeDeterministically(*profile);
  }

  struct State {
    int64_t revision;
    absl::Time time;
    std::string answers;
  };

  std::vector<State> WriteHistory(int seed, int writes) {
    random_.seed(seed);
    PutPlaces();
    std::vector<State> states;
    for (int i = 0; i < writes; ++i) {
      clock_.Advance(absl::Milliseconds(1));
      WriteAtRandom();
      states.push_back({Revision(), clock_.Now(), Answers({})});
    }
    EXPECT_GT(states.back().revision, writes / 4) << "most writes are refused";
    EXPECT_GT(profiles_, 4 * writes) << "there is little to compare";
    return states;
  }

  int64_t Revision() {
    int64_t revision = -1;
    EXPECT_TRUE(store_->changelog()
                    .Read([&](Snapshot& snapshot) {
                      revision = snapshot.position().revision;
                      return absl::OkStatus();
                    })
                    .ok());
    return revision;
  }

  void ExpectAsRemembered(const std::vector<State>& states) {
    for (const State& state : states) {
      type::v1::ReadAt exact;
      exact.set_exact_token(
          Token({"registry", store_->changelog().epoch(), state.revision})
              .Encode());
      ASSERT_EQ(Answers(exact), state.answers) << "revision " << state.revision;
      type::v1::ReadAt known_at;
      const int64_t micros = absl::ToUnixMicros(state.time);
      known_at.mutable_known_at()->set_seconds(micros / 1'000'000);
      known_at.mutable_known_at()->set_nanos(micros % 1'000'000 * 1'000);
      ASSERT_EQ(Answers(known_at), state.answers) << state.time;
    }
  }

  std::mt19937 random_;
  int profiles_ = 0;
};

class SeededPastProfileTest : public PastProfileTest,
                              public testing::WithParamInterface<int> {};

TEST_P(SeededPastProfileTest, EveryStateIsAnsweredAsItWas) {
  const std::vector<State> states = WriteHistory(GetParam(), 300);
  ExpectAsRemembered(states);
  Open();
  ExpectAsRemembered({states.front(), states[150], states.back()});
}

INSTANTIATE_TEST_SUITE_P(Histories, SeededPastProfileTest,
                         testing::Values(1, 2, 3));

// Profiles that are put together from what was asked for many at once.
TEST_F(PastProfileTest, WhatIsReadAheadIsAnsweredTheSame) {
  const std::vector<State> states = WriteHistory(5, 300);
  const std::vector<std::string> subjects(std::begin(kSubjects),
                                          std::end(kSubjects));
  int compared = 0;
  for (size_t i = 0; i < states.size(); i += 10) {
    type::v1::ReadAt exact;
    exact.set_exact_token(
        Token({"registry", store_->changelog().epoch(), states[i].revision})
            .Encode());
    const auto compare = [&](Snapshot& snapshot) -> absl::Status {
      ProfileReader ahead(&snapshot);
      SANGAM_RETURN_IF_ERROR(ahead.ReadAhead(subjects));
      for (const std::string& subject : subjects) {
        const auto facts = ahead.ReadFacts(subject);
        const auto whole = ProfileReader(&snapshot).Read(subject);
        EXPECT_EQ(facts.status(), whole.status()) << subject;
        if (!facts.ok() || !whole.ok()) continue;
        ++compared;
        EXPECT_EQ(SerializeDeterministically(facts->profile()),
                  SerializeDeterministically(whole->profile()))
            << subject << " at " << states[i].revision;
        EXPECT_EQ(facts->member_of(), whole->member_of());
      }
      return absl::OkStatus();
    };
    const absl::Status read = store_->changelog().Read(exact, compare);
    ASSERT_TRUE(read.ok()) << read;
  }
  EXPECT_GT(compared, 200) << "there is little to compare";
}

// A store of the release before, which kept references of the present alone.
TEST_F(PastProfileTest, AnOlderStoreIsAnsweredOutOfItsHistory) {
  SANGAM_SQLITE_ONLY("no store is that old on PostgreSQL");
  const std::vector<State> states = WriteHistory(4, 200);
  const std::string first_schema = RegistryMigrations({}).front().script;
  const size_t references = first_schema.find("CREATE TABLE reference");
  const size_t moves = first_schema.find("-- The revisions at which");
  ASSERT_TRUE(references != std::string::npos && moves != std::string::npos);
  ASSERT_TRUE(store_->changelog()
                  .Write([&](WriteTransaction& transaction) {
                    return transaction.database().Execute(absl::StrCat(
                        UndoMigrationsAfterTheFourthSql(),
                        "DROP TABLE plans; DROP TABLE demands;"
                        "CREATE TABLE kept_reference AS SELECT * FROM reference"
                        " WHERE to_revision = 9223372036854775807;"
                        "CREATE TABLE kept_id AS SELECT * FROM outside_id"
                        " WHERE to_revision = 9223372036854775807;"
                        "DROP TABLE reference; DROP TABLE outside_id;",
                        first_schema.substr(references, moves - references),
                        "INSERT INTO reference SELECT source, field, target"
                        " FROM kept_reference;"
                        "INSERT INTO outside_id SELECT system, value, subject"
                        " FROM kept_id;"
                        "DROP TABLE kept_reference; DROP TABLE kept_id;"
                        "UPDATE schema_version SET version = 1"
                        " WHERE part = 'registry'"));
                  })
                  .ok());
  Open();
  ExpectAsRemembered(states);
  EXPECT_EQ(Answers({}), states.back().answers);
}

TEST_F(PastProfileTest, RecordsAreListedAsTheyWere) {
  ASSERT_TRUE(PutGroup("name: 'groups/a' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(PutGroup("name: 'groups/b' kind: SUBJECT_KIND_SHG").ok());
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/a'"
                         " state: LINKAGE_STATE_RECEIVED")
                  .ok());
  const std::string then = token_;
  ASSERT_TRUE(PutLinkage("name: 'linkages/l' subject: 'groups/b'"
                         " state: LINKAGE_STATE_RECEIVED")
                  .ok());
  const auto count = [&](const std::string& subject, const std::string& token) {
    v1::ListLinkagesRequest request;
    request.set_subject(subject);
    request.mutable_read_at()->set_exact_token(token);
    const auto list = Call<v1::ListLinkagesResponse>(
        store_->linkages(), &StandardMethods::List, request);
    EXPECT_TRUE(list.ok()) << list.status();
    EXPECT_EQ(list->token(), token);
    return list->linkages_size();
  };
  EXPECT_EQ(count("groups/a", then), 1);
  EXPECT_EQ(count("groups/b", then), 0);
  EXPECT_EQ(count("groups/a", token_), 0);
  EXPECT_EQ(count("groups/b", token_), 1);
}

// What held once must not slow down what is read now.
TEST_F(PastProfileTest, ReadsOfReferencesAreFoundByAnIndex) {
  SANGAM_SQLITE_ONLY("PostgreSQL plans by how much there is");
  const auto plan_of = [&](const std::string& query) {
    std::string steps;
    EXPECT_TRUE(store_->changelog()
                    .Read([&](Snapshot& snapshot) {
                      sql::Statement plan = snapshot.database().Prepare(
                          "EXPLAIN QUERY PLAN " + query);
                      while (plan.Next()) {
                        absl::StrAppend(&steps, plan.Text(3), "\n");
                      }
                      return plan.status();
                    })
                    .ok());
    return steps;
  };
  EXPECT_NE(plan_of("SELECT source FROM reference WHERE target = ?1"
                    " AND field = ?2 AND to_revision > ?3"
                    " AND from_revision <= ?3")
                .find("(target=? AND field=? AND to_revision>?)"),
            std::string::npos);
  const std::string up = plan_of(
      "WITH RECURSIVE up (name) AS (SELECT ?1 UNION"
      " SELECT target FROM reference JOIN up ON source = up.name"
      " WHERE field IN ('revenue_parent', 'development_parent')"
      " AND to_revision > ?2 AND from_revision <= ?2) SELECT name FROM up");
  EXPECT_NE(up.find("(source=? AND to_revision>?)"), std::string::npos) << up;
  const std::string down = plan_of(
      "WITH RECURSIVE down (name) AS (SELECT ?1 UNION"
      " SELECT source FROM reference JOIN down ON target = down.name"
      " WHERE field IN ('revenue_parent', 'development_parent')"
      " AND to_revision > ?2 AND from_revision <= ?2) SELECT name FROM down");
  EXPECT_NE(down.find("(target=? AND field=? AND to_revision>?)"),
            std::string::npos)
      << down;
}

}  // namespace
}  // namespace sangam::registry
