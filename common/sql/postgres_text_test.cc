#include "common/sql/postgres_text.h"

#include "gtest/gtest.h"

namespace sangam::sql {
namespace {

constexpr ParameterKind kInt = ParameterKind::kInt;
constexpr ParameterKind kText = ParameterKind::kText;

TEST(PostgresQueryTest, NumbersParameters) {
  EXPECT_EQ(PostgresQuery("SELECT a FROM t WHERE b = ? AND c > ?",
                          {kInt, ParameterKind::kBytes}),
            "SELECT a FROM t WHERE b = $1 AND c > $2");
  EXPECT_EQ(PostgresQuery("SELECT ?2, ?1, ?2", {kInt, kInt}),
            "SELECT $2, $1, $2");
}

TEST(PostgresQueryTest, PutsTextsInTheOrderOfBytes) {
  EXPECT_EQ(PostgresQuery("SELECT ?1 UNION SELECT ?2", {kText, kInt}),
            "SELECT ($1 COLLATE \"C\") UNION SELECT $2");
}

TEST(PostgresQueryTest, LeavesWhatIsQuoted) {
  EXPECT_EQ(PostgresQuery("SELECT '?', \"?\", '' -- ?\n, ?", {kInt}),
            "SELECT '?', \"?\", '' -- ?\n, $1");
}

TEST(PostgresQueryTest, AsksForEachRowOfParameters) {
  EXPECT_EQ(PostgresQueryOfEach("SELECT a FROM t WHERE b = ? AND c > ?2",
                                {kText, kInt}),
            "SELECT answer.*, asked.place FROM unnest($1, $2) WITH ORDINALITY"
            " AS asked (p1, p2, place) CROSS JOIN LATERAL (SELECT a FROM t"
            " WHERE b = (asked.p1 COLLATE \"C\") AND c > asked.p2 OFFSET 0)"
            " AS answer");
}

TEST(PostgresInsertionTest, AddsManyRows) {
  using Type = Insertion::Type;
  const Insertion rows("t", {{"a", Type::kText}, {"b", Type::kInteger}},
                       Insertion::IfThere::kIsReplaced);
  EXPECT_EQ(PostgresInsertionOfMany(
                rows, {ParameterKind::kTexts, ParameterKind::kInts}),
            "INSERT INTO \"t\" (\"a\", \"b\") SELECT unnest($1), unnest($2)"
            " ON CONFLICT (\"a\") DO UPDATE SET \"b\" = excluded.\"b\"");
  EXPECT_EQ(PostgresInsertionOfMany(
                rows, {ParameterKind::kTexts, ParameterKind::kInt}),
            "INSERT INTO \"t\" (\"a\", \"b\") SELECT unnest($1), $2"
            " ON CONFLICT (\"a\") DO UPDATE SET \"b\" = excluded.\"b\"");
}

TEST(PostgresScriptTest, TranslatesTypesAlone) {
  EXPECT_EQ(PostgresScript("CREATE TABLE t (a INTEGER, b TEXT NOT NULL, c BLOB,"
                           " \"TEXT\" TEXT, TEXTS TEXT) WITHOUT ROWID;\n"
                           "-- TEXT\n"),
            "CREATE TABLE t (a BIGINT, b TEXT COLLATE \"C\" NOT NULL, c BYTEA,"
            " \"TEXT\" TEXT COLLATE \"C\", TEXTS TEXT COLLATE \"C\") ;\n"
            "-- TEXT\n");
}

}  // namespace
}  // namespace sangam::sql
