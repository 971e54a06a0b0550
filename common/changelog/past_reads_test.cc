// Reads of past states: by token, and by the time at which they were known.
#include <cstdio>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "common/changelog/place_store_fixture.h"
#include "common/status/macros.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/time_util.h"

namespace sangam {
namespace {

using google::protobuf::util::TimeUtil;
using registry::v1::GetPlaceResponse;
using registry::v1::ListPlacesResponse;
using testing::ElementsAre;
using type::v1::ReadAt;

ReadAt Exactly(const std::string& token) {
  ReadAt read_at;
  read_at.set_exact_token(token);
  return read_at;
}

ReadAt KnownAt(absl::Time time) {
  ReadAt read_at;
  *read_at.mutable_known_at() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
  return read_at;
}

// Places that are listed by their parent.
class SortedPlaceType : public PlainPlaceType {
 public:
  const ResourceTable& table() const override { return table_; }

 protected:
  std::vector<sql::Value> ColumnsOf(
      const registry::v1::Place& place) const override {
    return {place.title()};
  }

 private:
  const ResourceTable table_{"places", {"title"}};
};

class PastReadsTest : public PlaceStoreTest {
 protected:
  absl::StatusOr<GetPlaceResponse> GetAt(const std::string& name,
                                         const ReadAt& read_at) {
    registry::v1::GetPlaceRequest request;
    request.set_name(name);
    *request.mutable_read_at() = read_at;
    return Call<GetPlaceResponse>(*methods_, &StandardMethods::Get, request);
  }

  absl::StatusOr<ListPlacesResponse> ListAt(
      const ReadAt& read_at, int page_size = 0,
      const std::string& page_token = "") {
    registry::v1::ListPlacesRequest request;
    *request.mutable_read_at() = read_at;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return Call<ListPlacesResponse>(*methods_, &StandardMethods::List, request);
  }

