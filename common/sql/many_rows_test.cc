// Many rows at once: added to tables, and asked for.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/sql/connection_pool.h"
#include "common/sql/test_store.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "gtest/gtest.h"

namespace sangam::sql {
namespace {

using Type = Insertion::Type;
using IfThere = Insertion::IfThere;

Insertion Items(IfThere if_there) {
  return Insertion("item",
                   {{"name", Type::kText},
                    {"body", Type::kBytes},
                    {"count", Type::kInteger}},
                   if_there);
}

class ManyRowsTest : public testing::Test {
 protected:
  void SetUp() override {
    pool_ = *ConnectionPool::Open(store_.Address("test.db"), {});
    Write([](Database& database) {
      return database.Execute(
          "CREATE TABLE item (name TEXT PRIMARY KEY, body BLOB, count INTEGER);"
          "CREATE TABLE word (number INTEGER NOT NULL, word TEXT);"
          "CREATE INDEX word_by_number ON word (number);");
    });
  }

  void Write(absl::FunctionRef<absl::Status(Database&)> work) {
    const absl::Status status = pool_->Write(work);
    ASSERT_TRUE(status.ok()) << status;
  }

  // What `query` gives: rows parted by spaces, columns by "/".
  static std::string Told(Database& database, absl::string_view query,
                          int columns) {
    Statement rows = database.Prepare(query);
    std::string told;
    while (rows.Next()) {
      absl::StrAppend(&told, told.empty() ? "" : " ");
      for (int i = 0; i < columns; ++i) {
        absl::StrAppend(&told, i > 0 ? "/" : "",
                        rows.IsNull(i) ? "NULL" : rows.Text(i));
      }
    }
    EXPECT_TRUE(rows.status().ok()) << rows.status();
    return told;
  }
  std::string Stored(absl::string_view query, int columns) {
    std::string told;
    EXPECT_TRUE(pool_
                    ->Read([&](Database& database) {
                      told = Told(database, query, columns);
                      return absl::OkStatus();
                    })
                    .ok());
    return told;
  }
  std::string Items() {
    return Stored("SELECT name, body, count FROM item ORDER BY name", 3);
  }

  TestStore store_;
  std::unique_ptr<ConnectionPool> pool_;
  const Insertion new_items_ = sangam::sql::Items(IfThere::kFails);
  const Insertion replaced_items_ = sangam::sql::Items(IfThere::kIsReplaced);
  const Insertion kept_items_ = sangam::sql::Items(IfThere::kStays);
  const Insertion words_ =
      Insertion("word", {{"number", Type::kInteger}, {"word", Type::kText}});
};

TEST_F(ManyRowsTest, AllAreAddedInTurnWithOthers) {
  const std::string bytes("a\0\xff", 3);
  for (const int64_t count : {1, 3, 4, 2'000}) {
    Write([&](Database& database) -> absl::Status {
      SANGAM_RETURN_IF_ERROR(database.Execute("DELETE FROM item"));
      SANGAM_RETURN_IF_ERROR(database.Execute("DELETE FROM word"));
      for (int64_t i = 0; i < count; ++i) {
        Statement item =
            database.PrepareInsert(new_items_, absl::StrCat(i), Blob{bytes});
        // Every third has no count.
        item.BindValue(i % 3 == 0 ? Value() : Value(-i));
        SANGAM_RETURN_IF_ERROR(item.Run());
        SANGAM_RETURN_IF_ERROR(
            database.PrepareInsert(words_, i, i % 2 == 0 ? "" : "Ω'\"{},NULL")
                .Run());
      }
      return absl::OkStatus();
    });
    const int64_t thirds = (count + 2) / 3;
    EXPECT_EQ(Stored("SELECT count(*), count(count), CAST(coalesce(sum(count), "
                     "0) AS TEXT)"
                     " FROM item",
                     3),
              absl::StrCat(
                  count, "/", count - thirds, "/",
                  -(count * (count - 1) / 2 - 3 * thirds * (thirds - 1) / 2)));
    EXPECT_EQ(Stored("SELECT body FROM item WHERE name = '0'", 1), bytes);
    EXPECT_EQ(Stored("SELECT count(*), CAST(sum(number) AS TEXT) FROM word", 2),
              absl::StrCat(count, "/", count * (count - 1) / 2));
    EXPECT_EQ(Stored("SELECT word FROM word WHERE number = 0", 1), "");
    if (count > 1) {
      EXPECT_EQ(Stored("SELECT word FROM word WHERE number = 1", 1),
                "Ω'\"{},NULL");
    }
  }
}

TEST_F(ManyRowsTest, TheyAreThereForWhateverIsDoneNext) {
  const auto add = [&](Database& database, absl::string_view name) {
    return database.PrepareInsert(new_items_, name, Blob{"x"}, int64_t{1})
        .Run();
  };
  Write([&](Database& database) -> absl::Status {
    SANGAM_RETURN_IF_ERROR(add(database, "a"));
    EXPECT_EQ(Told(database, "SELECT name FROM item", 1), "a");
    SANGAM_RETURN_IF_ERROR(add(database, "b"));
    SANGAM_RETURN_IF_ERROR(
        database.Prepare("UPDATE item SET count = 2 WHERE name = ?", "b")
            .Run());
    SANGAM_RETURN_IF_ERROR(add(database, "c"));
    std::string found;
    SANGAM_RETURN_IF_ERROR(database.ReadEach(
        "SELECT name FROM item WHERE name = ?", {{"c"}},
        [&](size_t, const Statement& row) { found = row.Text(0); }));
    EXPECT_EQ(found, "c");
    SANGAM_RETURN_IF_ERROR(add(database, "d"));
    SANGAM_RETURN_IF_ERROR(database.Execute("SAVEPOINT here"));
    SANGAM_RETURN_IF_ERROR(add(database, "e"));
    SANGAM_RETURN_IF_ERROR(database.Execute("ROLLBACK TO here"));
    return add(database, "f");
  });
  EXPECT_EQ(Items(), "a/x/1 b/x/2 c/x/1 d/x/1 f/x/1");
}

TEST_F(ManyRowsTest, ThoseOfOneKeyReplaceEachOther) {
  Write([&](Database& database) -> absl::Status {
    for (int64_t i = 0; i < 10; ++i) {
      SANGAM_RETURN_IF_ERROR(database
                                 .PrepareInsert(replaced_items_,
                                                absl::StrCat("key-", i % 4),
                                                Blob{"x"}, i)
                                 .Run());
    }
    return absl::OkStatus();
  });
  EXPECT_EQ(Items(), "key-0/x/8 key-1/x/9 key-2/x/6 key-3/x/7");
}

TEST_F(ManyRowsTest, ThoseThatAreThereMayStay) {
  Write([&](Database& database) -> absl::Status {
    for (int64_t i = 0; i < 10; ++i) {
      SANGAM_RETURN_IF_ERROR(database
                                 .PrepareInsert(kept_items_,
                                                absl::StrCat("key-", i % 4),
                                                Blob{"x"}, i)
                                 .Run());
    }
    return absl::OkStatus();
  });
  EXPECT_EQ(Items(), "key-0/x/0 key-1/x/1 key-2/x/2 key-3/x/3");
}

TEST_F(ManyRowsTest, OneThatIsThereAndMustNotBeFailsTheWrite) {
  for (const int count : {2, 400}) {
    const absl::Status status = pool_->Write([&](Database& database) {
      absl::Status added;
      for (int i = 0; i < count; ++i) {
        // The last is the first once more.
        const int number = i + 1 == count ? 0 : i;
        added.Update(database
                         .PrepareInsert(new_items_, absl::StrCat(number),
                                        Blob{"x"}, int64_t{1})
                         .Run());
      }
      return added;
    });
    EXPECT_EQ(ReasonOf(status), type::v1::ERROR_REASON_STORE_FAILED) << status;
    EXPECT_EQ(Items(), "");
  }
}

TEST_F(ManyRowsTest, ThoseOfAWriteThatFailsAreForgotten) {
  EXPECT_EQ(
      pool_
          ->Write([&](Database& database) -> absl::Status {
            SANGAM_RETURN_IF_ERROR(
                database
                    .PrepareInsert(new_items_, "lost", Blob{"x"}, int64_t{1})
                    .Run());
            return InternalFault("stop");
          })
          .message(),
      "stop");
  Write([&](Database& database) {
    return database.PrepareInsert(new_items_, "kept", Blob{"x"}, int64_t{1})
        .Run();
  });
  EXPECT_EQ(Items(), "kept/x/1");
}

TEST_F(ManyRowsTest, ARowThatDoesNotFitIsRefused) {
  SANGAM_POSTGRES_ONLY("SQLite takes any value in any column");
  for (const bool short_of_one : {true, false}) {
    const absl::Status status = pool_->Write([&](Database& database) {
      Statement row = database.PrepareInsert(words_, int64_t{1});
      return short_of_one ? row.Run() : row.Bind(int64_t{2}).Run();
    });
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << status;
  }
}

TEST_F(ManyRowsTest, AQuestionIsAnsweredForEachRowOfParameters) {
  Write([&](Database& database) -> absl::Status {
    for (int64_t i = 0; i < 2'500; ++i) {
      for (const char* word : {"b", "a", "C"}) {
        if (i % 3 == 0) continue;
        SANGAM_RETURN_IF_ERROR(database.PrepareInsert(words_, i, word).Run());
      }
    }
    return absl::OkStatus();
  });
  std::vector<std::vector<Value>> asked;
  for (int64_t i = 0; i < 2'500; ++i) asked.push_back({i, "b"});
  std::map<size_t, std::string> told;
  EXPECT_TRUE(pool_
                  ->Read([&](Database& database) {
                    return database.ReadEach(
                        "SELECT word, number FROM word WHERE number = ?1"
                        " AND word <= ?2 ORDER BY word LIMIT 2",
                        asked, [&](size_t i, const Statement& row) {
                          EXPECT_EQ(row.Int(1), static_cast<int64_t>(i));
                          absl::StrAppend(&told[i], row.Text(0));
                        });
                  })
                  .ok());
  EXPECT_EQ(told.size(), 2'500 - 834);
  for (const auto& [i, words] : told) {
    EXPECT_NE(i % 3, 0);
    // In the order of bytes, whatever the server's.
    EXPECT_EQ(words, "Ca");
  }
}

TEST_F(ManyRowsTest, NothingAskedIsNothingTold) {
  EXPECT_TRUE(pool_
                  ->Read([](Database& database) {
                    return database.ReadEach(
                        "SELECT name FROM item WHERE name = ?", {},
                        [](size_t, const Statement&) { FAIL(); });
                  })
                  .ok());
}

TEST_F(ManyRowsTest, AMistakeInAQuestionIsReported) {
  EXPECT_EQ(ReasonOf(pool_->Read([](Database& database) {
              return database.ReadEach(
                  "SELECT nothing FROM nowhere WHERE name = ?", {{"a"}},
                  [](size_t, const Statement&) {});
            })),
            type::v1::ERROR_REASON_STORE_FAILED);
}

}  // namespace
}  // namespace sangam::sql