  // Writes `title`, whether the place is there or not, and gives the token.
  std::string Put(const std::string& name, const std::string& title) {
    registry::v1::UpdatePlaceRequest request;
    request.mutable_place()->set_name(name);
    request.mutable_place()->set_title(title);
    request.set_allow_missing(true);
    const auto response = Update(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response->token();
  }

  std::string TokenOf(int64_t revision) const {
    return Token({"registry", changelog_->epoch(), revision}).Encode();
  }

  static std::vector<std::string> TitlesIn(const ListPlacesResponse& page) {
    std::vector<std::string> titles;
    for (const auto& place : page.places()) titles.push_back(place.title());
    return titles;
  }
};

TEST_F(PastReadsTest, EachVersionIsReadByItsToken) {
  const auto created = Create("places/a", "first");
  clock_.Advance(absl::Seconds(3));
  const std::string second = Put("places/a", "second");
  const auto present = Get("places/a");
  const std::string deleted = Delete("places/a")->token();
  const std::string again = Put("places/a", "third");

  const auto first = GetAt("places/a", Exactly(created->token()));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->place().SerializeAsString(),
            created->place().SerializeAsString())
      << "etag and update_time are those of then";
  EXPECT_EQ(first->token(), created->token());
  EXPECT_EQ(GetAt("places/a", Exactly(second))->SerializeAsString(),
            present->SerializeAsString());
  EXPECT_EQ(GetAt("places/a", Exactly(deleted)).status(),
            NotFoundError("places/a"));
  EXPECT_EQ(GetAt("places/a", Exactly(again))->place().title(), "third");
  EXPECT_EQ(GetAt("places/a", Exactly(TokenOf(0))).status(),
            NotFoundError("places/a"));
}

TEST_F(PastReadsTest, OfOneTransactionTheLastVersionCounts) {
  std::string token;
  const auto put = [&](WriteTransaction& transaction, const char* title) {
    registry::v1::Place place;
    place.set_title(title);
    return type_.table()
        .Put(transaction, "places/a", place.SerializeAsString())
        .status();
  };
  ASSERT_TRUE(changelog_
                  ->Write([&](WriteTransaction& transaction) {
                    EXPECT_TRUE(put(transaction, "draft").ok());
                    EXPECT_TRUE(put(transaction, "final").ok());
                    token = transaction.token();
                    return absl::OkStatus();
                  })
                  .ok());
  Put("places/a", "later");
  EXPECT_EQ(GetAt("places/a", Exactly(token))->place().title(), "final");
  EXPECT_THAT(TitlesIn(*ListAt(Exactly(token))), ElementsAre("final"));
}

TEST_F(PastReadsTest, ATokenWithoutThisStoreMeansTheNewest) {
  Put("places/a", "A");
  for (const std::string& token :
       {std::string(), Token({"scheme_catalog", "00", 7}).Encode()}) {
    EXPECT_EQ(GetAt("places/a", Exactly(token))->place().title(), "A");
  }
  const std::string both = absl::StrCat(
      TokenOf(0), ",", Token({"scheme_catalog", "00", 7}).Encode());
  EXPECT_EQ(GetAt("places/a", Exactly(both)).status(),
            NotFoundError("places/a"));
}

TEST_F(PastReadsTest, WhatCannotBeReadIsRefused) {
  Put("places/a", "A");
  Put("places/a", "B");
  EXPECT_EQ(ReasonOf(GetAt("places/a", Exactly(TokenOf(3))).status()),
            type::v1::ERROR_REASON_REVISION_NOT_YET_AVAILABLE);
  const std::string foreign = Token({"registry", "00", 1}).Encode();
  EXPECT_EQ(ReasonOf(GetAt("places/a", Exactly(foreign)).status()),
            type::v1::ERROR_REASON_STORE_EPOCH_CHANGED);
  const absl::Status malformed = GetAt("places/a", Exactly("x")).status();
  EXPECT_EQ(ReasonOf(malformed), type::v1::ERROR_REASON_TOKEN_MALFORMED);
  EXPECT_EQ(FieldViolationsOf(malformed)[0].field, "read_at.exact_token");
  ReadAt no_time;
  no_time.mutable_known_at()->set_nanos(-1);
  EXPECT_EQ(FieldViolationsOf(GetAt("places/a", no_time).status())[0].field,
            "read_at.known_at");
}

TEST_F(PastReadsTest, ACompactedStateIsGoneAndTheOldestKeptIsNot) {
  for (const char* title : {"A", "B", "C"}) Put("places/a", title);
  ASSERT_TRUE(changelog_
                  ->Write([](WriteTransaction& transaction) {
                    return transaction.database().Execute(
                        "UPDATE meta SET compacted_revision = 2");
                  })
                  .ok());
  EXPECT_EQ(ReasonOf(GetAt("places/a", Exactly(TokenOf(1))).status()),
            type::v1::ERROR_REASON_REVISION_COMPACTED);
  EXPECT_EQ(ReasonOf(ListAt(KnownAt(absl::UnixEpoch())).status()),
            type::v1::ERROR_REASON_REVISION_COMPACTED);
  EXPECT_EQ(GetAt("places/a", Exactly(TokenOf(2)))->place().title(), "B");
}

TEST_F(PastReadsTest, AnInstantMeansTheNewestStateRecordedByThen) {
  const absl::Time start = clock_.Now();
  Put("places/a", "first");
  const std::string last_of_start = Put("places/a", "second");
  clock_.Advance(absl::Seconds(10));
  Put("places/a", "third");

  const auto at_start = GetAt("places/a", KnownAt(start));
  ASSERT_TRUE(at_start.ok()) << at_start.status();
  EXPECT_EQ(at_start->place().title(), "second");
  EXPECT_EQ(at_start->token(), last_of_start);
  const absl::Duration instant = absl::Microseconds(1);
  EXPECT_EQ(GetAt("places/a", KnownAt(start + absl::Seconds(10) - instant))
                ->place()
                .title(),
            "second");
  EXPECT_EQ(
      GetAt("places/a", KnownAt(start + absl::Seconds(10)))->place().title(),
      "third");
  EXPECT_EQ(
      GetAt("places/a", KnownAt(start + absl::Hours(9000)))->place().title(),
      "third");
  const auto before = ListAt(KnownAt(start - instant));
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_EQ(before->places_size(), 0);
  EXPECT_EQ(before->token(), TokenOf(0));
}

TEST_F(PastReadsTest, AClockThatWasSetBackHidesNoNewerState) {
  const absl::Time start = clock_.Now();
  clock_.Advance(absl::Seconds(60));
  Put("places/a", "ahead");
  clock_.Advance(absl::Seconds(-30));
  Put("places/a", "corrected");
  EXPECT_EQ(GetAt("places/a", KnownAt(start + absl::Seconds(29))).status(),
            NotFoundError("places/a"));
  for (int seconds : {30, 59, 60, 90}) {
    EXPECT_EQ(GetAt("places/a", KnownAt(start + absl::Seconds(seconds)))
                  ->place()
                  .title(),
              "corrected");
  }
}

TEST_F(PastReadsTest, PagesOfAPastListStayOfItsState) {
  for (int i = 0; i < 7; ++i) Put(absl::StrCat("places/p", i), "old");
  ASSERT_TRUE(Delete("places/p3").ok());
  int written = 0;
  for (const bool by_token : {true, false}) {
    const std::string token = Put("places/p5", absl::StrCat("at ", by_token));
    // A time to come means the state of the first page on all of them.
    const ReadAt read_at =
        by_token ? Exactly(token) : KnownAt(clock_.Now() + absl::Hours(1));
    const std::vector<std::string> expected = TitlesIn(*List(0));
    std::vector<std::string> titles;
    std::string page_token;
    do {
      const auto page = ListAt(read_at, 2, page_token);
      ASSERT_TRUE(page.ok()) << page.status();
      EXPECT_EQ(page->token(), token);
      for (const std::string& title : TitlesIn(*page)) titles.push_back(title);
      page_token = page->next_page_token();
      // Behind the page, ahead of it, and at its end.
      Put("places/p0", absl::StrCat("later ", ++written));
      Put("places/p4", absl::StrCat("later ", written));
      Put(absl::StrCat("places/q", written), "later");
      (void)Delete("places/p6");
    } while (!page_token.empty());
    EXPECT_EQ(titles, expected);
  }
}

TEST_F(PastReadsTest, APageTokenCountsOnlyForTheStateThatItWasMadeFor) {
  Put("places/a", "A");
  const std::string token = Put("places/b", "B");
  const std::string past = ListAt(Exactly(token), 1)->next_page_token();
  const std::string present = List(1)->next_page_token();
  EXPECT_EQ(ListAt(Exactly(token), 1, past)->places_size(), 1);
  for (const auto& refused :
       {ListAt(Exactly(TokenOf(1)), 1, past), List(1, past),
        ListAt(Exactly(token), 1, present)}) {
    EXPECT_EQ(FieldViolationsOf(refused.status())[0].field, "page_token");
  }
}

TEST_F(PastReadsTest, APageOfLargeVersionsEndsEarly) {
  const std::string large(400'000, 'x');
  std::string token;
  for (const char* name : {"places/a", "places/b", "places/c"}) {
    token = Put(name, large);
  }
  Put("places/a", "small");
  const auto page = ListAt(Exactly(token));
  EXPECT_EQ(page->places_size(), 2);
  EXPECT_EQ(ListAt(Exactly(token), 0, page->next_page_token())->places_size(),
            1);
}

TEST_F(PastReadsTest, APageEndsWhereItHasLookedAtManyNames) {
  const std::string first = Put("places/a", "A");
  // Names that once were.
  ASSERT_TRUE(changelog_
                  ->Write([](WriteTransaction& transaction) -> absl::Status {
                    for (int i = 0; i < 2 * kMostPastNames; ++i) {
                      SANGAM_RETURN_IF_ERROR(transaction.Record(
                          "places", absl::StrCat("places/b", 100'000 + i),
                          /*deleted=*/true, ""));
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  const std::string gone = TokenOf(Head());
  const std::string last = Put("places/c", "C");
  Put("places/c", "D");
  const auto sizes = [&](const std::string& token) {
    std::vector<int> sizes;
    std::string page_token;
    do {
      const auto page = ListAt(Exactly(token), 1, page_token);
      EXPECT_TRUE(page.ok()) << page.status();
      sizes.push_back(page->places_size());
      page_token = page->next_page_token();
    } while (!page_token.empty() && sizes.size() < 10);
    return sizes;
  };
  EXPECT_THAT(sizes(gone), ElementsAre(1, 0, 0));
  EXPECT_THAT(sizes(last), ElementsAre(1, 0, 1));
}

TEST_F(PastReadsTest, FiltersAreOfWhatEachResourceWasThen) {
  const SortedPlaceType type;
  Changelog::Options options = OptionsOf("sorted.db");
  options.migrations = {{1, type.table().CreateTableSql()}};
  auto sorted = Changelog::Open(options, &clock_);
  ASSERT_TRUE(sorted.ok()) << sorted.status();
  changelog_ = *std::move(sorted);
  methods_ = std::make_unique<StandardMethods>(changelog_.get(), &type);
  for (const char* name : {"places/a", "places/b", "places/c"}) {
    Put(name, "one");
  }
  const std::string then = Put("places/b", "two");
  Put("places/a", "two");
  Put("places/b", "one");
  const auto titled = [&](const std::string& title) {
    std::vector<std::string> names;
    EXPECT_TRUE(changelog_
                    ->Read(Exactly(then),
                           [&](Snapshot& snapshot) -> absl::Status {
                             const auto page = ListResources(
                                 snapshot, type, "", 10, {{"title", title}});
                             EXPECT_TRUE(page.ok()) << page.status();
                             for (const auto& row : page->resources) {
                               names.push_back(row.key);
                             }
                             EXPECT_FALSE(
                                 type.table()
                                     .List(snapshot, "", 10, {{"title", title}})
                                     .ok());
                             return absl::OkStatus();
                           })
                    .ok());
    return names;
  };
  EXPECT_THAT(titled("one"), ElementsAre("places/a", "places/c"));
  EXPECT_THAT(titled("two"), ElementsAre("places/b"));
  EXPECT_THAT(titled("three"), ElementsAre());
}

// Random writes, each state remembered as it was, and each asked for later by
// its token and by its time.
TEST_F(PastReadsTest, EveryStateOfARandomHistoryIsReadAsItWas) {
  struct State {
    std::string token;
    absl::Time time;
    std::string list;
  };
  std::mt19937 random(20'261);
  std::vector<State> states;
  for (int i = 0; i < 300; ++i) {
    const std::string name = absl::StrCat("places/p", random() % 12);
    if (random() % 4 == 0) {
      (void)Delete(name);
    } else {
      Put(name, absl::StrCat("title ", random() % 3));
    }
    auto now = List(0);
    ASSERT_TRUE(now.ok());
    states.push_back({now->token(), clock_.Now(), now->SerializeAsString()});
    clock_.Advance(absl::Milliseconds(1));
  }
  Open();
  for (const State& state : states) {
    for (const ReadAt& read_at : {Exactly(state.token), KnownAt(state.time)}) {
      const auto then = ListAt(read_at);
      ASSERT_TRUE(then.ok()) << then.status();
      EXPECT_EQ(then->SerializeAsString(), state.list);
      for (const auto& place : then->places()) {
        EXPECT_EQ(GetAt(place.name(), read_at)->place().SerializeAsString(),
                  place.SerializeAsString());
      }
    }
  }
}

// A store of a release that knew the present alone.
TEST_F(PastReadsTest, AnOlderStoreIsReadFromItsFirstRevisionOn) {
  SANGAM_SQLITE_ONLY("no store is that old on PostgreSQL");
  const absl::Time start = clock_.Now();
  const std::string first = Put("places/a", "first");
  clock_.Advance(absl::Seconds(60));
  Put("places/a", "ahead");
  clock_.Advance(absl::Seconds(-30));
  const std::string back = Put("places/a", "back");
  clock_.Advance(absl::Seconds(90));
  const std::string last = Put("places/a", "last");
  ASSERT_TRUE(changelog_
                  ->Write([](WriteTransaction& transaction) {
                    return transaction.database().Execute(
                        "DROP INDEX history_by_key; DROP TABLE instant;"
                        "DROP TABLE life;"
                        "UPDATE schema_version SET version = 1"
                        " WHERE part = 'changelog'");
                  })
                  .ok());
  changelog_ = nullptr;
  // That release left no note of where the store lives.
  std::remove(absl::StrCat(store_.Address("store.db").text(), ".life").c_str());
  Open();
  EXPECT_EQ(GetAt("places/a", Exactly(first))->place().title(), "first");
  const auto at = [&](int seconds) {
    return GetAt("places/a", KnownAt(start + absl::Seconds(seconds)))
        ->place()
        .title();
  };
  EXPECT_EQ(at(0), "first");
  EXPECT_EQ(at(29), "first");
  EXPECT_EQ(at(30), "back");
  EXPECT_EQ(at(119), "back");
  EXPECT_EQ(at(120), "last");
}

TEST_F(PastReadsTest, ThePastIsFoundByTheIndexAlone) {
  SANGAM_SQLITE_ONLY("PostgreSQL plans by how much there is");
  const absl::Status read = changelog_->Read([](Snapshot& snapshot) {
    for (const auto& [query, found] : std::map<std::string, std::string>{
             {"SELECT revision FROM history WHERE collection = ? AND key = ?"
              " AND revision <= ? ORDER BY revision DESC, ordinal DESC LIMIT 1",
              "history_by_key (collection=? AND key=? AND revision<?)"},
             {"SELECT key FROM history WHERE collection = ? AND key > ?"
              " ORDER BY key LIMIT 1",
              "history_by_key (collection=? AND key>?)"},
             {"SELECT revision FROM instant WHERE recorded_at_micros <= ?"
              " ORDER BY recorded_at_micros DESC LIMIT 1",
              "INTEGER PRIMARY KEY (rowid<?)"}}) {
      sql::Statement plan = snapshot.database().Prepare(
          absl::StrCat("EXPLAIN QUERY PLAN ", query));
      std::string steps;
      while (plan.Next()) absl::StrAppend(&steps, plan.Text(3), "\n");
      SANGAM_RETURN_IF_ERROR(plan.status());
      EXPECT_THAT(steps, testing::HasSubstr(found));
      EXPECT_THAT(steps, testing::Not(testing::HasSubstr("SCAN")));
      EXPECT_THAT(steps, testing::Not(testing::HasSubstr("TEMP")));
    }
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok()) << read;
}

}  // namespace
}  // namespace sangam
